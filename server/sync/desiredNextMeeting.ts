import { plainText } from '../text/plainText.ts';
import { calendarEntry, isOurs } from './calendarEntry.ts';
import { markerUrl, nextMeetingBody } from './content.ts';
import {
  NOTHING_DESIRED,
  ownedBy,
  TITLE_LENGTH,
  type Desired,
  type DesiredActivity,
  type DesiredContext,
} from './desiredActivity.ts';
import { peoplesEdits } from './peoplesEdits.ts';
import { agreedSpan, isHeldAs, NEXT_MEETING, shownSpan, type Span } from './nextMeetingTimes.ts';
import { idOf, typeOf, type Ref } from './ref.ts';
import type { CalendarFacts, PastConversation } from './snapshot.types.ts';

/** The other conversations, as they are after the plan. */
export interface Others {
  /** Conversations of a record, newest first. */
  history(record: Ref): readonly PastConversation[];
  /** Whether one that is planned with this one schedules the same meeting. */
  hasAgreed(span: Span): boolean;
}

export interface NextMeetingContext extends DesiredContext {
  calendar: CalendarFacts;
  /** HubSpot does not let us read meetings. */
  hidden: boolean;
  others: Others;
}

const WHAT = 'next meeting';

/**
 * The meeting that a conversation agreed on, as a scheduled one; none where HubSpot has it already or it took place
 * (decision 0026). Pure.
 */
export function desiredNextMeeting(context: NextMeetingContext): Desired {
  const { session, settings, calendar, made, others } = context;
  if (!settings.sync.nextMeeting) return NOTHING_DESIRED;
  const known = made.find(({ key, state }) => key === NEXT_MEETING && state !== 'archived');
  const shown = known?.id ? calendar.made.get(known.id) : undefined;
  // Not seen is not there: neither made, nor called off, nor archived (reliability.md §2, "403").
  if (context.hidden) return known ? { activities: [asItIs({})], skips: [] } : NOTHING_DESIRED;
  const next = session.next_meeting;
  if (!next)
    return known
      ? { activities: [calledOff(context, shown && shownSpan(shown))], skips: [] }
      : NOTHING_DESIRED;

  const said = agreedSpan(next);
  // Where a person moved it, that is when it is.
  const isMoved = known !== undefined && peoplesEdits(known, shown).kept.has('hs_meeting_start_time');
  const span = (isMoved && shown && shownSpan(shown)) || said;
  if (!known && span.start <= calendar.now.getTime())
    return skipped('past: it had begun before the conversation was synced, so that it is not scheduled');
  const held = heldAs(context, span);
  if (held) return skipped(`took_place: the conversation of ${held} is this meeting; there is no second one`);
  const there = inHubSpot(context, span, known !== undefined);
  if (there) return skipped(there);
  if (!known && others.hasAgreed(span))
    return skipped('in_calendar: another conversation with the same people agreed on it and schedules it');
  return { activities: [scheduled(context, next, said)], skips: [] };
}

function skipped(reason: string): Desired {
  return { activities: [], skips: [{ what: WHAT, reason }] };
}

function scheduled(
  { session, appUrl, hostOwner, made }: DesiredContext,
  { title, location }: NonNullable<DesiredContext['session']['next_meeting']>,
  { start, end }: Span,
): DesiredActivity {
  const startsAt = new Date(start).toISOString();
  const place = plainText(location ?? '');
  const hadPlace = made.some(({ key, written }) => key === NEXT_MEETING && 'hs_meeting_location' in written);
  return {
    key: NEXT_MEETING,
    type: 'meetings',
    rule: 'next_meeting',
    properties: {
      hs_timestamp: startsAt,
      hs_meeting_start_time: startsAt,
      hs_meeting_end_time: new Date(end).toISOString(),
      hs_meeting_title: plainText(title?.trim() ? title : 'Next meeting', TITLE_LENGTH),
      hs_meeting_body: nextMeetingBody(session, appUrl),
      hs_meeting_outcome: 'SCHEDULED',
      hs_meeting_external_url: markerUrl(appUrl, session.id, NEXT_MEETING),
      ...(place !== '' || hadPlace ? { hs_meeting_location: place } : {}),
      ...ownedBy(hostOwner),
    },
  };
}

/** Not agreed any more. What has begun already stays as it is: it may well have taken place. */
function calledOff({ calendar }: NextMeetingContext, span: Span | undefined): DesiredActivity {
  const hasBegun = span !== undefined && span.start <= calendar.now.getTime();
  return asItIs(hasBegun ? {} : { hs_meeting_outcome: 'CANCELED' });
}

function asItIs(properties: Record<string, string>): DesiredActivity {
  return { key: NEXT_MEETING, type: 'meetings', rule: 'next_meeting', properties };
}

/** When the conversation began that is this meeting. */
function heldAs({ session, records, others }: NextMeetingContext, span: Span): string | undefined {
  const talks = records
    .filter((record) => typeOf(record) === 'contacts')
    .flatMap((record) => others.history(record))
    .filter(({ sessionId }) => sessionId !== session.id);
  return talks.find((one) => isHeldAs(span, one))?.facts.startedAt;
}

/** Why HubSpot needs no second one. Ours of another conversation only keeps this one from making its own. */
function inHubSpot(
  { session, records, calendar, appUrl }: NextMeetingContext,
  span: Span,
  isMade: boolean,
): string | undefined {
  const meetings = records
    .filter((record) => typeOf(record) === 'contacts')
    .flatMap((record) => calendar.ofContact.get(idOf(record)) ?? []);
  const wanted = {
    span,
    icalUid: session.calendar?.ical_uid,
    appUrl,
    planned: calendar.made,
  };
  const found = calendarEntry(meetings, wanted, !isMade);
  if (!found) return undefined;
  return isOurs(found, appUrl)
    ? `in_calendar: the meeting ${found.id} of another conversation is this one`
    : `in_calendar: HubSpot has it already, as meeting ${found.id}; there is no second one`;
}
