import type { Brief } from '../../shared/brief.ts';
import { textOf } from './describeRecords.ts';
import type { BriefFacts } from './facts.types.ts';
import { fromConversation, fromRecord, instantOf } from './sources.ts';
import { when } from './words.ts';

/** HubSpot's outcomes of a meeting that does not take place (hubspot-api.md §14). */
const OFF = new Set(['CANCELED', 'RESCHEDULED', 'NO_SHOW']);

/** The soonest meeting to come: one in HubSpot's calendar, else one that a conversation agreed on. Pure. */
export function nextMeeting(facts: BriefFacts): Brief['nextMeeting'] {
  const { now, timeZone } = facts;
  const planned = facts.meetings.flatMap(({ id, properties }) => {
    const startsAt = instantOf(properties['hs_meeting_start_time']);
    if (!startsAt || OFF.has(properties['hs_meeting_outcome'] ?? '')) return [];
    const title = textOf(properties['hs_meeting_title']) ?? 'Meeting';
    return [
      {
        title,
        startsAt,
        location: textOf(properties['hs_meeting_location']),
        source: fromRecord(facts, 'meetings', { id, label: title, at: startsAt }),
      },
    ];
  });
  const inHubSpot = new Set(facts.meetings.map(({ id }) => id));
  const agreed = facts.conversations.flatMap((entry) => {
    const { nextMeeting: next } = entry;
    // People move and call off in HubSpot: of a meeting that is there, what HubSpot says counts alone.
    if (!next || (next.meetingId && inHubSpot.has(next.meetingId))) return [];
    const { title, startsAt } = next;
    return [{ title, startsAt, location: null, source: fromConversation(facts, entry) }];
  });
  const next = [...planned, ...agreed]
    .filter(({ startsAt }) => Date.parse(startsAt) > now.getTime())
    // Of one in both places HubSpot's is the fact; the sort is stable.
    .sort((left, right) => Date.parse(left.startsAt) - Date.parse(right.startsAt))[0];
  if (!next) return null;
  return {
    title: next.title,
    startsAt: new Date(next.startsAt).toISOString(),
    words: when(new Date(next.startsAt), now, timeZone),
    location: next.location,
    source: next.source,
  };
}
