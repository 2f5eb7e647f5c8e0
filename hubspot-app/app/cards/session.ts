import { createContext, useContext } from 'react';
import type { CardView } from '#shared/cardView.ts';
import type { UseCard } from './useCard.ts';

/** What the parts of one card share: its words, how it is read, and how a change shows. */
export interface CardSession extends Pick<UseCard, 'change'> {
  words: CardView['words'];
  /** On the wide tab of a record more is open from the start. */
  isWide: boolean;
  /** How the person reads, as part of an address. */
  reading: string;
  /** Something worked: said at the top of the page. */
  tell: (message: string) => void;
  closeOverlay: (id: string) => void;
  /** HubSpot shows its own properties anew: our server wrote some of them. */
  refreshRecord: () => void;
}

export const CardSessionContext = createContext<CardSession | null>(null);

export function useCardSession(): CardSession {
  const session = useContext(CardSessionContext);
  if (!session) throw new Error('This part is shown outside a card.');
  return session;
}
