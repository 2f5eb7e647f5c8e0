import type { CardInsights } from '../../shared/card.ts';
import type { AskingConversation } from './asking.ts';

/** Conversations from before requests were kept have none. */
export function askedIn({ requests }: Partial<Pick<CardInsights, 'requests'>>): CardInsights['requests'] {
  return requests ?? [];
}

/** In how many of these conversations each feature request came up. Pure. */
export function countRequests(conversations: readonly AskingConversation[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { requests } of conversations)
    for (const { key } of requests) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
