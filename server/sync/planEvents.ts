import type { Session } from '../../shared/session.ts';
import { durationMinutes } from '../scoring/facts.ts';
import { engagementScore } from '../scoring/engagementScore.ts';
import { factsOf } from '../scoring/facts.ts';
import { sessionUrl } from '../sessions/sessionUrl.ts';
import { idOf, typeOf, type AppEvent, type PlannedLink } from './plan.types.ts';

/** One type per object and happening; an event type is bound to one object type (hubspot-platform.md §5). */
export const CONVERSATION_COMPLETED = {
  contacts: 'conversation_completed_contact',
  deals: 'conversation_completed_deal',
} as const;

/**
 * Events of a finished conversation, for the contacts and the deal it is linked to. Only figures and
 * words from a fixed list: an event can never be changed, so it must hold nothing a person may later
 * want gone (hubspot-api.md §6). Sent ones are left out by the caller through `sent`.
 */
export function planEvents(
  session: Session,
  links: readonly PlannedLink[],
  sent: readonly string[],
  appUrl: string,
): AppEvent[] {
  const facts = factsOf(session);
  const minutes = durationMinutes(session);
  const properties: Record<string, string> = {
    kind: session.kind,
    score: String(engagementScore(facts, null).value),
    open_objections: String(facts.objectionsRaised - facts.objectionsResolved),
    action_items: String(session.action_items?.length ?? 0),
    session_url: sessionUrl(appUrl, session.id),
    ...(minutes === null ? {} : { duration_minutes: String(minutes) }),
    ...(facts.sentiment ? { sentiment: facts.sentiment } : {}),
  };
  return links.flatMap(({ ref }) => {
    const type = typeOf(ref);
    if (type !== 'contacts' && type !== 'deals') return [];
    if (sent.includes(eventId(session.id, CONVERSATION_COMPLETED[type], idOf(ref)))) return [];
    const timestamp = new Date(session.ended_at).toISOString();
    return [
      {
        sessionId: session.id,
        eventTypeName: CONVERSATION_COMPLETED[type],
        record: ref,
        timestamp,
        properties,
      },
    ];
  });
}

/** Deterministic, so that HubSpot refuses a second one (hubspot-api.md §6). */
export function eventId(sessionId: string, eventTypeName: string, objectId: string): string {
  return `${sessionId}:${eventTypeName}:${objectId}`;
}
