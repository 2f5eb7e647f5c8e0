import type { CrmRecord } from '../hubspot/objects.ts';
import { sessionUrl } from '../sessions/sessionUrl.ts';
import { NEXT_MEETING, minuteOf, overlap, shownSpan, type Span } from './nextMeetingTimes.ts';

/** HubSpot's outcomes of a meeting that does not take place when it says (hubspot-api.md §2.6). */
const OFF = new Set(['CANCELED', 'RESCHEDULED']);

export interface Wanted {
  span: Span;
  /** Of the calendar entry of the conversation: a later entry of a series has the same. */
  icalUid: string | undefined;
  appUrl: string;
  /** Next meetings of conversations that are planned with this one: what becomes of them is not in HubSpot yet. */
  planned: ReadonlyMap<string, unknown>;
}

/**
 * The meeting that is in HubSpot already for what was agreed: one that begins in the same minute, or an entry of
 * the same calendar series that overlaps. A series shares one uid among all its meetings (decision 0026), so
 * that the uid alone says nothing. Pure.
 */
export function calendarEntry(
  meetings: readonly CrmRecord[],
  { span, icalUid, appUrl, planned }: Wanted,
  isOursToo: boolean,
): CrmRecord | undefined {
  return meetings.find((meeting) => {
    const { properties } = meeting;
    const shown = shownSpan(meeting);
    if (!shown || OFF.has(properties['hs_meeting_outcome'] ?? '')) return false;
    if (planned.has(meeting.id)) return false;
    if (isOurs(meeting, appUrl) && !(isOursToo && isNextMeeting(meeting))) return false;
    const isSeries = icalUid !== undefined && properties['hs_i_cal_uid']?.trim() === icalUid.trim();
    return minuteOf(shown) === minuteOf(span) || (isSeries && overlap(shown, span));
  });
}

/** Made by this product for a conversation. */
export function isOurs({ properties }: CrmRecord, appUrl: string): boolean {
  return properties['hs_meeting_external_url']?.startsWith(sessionUrl(appUrl, '')) ?? false;
}

/** Conversations that took place are no plans, even when they began in the same minute. */
function isNextMeeting({ properties }: CrmRecord): boolean {
  return properties['hs_meeting_external_url']?.endsWith(`#${NEXT_MEETING}`) ?? false;
}
