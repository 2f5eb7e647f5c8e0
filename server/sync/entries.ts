import type { Session } from '../../shared/session.ts';
import { conversationId, type CardObjectType, type ConversationDocument } from '../cards/conversations.ts';
import { insightsOf } from '../cards/insights.ts';
import { durationMinutes } from '../scoring/facts.ts';
import { titleOf } from './content.ts';
import { cardNextMeeting } from './cardNextMeeting.ts';
import { cardTasks, type SeenActivities } from './cardTasks.ts';
import { pastOf } from './planRecords.ts';
import type { LedgerLink, LedgerObject } from './ledger.types.ts';

/** What the cards of the linked contacts, companies and deals will show of this conversation. Pure. */
export function conversationEntries(
  portalId: string,
  session: Session,
  links: readonly LedgerLink[],
  objects: readonly LedgerObject[],
  zone: string,
  seen: SeenActivities,
): ConversationDocument[] {
  const live = objects.filter(({ state, id }) => state === 'live' && id !== null);
  const shared = {
    portalId,
    orgId: session.organization_id,
    sessionId: session.id,
    startedAt: new Date(session.started_at),
    facts: pastOf(session).facts,
    actionItems: session.action_items?.length ?? 0,
    nextStep: pastOf(session).nextStep,
    nextMeeting: cardNextMeeting(session, objects, seen),
    insights: insightsOf(session),
    tasks: cardTasks(session, live, zone, seen),
    tasksSeenAt: seen.at,
  };
  return links.flatMap(({ type, id, rule, evidence, confidence }) => {
    // The card of a ticket shows the conversations of its contacts.
    if (type === 'tickets') return [];
    const record = { portalId, objectType: type satisfies CardObjectType, objectId: id };
    return [
      {
        _id: conversationId(record, session.id),
        ...record,
        ...shared,
        conversation: {
          sessionId: session.id,
          title: titleOf(session),
          kind: session.kind,
          startedAt: new Date(session.started_at).toISOString(),
          durationMinutes: durationMinutes(session),
          brief: session.summary.brief,
          sentiment: session.summary.sentiment ?? null,
          matchedBy: { rule, evidence, confidence },
          objects: live.map((object) => ({ type: object.type, id: object.id ?? '' })),
        },
      },
    ];
  });
}
