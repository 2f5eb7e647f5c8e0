import { createContext, useState, type ReactNode } from 'react';

interface OverlayState {
  open: boolean;
  hovered: boolean;
  close(): void;
}

export const Overlay = createContext<OverlayState>({ open: false, hovered: false, close: () => undefined });
export const CLOSE_EVENT = 'preview:close-overlay';

/** `actions.closeOverlay(id)` of a card ends here. */
export function closeOverlay(id: string): void {
  window.dispatchEvent(new CustomEvent(CLOSE_EVENT, { detail: id }));
}

/** What a component with an `overlay` prop needs: props for its element, and the overlay to put beside it. */
export function useOverlay(
  overlay: ReactNode,
  onClick: ((event: never, reactions: never) => void) | undefined,
): [
  { onClick(): void; onMouseEnter(): void; onMouseLeave(): void; onFocus(): void; onBlur(): void },
  ReactNode,
] {
  const [open, setOpen] = useState(false);
  const [hovered, setHovered] = useState(false);
  const trigger = {
    onClick: () => {
      setOpen(true);
      // A DOM event cannot cross the worker's border; the SDK promises an event with a type only.
      (onClick as ((event: { type: string }) => void) | undefined)?.({ type: 'click' });
    },
    onMouseEnter: () => setHovered(true),
    onMouseLeave: () => setHovered(false),
    onFocus: () => setHovered(true),
    onBlur: () => setHovered(false),
  };
  const shown = overlay ? (
    <Overlay.Provider value={{ open, hovered, close: () => setOpen(false) }}>{overlay}</Overlay.Provider>
  ) : null;
  return [trigger, shown];
}
