import type { Session } from '../../shared/session.ts';
import { engagementScore } from '../scoring/engagementScore.ts';
import { factsOf } from '../scoring/facts.ts';
import { sessionUrl } from '../sessions/sessionUrl.ts';
import { idOf, typeOf, type AppEvent, type PastConversation } from './plan.types.ts';
import type { TouchedRecord } from './planRecords.ts';

/** One type per object and happening; an event type is bound to one object type (hubspot-platform.md §5). */
export const CONVERSATION_COMPLETED = {
  contacts: 'conversation_completed_contact',
  deals: 'conversation_completed_deal',
} as const;

/**
 * Events of the finished conversations of one record. Only figures and words from a fixed list: an event
 * can never be changed, so it must hold nothing a person may later want gone (hubspot-api.md §6).
 * @param history of the record after this turn, newest first: the score looks at the conversation before.
 * @param isSent whether an event with this id was delivered by an earlier turn.
 */
export function planEvents(
  { ref, linked }: TouchedRecord,
  history: readonly PastConversation[],
  isSent: (sessionId: string, eventId: string) => boolean,
  appUrl: string,
): AppEvent[] {
  const type = typeOf(ref);
  if (type !== 'contacts' && type !== 'deals') return [];
  const eventTypeName = CONVERSATION_COMPLETED[type];
  return linked.flatMap((session) => {
    if (isSent(session.id, eventId(session.id, eventTypeName, idOf(ref)))) return [];
    const place = history.findIndex(({ sessionId }) => sessionId === session.id);
    const before = history[place + 1]?.facts.startedAt ?? null;
    const timestamp = new Date(session.ended_at).toISOString();
    return [
      {
        sessionId: session.id,
        eventTypeName,
        record: ref,
        timestamp,
        properties: properties(session, before, appUrl),
      },
    ];
  });
}

function properties(session: Session, before: string | null, appUrl: string): Record<string, string> {
  const facts = factsOf(session);
  return {
    kind: session.kind,
    score: String(engagementScore(facts, before).value),
    open_objections: String(facts.objectionsRaised - facts.objectionsResolved),
    action_items: String(session.action_items?.length ?? 0),
    session_url: sessionUrl(appUrl, session.id),
    ...(facts.durationMinutes === null ? {} : { duration_minutes: String(facts.durationMinutes) }),
    ...(facts.sentiment ? { sentiment: facts.sentiment } : {}),
  };
}

/** Deterministic, so that HubSpot refuses a second one (hubspot-api.md §6). */
export function eventId(sessionId: string, eventTypeName: string, objectId: string): string {
  return `${sessionId}:${eventTypeName}:${objectId}`;
}
