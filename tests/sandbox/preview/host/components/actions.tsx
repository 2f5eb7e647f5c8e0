import type { ButtonProps, ButtonRowProps, LoadingButtonProps } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import { useOverlay } from '../overlay.tsx';

export const Button = ({
  variant = 'secondary',
  size = 'md',
  type = 'button',
  href,
  disabled,
  overlay,
  onClick,
  children,
}: ButtonProps) => {
  const [trigger, shown] = useOverlay(overlay, onClick);
  const className = `pv-button pv-button-${variant} pv-size-${size}`;
  if (href) {
    const { url, external } = typeof href === 'string' ? { url: href, external: false } : href;
    return (
      <a
        {...trigger}
        className={className}
        href={url}
        target={external ? '_blank' : undefined}
        rel="noopener noreferrer"
      >
        {children}
        {external ? <span className="pv-hidden"> (opens in a new tab)</span> : null}
      </a>
    );
  }
  return (
    <>
      <button {...trigger} type={type} className={className} disabled={disabled}>
        {children}
      </button>
      {shown}
    </>
  );
};

export const LoadingButton = ({ loading = false, disabled, children, ...rest }: LoadingButtonProps) => (
  <span aria-busy={loading} className="pv-loading-button">
    <Button {...rest} disabled={disabled || loading}>
      {loading ? <span className="pv-spinner" aria-hidden="true" /> : null}
      {children}
    </Button>
  </span>
);

export const ButtonRow = ({ children }: ButtonRowProps) => <div className="pv-button-row">{children}</div>;

interface DropdownProps {
  buttonText?: string;
  disabled?: boolean;
  children?: ReactNode;
}

export const Dropdown = ({ buttonText, disabled, children }: DropdownProps) => (
  <details className="pv-dropdown">
    <summary className="pv-button pv-button-secondary" aria-disabled={disabled}>
      {buttonText}
    </summary>
    <div>{children}</div>
  </details>
);

export const DropdownButtonItem = ({
  overlay,
  onClick,
  children,
}: Pick<ButtonProps, 'overlay' | 'onClick' | 'children'>) => (
  <Button variant="transparent" overlay={overlay} onClick={onClick}>
    {children}
  </Button>
);
