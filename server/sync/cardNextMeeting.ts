import type { ConversationDocument } from '../cards/conversations.ts';
import type { Session } from '../../shared/session.ts';
import type { SeenActivities } from './cardTasks.ts';
import type { LedgerObject } from './ledger.types.ts';
import { shownSpan, NEXT_MEETING } from './nextMeetingTimes.ts';

/** HubSpot's outcomes of a meeting that is not coming (hubspot-api.md §2.6). */
const OFF = new Set(['CANCELED', 'RESCHEDULED', 'NO_SHOW', 'COMPLETED']);

/**
 * The next meeting as a card tells it: what HubSpot shows where we made one, because people move and call off
 * there; what was agreed where HubSpot's calendar or nobody has it. Pure.
 */
export function cardNextMeeting(
  { next_meeting: next }: Session,
  objects: readonly LedgerObject[],
  seen: SeenActivities,
): ConversationDocument['nextMeeting'] {
  if (!next) return null;
  const agreed = { title: next.title ?? 'Next meeting', startsAt: new Date(next.starts_at).toISOString() };
  const made = objects.find(({ key, state }) => key === NEXT_MEETING && state !== 'archived');
  if (!made?.id) return agreed;
  const meetingId = made.id;
  const was = seen.before.find(({ id, type }) => id === meetingId && type === made.type);
  if (!was) return { ...agreed, meetingId };
  const shown = seen.nextMeetings.get(meetingId);
  if (!shown || made.state === 'gone') return null;
  // What this turn wrote was not there yet when HubSpot was asked.
  const isOurs = (name: string) => was.written[name] !== made.written[name];
  if (!isOurs('hs_meeting_outcome') && OFF.has(shown.properties['hs_meeting_outcome'] ?? '')) return null;
  const start = isOurs('hs_meeting_start_time') ? undefined : shownSpan(shown)?.start;
  const title = isOurs('hs_meeting_title') ? undefined : shown.properties['hs_meeting_title'];
  return {
    title: title || agreed.title,
    startsAt: start === undefined ? agreed.startsAt : new Date(start).toISOString(),
    meetingId,
  };
}
