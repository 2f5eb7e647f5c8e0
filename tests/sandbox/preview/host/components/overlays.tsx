import type {
  ModalBodyProps,
  ModalFooterProps,
  ModalProps,
  PanelBodyProps,
  PanelFooterProps,
  PanelProps,
  PanelSectionProps,
  TooltipProps,
} from '@hubspot/ui-extensions';
import { useContext, useEffect, useRef } from 'react';
import { CLOSE_EVENT, Overlay } from '../overlay.tsx';

/** A native dialog keeps the focus inside, closes on Escape and gives the focus back. */
const Dialog = ({ kind, ...props }: (ModalProps | PanelProps) & { kind: 'modal' | 'panel' }) => {
  const { open, close } = useContext(Overlay);
  const dialog = useRef<HTMLDialogElement>(null);
  const { id, title, width = 'sm', children, onOpen, onClose } = props;

  useEffect(() => {
    if (!open) return undefined;
    dialog.current?.showModal();
    onOpen?.();
    const closeById = (event: Event) => {
      if ((event as CustomEvent<string>).detail === id) dialog.current?.close();
    };
    window.addEventListener(CLOSE_EVENT, closeById);
    return () => window.removeEventListener(CLOSE_EVENT, closeById);
  }, [open, id]);

  if (!open) return null;
  return (
    <dialog
      ref={dialog}
      className={`pv-${kind} pv-width-${width}`}
      aria-label={props['aria-label'] ?? title}
      onClose={() => {
        close();
        onClose?.();
      }}
    >
      <header>
        <h2>{title}</h2>
        <button type="button" aria-label="Close" onClick={() => dialog.current?.close()}>
          ×
        </button>
      </header>
      {children}
    </dialog>
  );
};

export const Modal = (props: ModalProps) => <Dialog kind="modal" {...props} />;
export const ModalBody = ({ children }: ModalBodyProps) => <div className="pv-overlay-body">{children}</div>;
export const ModalFooter = ({ children }: ModalFooterProps) => <footer>{children}</footer>;

export const Panel = (props: PanelProps) => <Dialog kind="panel" {...props} />;
export const PanelBody = ({ children }: PanelBodyProps) => <div className="pv-overlay-body">{children}</div>;
export const PanelSection = ({ children }: PanelSectionProps) => <section>{children}</section>;
export const PanelFooter = ({ children }: PanelFooterProps) => <footer>{children}</footer>;

export const Tooltip = ({ children, placement = 'top' }: TooltipProps) => {
  const { hovered } = useContext(Overlay);
  return hovered ? (
    <span role="tooltip" className={`pv-tooltip pv-tooltip-${placement}`}>
      {children}
    </span>
  ) : null;
};
