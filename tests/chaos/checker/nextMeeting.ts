import type { Facts } from './facts.ts';
import type { Breach } from './history.types.ts';

const PART = 'next';

/** V3: one scheduled meeting at the time that was agreed; called off when none is agreed any more. */
export function oneNextMeetingEach(facts: Facts): Breach[] {
  return facts.expected.flatMap((expected): Breach[] => {
    const { key, session, row, deleted } = expected;
    const breach = (what: string): Breach[] => [{ rule: 'V3', what: `${key} ${what}` }];
    const [only, ...twins] = facts.liveOf(expected).filter(({ part }) => part === PART);
    if (twins.length > 0) return breach(`has ${twins.length + 1} next meetings`);
    if (deleted || row?.state !== 'synced' || facts.removedOf(expected).has(PART)) return [];
    const { nextMeeting } = session;
    if (!only) return nextMeeting ? breach('agreed on a next meeting, and HubSpot has none') : [];
    if (facts.touched(only.portalId, only.record.type, only.record.id)) return [];
    const { hs_meeting_outcome: outcome, hs_meeting_start_time: start } = only.record.properties;
    if (!nextMeeting) return outcome === 'CANCELED' ? [] : breach(`agreed on none, and one is ${outcome}`);
    return outcome === 'SCHEDULED' && Date.parse(start ?? '') === Date.parse(nextMeeting)
      ? []
      : breach(`agreed on ${nextMeeting}, and HubSpot shows ${outcome} at ${start}`);
  });
}
