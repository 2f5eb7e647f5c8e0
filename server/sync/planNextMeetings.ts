import { desiredContext, type Desired } from './desiredActivity.ts';
import { desiredNextMeeting } from './desiredNextMeeting.ts';
import { minuteOf, NEXT_MEETING } from './nextMeetingTimes.ts';
import type { People } from './peopleLinks.ts';
import type { PlanInput, PlannedLink, PlannedSession, SessionPlan } from './plan.types.ts';
import { isOff } from './planWithout.ts';
import type { Ref } from './ref.ts';
import type { PastConversation } from './snapshot.types.ts';

/** A conversation and whom it is with. */
export interface LinkedSession {
  planned: PlannedSession;
  people: People;
  outcome: SessionPlan['outcome'];
  links: PlannedLink[];
}

/**
 * The next meeting of each conversation that agreed on one. For all at once, because two people who were in the same
 * call agree on the same meeting: what is made already comes first, then the oldest. Pure.
 */
export function planNextMeetings(
  sessions: readonly LinkedSession[],
  history: (record: Ref) => readonly PastConversation[],
  input: PlanInput,
): ReadonlyMap<string, Desired> {
  const agreed = new Set<string>();
  const desired = new Map<string, Desired>();
  for (const { planned, outcome, links } of [...sessions].sort(madeFirst)) {
    const { session, sessionId, objects } = planned;
    if (!session || outcome !== 'write') continue;
    const records = links.map(({ ref }) => ref);
    const nameAt = (minute: number) => records.map((record) => `${record} ${minute}`);
    const next = desiredNextMeeting({
      ...desiredContext(session, input, records, objects),
      calendar: input.snapshot.calendar,
      hidden: isOff('meetings', input.snapshot),
      others: { history, hasAgreed: (span) => nameAt(minuteOf(span)).some((name) => agreed.has(name)) },
    });
    desired.set(sessionId, next);
    for (const { properties } of next.activities) {
      const start = Date.parse(properties['hs_meeting_start_time'] ?? '');
      if (Number.isFinite(start)) for (const name of nameAt(minuteOf({ start }))) agreed.add(name);
    }
  }
  return desired;
}

function madeFirst({ planned: left }: LinkedSession, { planned: right }: LinkedSession): number {
  return Number(hasMade(right)) - Number(hasMade(left));
}

function hasMade({ objects }: PlannedSession): boolean {
  return objects.some(({ key, state }) => key === NEXT_MEETING && state === 'live');
}
