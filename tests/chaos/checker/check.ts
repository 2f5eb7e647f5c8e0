import {
  deletedIsGone,
  everyActivityHangsOnSomebody,
  oneActivityEach,
  tasksAndNotesAreWanted,
} from './activities.ts';
import { canariesStayIn, limitsAreKept, rerunIsSilent, silenceIsKept, tokensOfTheOwner } from './calls.ts';
import { coachingSessionsAreRight } from './coachingSessions.ts';
import { everyAcceptedIsStored, everySessionEnds, refusedIsPlanted, usageIsSynced } from './delivery.ts';
import { factsOf, type Facts } from './facts.ts';
import type { Breach, History, Rule } from './history.types.ts';
import { nothingIsDoubledForAWhile } from './lifetimes.ts';
import { oneNextMeetingEach } from './nextMeeting.ts';
import { eventsAreUnique, fencesNeverFall, ledgerResolvesBothWays } from './ledger.ts';
import { editsOfPeopleStay, oneCompanyPerDomain } from './people.ts';

const CHECKS: Readonly<Record<Rule, (facts: Facts) => Breach[]>> = {
  V1: everyAcceptedIsStored,
  V2: everySessionEnds,
  V3: (facts) => [...oneActivityEach(facts), ...oneNextMeetingEach(facts)],
  V4: tasksAndNotesAreWanted,
  V5: eventsAreUnique,
  V6: ledgerResolvesBothWays,
  V7: everyActivityHangsOnSomebody,
  V8: oneCompanyPerDomain,
  V9: tokensOfTheOwner,
  V10: silenceIsKept,
  V11: limitsAreKept,
  V12: editsOfPeopleStay,
  V13: refusedIsPlanted,
  V14: fencesNeverFall,
  V15: rerunIsSilent,
  V16: usageIsSynced,
  V17: canariesStayIn,
  V18: deletedIsGone,
};

/**
 * Judges a whole run by the invariants of reliability.md §2. Pure; it knows what was promised, not how the
 * product keeps it.
 */
export function check(history: History): Breach[] {
  const facts = factsOf(history);
  return [...Object.values(CHECKS), nothingIsDoubledForAWhile, coachingSessionsAreRight].flatMap((rule) =>
    rule(facts),
  );
}
