import type { Viewer } from '@liveprompt/kit';
import { createContext, useContext } from 'react';
import type { CardName } from '#shared/card.ts';
import type { UseCard } from './useCard.ts';

/** What the parts of one card share: who looks, where, and how a change shows. */
export interface CardSession extends Pick<UseCard, 'change' | 'takeOff'> {
  card: CardName;
  viewer: Viewer;
  /** On the wide tab of a record more is open from the start. */
  isWide: boolean;
  /** Says something at the top of the page. */
  tell: (type: 'success' | 'danger', message: string) => void;
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
