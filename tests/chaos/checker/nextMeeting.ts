import type { SandboxRecord } from '../../sandbox/sandbox.types.ts';
import type { Expected, Facts } from './facts.ts';
import type { Breach } from './history.types.ts';

const PART = 'next';
const MINUTE_MS = 60_000;

/** V3: one scheduled meeting at the time that was agreed; called off when none is agreed any more. */
export function oneNextMeetingEach(facts: Facts): Breach[] {
  return facts.expected.flatMap((expected): Breach[] => {
    const { key, session, row, deleted } = expected;
    const breach = (what: string): Breach[] => [{ rule: 'V3', what: `${key} ${what}` }];
    const [only, ...twins] = facts.liveOf(expected).filter(({ part }) => part === PART);
    if (twins.length > 0) return breach(`has ${twins.length + 1} next meetings`);
    if (deleted || row?.state !== 'synced' || facts.removedOf(expected).has(PART)) return [];
    const { nextMeeting, nextTitle } = session;
    if (!only) {
      return nextMeeting && !isAnothers(facts, expected, nextMeeting)
        ? breach('agreed on a next meeting, and HubSpot has none')
        : [];
    }
    if (facts.touched(only.portalId, only.record.type, only.record.id)) return [];
    const { hs_meeting_outcome: outcome, hs_meeting_start_time: start } = only.record.properties;
    if (!nextMeeting) return outcome === 'CANCELED' ? [] : breach(`agreed on none, and one is ${outcome}`);
    const title = only.record.properties['hs_meeting_title'];
    if (nextTitle !== undefined && title !== nextTitle)
      return breach(`calls the next meeting "${nextTitle}", and HubSpot shows "${title}"`);
    return outcome === 'SCHEDULED' && Date.parse(start ?? '') === Date.parse(nextMeeting)
      ? []
      : breach(`agreed on ${nextMeeting}, and HubSpot shows ${outcome} at ${start}`);
  });
}

/**
 * Two conversations with one of the contacts that agree on the same minute agree on one meeting, and either has it;
 * what a person removed of the other one is not made again (decision 0026).
 */
function isAnothers(facts: Facts, expected: Expected, start: string): boolean {
  const portal = facts.history.portals.find(({ portalId }) => portalId === expected.portalId);
  const own = facts.liveOf(expected).find(({ part }) => part === 'activity');
  if (!portal || !own) return false;
  const people = new Set(contactsOf(own.record));
  return (portal.records['meetings'] ?? []).some(
    (meeting) =>
      Math.abs(Date.parse(meeting.properties['hs_meeting_start_time'] ?? '') - Date.parse(start)) <
        MINUTE_MS &&
      contactsOf(meeting).some((id) => people.has(id)) &&
      (meeting.archived
        ? facts.removed(portal.portalId, 'meetings', meeting.id)
        : meeting.properties['hs_meeting_outcome'] !== 'CANCELED'),
  );
}

function contactsOf({ associations }: SandboxRecord): string[] {
  return associations.flatMap(({ type, id }) => (type === 'contacts' ? id : []));
}
