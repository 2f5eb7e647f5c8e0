import type { CardInsights } from '../../shared/card.ts';

/** A conversation in which somebody asked for features. */
export interface AskingConversation {
  sessionId: string;
  startedAt: Date;
  requests: CardInsights['requests'];
}

/** More than an account asks in years; a bound all the same. */
export const MAX_ASKING = 2_000;
export const ASKED = { 'insights.requests.key': { $gt: '' } } as const;

/** Newest first, each conversation once, on however many records it stands. Pure. */
export function askingOf(
  found: readonly { sessionId: string; startedAt: Date; insights: Pick<CardInsights, 'requests'> }[],
): AskingConversation[] {
  const once = new Map(found.map((entry) => [entry.sessionId, entry]));
  return [...once.values()]
    .map(({ sessionId, startedAt, insights }) => ({ sessionId, startedAt, requests: insights.requests }))
    .sort((left, right) => right.startedAt.getTime() - left.startedAt.getTime());
}
