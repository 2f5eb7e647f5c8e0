import type { Session } from '../../shared/session.ts';
import { conversationId, type CardObjectType, type ConversationDocument } from '../cards/conversations.ts';
import { durationMinutes } from '../scoring/facts.ts';
import { cleanEmail } from '../matching/addresses.ts';
import { titleOf } from './content.ts';
import { dueTime } from './dueTime.ts';
import { PRIORITIES } from './planActivities.ts';
import { pastOf } from './planRecords.ts';
import type { LedgerLink, LedgerObject } from './ledger.types.ts';

/** What the cards of the linked contacts and of the deal will show of this conversation. Pure. */
export function conversationEntries(
  portalId: string,
  session: Session,
  links: readonly LedgerLink[],
  objects: readonly LedgerObject[],
  zone: string,
): ConversationDocument[] {
  const live = objects.filter(({ state, id }) => state === 'live' && id !== null);
  const shared = {
    portalId,
    orgId: session.organization_id,
    sessionId: session.id,
    startedAt: new Date(session.started_at),
    facts: pastOf(session).facts,
    nextStep: pastOf(session).nextStep,
    nextMeeting: session.next_meeting
      ? {
          title: session.next_meeting.title ?? 'Next meeting',
          startsAt: new Date(session.next_meeting.starts_at).toISOString(),
        }
      : null,
    tasks: tasksOf(session, live, zone),
  };
  return links.flatMap(({ type, id, rule, evidence }) => {
    if (type === 'companies') return [];
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
          matchedBy: { rule, evidence },
          objects: live.map((object) => ({ type: object.type, id: object.id ?? '' })),
        },
      },
    ];
  });
}

function tasksOf(
  session: Session,
  live: readonly LedgerObject[],
  zone: string,
): ConversationDocument['tasks'] {
  return (session.action_items ?? []).flatMap((item) => {
    const made = live.find(({ key }) => key === `task:${item.id}`);
    if (!made?.id) return [];
    return [
      {
        id: made.id,
        subject: item.title,
        dueAt: dueTime(item.due_date, session.time_zone ?? zone, session.ended_at).toISOString(),
        priority: PRIORITIES[item.priority ?? 'medium'],
        done: item.done ?? false,
        owner: cleanEmail(item.owner_email) ?? cleanEmail(session.host?.email) ?? null,
      },
    ];
  });
}
