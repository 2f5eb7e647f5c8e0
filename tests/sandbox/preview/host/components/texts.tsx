import type { HeadingProps, LinkProps, TextProps } from '@hubspot/ui-extensions';
import type { CSSProperties } from 'react';
import { useOverlay } from '../overlay.tsx';

const WEIGHTS = { regular: 400, demibold: 600, bold: 700 } as const;
const LINES = { none: 'none', underline: 'underline', strikethrough: 'line-through' } as const;

export const Text = ({ variant = 'bodytext', inline, format = {}, truncate, children }: TextProps) => {
  const style: CSSProperties = {
    fontWeight: WEIGHTS[format.fontWeight ?? 'regular'],
    fontStyle: format.italic ? 'italic' : undefined,
    textDecorationLine: LINES[format.lineDecoration ?? 'none'],
    maxWidth: typeof truncate === 'object' ? truncate.maxWidth : undefined,
  };
  const className = `pv-text pv-${variant}${truncate ? ' pv-truncate' : ''}`;
  const TextTag = inline ? 'span' : 'div';
  return (
    <TextTag className={className} style={style}>
      {children}
    </TextTag>
  );
};

export const Heading = ({ children }: HeadingProps) => <h3 className="pv-heading">{children}</h3>;

export const Link = ({
  href,
  variant = 'primary',
  onClick,
  preventDefault,
  overlay,
  children,
}: LinkProps) => {
  const [trigger, shown] = useOverlay(overlay, onClick);
  const { url, external } = typeof href === 'string' ? { url: href, external: false } : href;
  return (
    <>
      <a
        {...trigger}
        className={`pv-link pv-link-${variant}`}
        href={url}
        target={external ? '_blank' : undefined}
        rel="noopener noreferrer"
        onClick={(event) => {
          if (preventDefault || overlay) event.preventDefault();
          trigger.onClick();
        }}
      >
        {children}
        {external ? <span className="pv-hidden"> (opens in a new tab)</span> : null}
      </a>
      {shown}
    </>
  );
};
