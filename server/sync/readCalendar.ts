import type { Session } from '../../shared/session.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Link } from '../hubspot/associations.ts';
import type { CallContext, CrmRecord, Objects } from '../hubspot/objects.ts';
import type { ExternalPerson } from '../matching/eligible.ts';
import { live } from './liveRecords.ts';
import { agreedSpan, NEXT_MEETING } from './nextMeetingTimes.ts';
import { NEXT_MEETING_READ } from './peoplesEdits.ts';
import type { PlannedSession } from './plan.types.ts';
import type { CalendarFacts } from './snapshot.types.ts';

/** A next meeting is among the latest made of a contact; ids grow with time. */
const LATEST = 50;

/**
 * What next meetings are planned from. Without one it costs HubSpot no call; else one batch for the links of all
 * contacts of a flush and one for each hundred meetings. Not by search, which lags behind what calendars and we
 * have just made (hubspot-api.md §2.2).
 */
export function createCalendarReader({ objects }: { objects: Objects }) {
  return async (
    context: CallContext,
    sessions: readonly PlannedSession[],
    links: ReadonlyMap<string, readonly Link[]>,
    now: Date,
  ): Promise<CalendarFacts> => {
    const idsOf = new Map([...links].map(([contact, meetings]) => [contact, latest(meetings)]));
    const made = sessions.flatMap((one) => madeBy(one)?.id ?? []);
    const ids = [...new Set([...idsOf.values()].flat().concat(made))];
    if (ids.length === 0) return noCalendar(now);
    const found = live(await objects.read(context, 'meetings', ids, NEXT_MEETING_READ));
    const pick = (some: readonly string[]) => some.flatMap((id) => found.get(id) ?? []);
    return {
      now,
      ofContact: new Map([...idsOf].map(([contact, some]) => [contact, pick(some)])),
      made: new Map(pick(made).map((record) => [record.id, record])),
    };
  };
}

export function noCalendar(now: Date): CalendarFacts {
  return { now, ofContact: new Map(), made: new Map() };
}

function madeBy({ objects }: PlannedSession) {
  return objects.find(({ key, state }) => key === NEXT_MEETING && state === 'live');
}

/** Contacts of the conversations that are about to schedule a meeting, or did. Pure. */
export function contactsWhoMeet(
  sessions: readonly PlannedSession[],
  { sync }: Settings,
  peopleOf: (session: Session) => readonly ExternalPerson[],
  contactOf: (person: ExternalPerson) => CrmRecord | undefined,
  now: Date,
): string[] {
  const ids = sessions.flatMap((one) => {
    const next = one.session?.next_meeting;
    if (!sync.nextMeeting || !one.session || !next) return [];
    if (!madeBy(one) && agreedSpan(next).start <= now.getTime()) return [];
    return [
      ...peopleOf(one.session).flatMap((person) => contactOf(person)?.id ?? []),
      ...one.links.flatMap(({ type, id }) => (type === 'contacts' ? [id] : [])),
    ];
  });
  return [...new Set(ids)];
}

function latest(links: readonly Link[]): string[] {
  return links
    .map(({ toId }) => toId)
    .sort((left, right) => Number(right) - Number(left))
    .slice(0, LATEST);
}
