import type { SyncSkip } from '../../shared/ledger.ts';
import { NOTHING_DESIRED, type Desired } from './desiredActivity.ts';
import { desiredActivities } from './planActivities.ts';
import { withoutResting } from './desiredCoachingSession.ts';
import { diffActivities } from './diffActivities.ts';
import { planEvents } from './planEvents.ts';
import { planNextMeetings, type LinkedSession } from './planNextMeetings.ts';
import { noteFigures } from './planFigures.ts';
import { followMerges } from './followMerges.ts';
import type { ProposalDraft } from '../proposals/proposal.ts';
import { reconcile } from '../proposals/reconcile.ts';
import { nobody, type People } from './peopleLinks.ts';
import { planPeople } from './planPeople.ts';
import { planMeeting } from './planMeeting.ts';
import { planTouched } from './planTouched.ts';
import { isOff, keptLinks, leaveHidden, partsWithout, visibleProposals } from './planWithout.ts';
import { historyAfter, type TouchedRecord } from './planRecords.ts';
import type { Plan, PlanInput, PlannedSession, SessionPlan } from './plan.types.ts';
import { ref, typeOf, type Ref } from './ref.ts';

/**
 * What has to be written so that HubSpot shows what the conversations say. Pure and total: the same input
 * gives the same plan, and the plan of a portal that already shows everything is empty.
 */
export function plan(input: PlanInput): Plan {
  const steps = planInSteps(input);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same, stopping after each conversation and each record: a hundred at once would hold up everybody else. */
export function* planInSteps(input: PlanInput): Generator<undefined, Plan, undefined> {
  const result: Plan = {
    sessions: [],
    companies: [],
    contacts: [],
    companyLinks: [],
    activities: [],
    records: [],
    proposals: { put: [], automatic: [], withdraw: [] },
    events: [],
    looks: [],
  };
  const drafts: ProposalDraft[] = [];
  const automatic: ProposalDraft[] = [];
  const touched = new Map<Ref, TouchedRecord>();
  const sessions = input.sessions.map((one) => followMerges(one, input.snapshot)).sort(byStart);
  const linked: LinkedSession[] = [];
  for (const planned of sessions) {
    linked.push(linkSession(planned, input));
    yield;
  }
  for (const one of linked) touch(touched, one);
  const historyOf = (record: Ref) => historyAfter(touched.get(record) ?? untouched(record), input.snapshot);
  const nextMeetings = planNextMeetings(linked, historyOf, input);
  for (const one of linked) {
    result.sessions.push(planSession(one, input, result, drafts, nextMeetings));
    yield;
  }
  const bySession = new Map(result.sessions.map((one) => [one.sessionId, one]));
  const sent = new Map(sessions.map(({ sessionId, events }) => [sessionId, new Set(events)]));
  const withEvents = input.features.appEvents && input.settings.sync.timelineEvents;
  for (const record of touched.values()) {
    if (isOff(typeOf(record.ref), input.snapshot)) continue;
    const history = historyAfter(record, input.snapshot);
    const { update, skips, missing, looks, ...asks } = planTouched(record, history, input);
    drafts.push(...asks.drafts);
    automatic.push(...asks.automatic);
    const isSent = (sessionId: string, id: string) => sent.get(sessionId)?.has(id) ?? false;
    if (withEvents) result.events.push(...planEvents(record, history, isSent, input));
    noteFigures(bySession, record, history, input.snapshot);
    if (update) result.records.push(update);
    if (looks) result.looks.push(record.ref);
    for (const sessionId of record.sessionIds) {
      const planned = bySession.get(sessionId);
      addSkips(planned?.skips, skips);
      if (planned) planned.missing = [...new Set([...planned.missing, ...missing])];
    }
    yield;
  }
  const sessionIds = result.sessions.map(({ sessionId }) => sessionId);
  result.proposals = reconcile({ drafts, automatic }, visibleProposals(input.snapshot), sessionIds);
  return result;
}

/** Two contacts of one conversation have the same reason once. */
function addSkips(list: SyncSkip[] | undefined, skips: readonly SyncSkip[]): void {
  for (const skip of skips) {
    if (!list?.some(({ what, reason }) => what === skip.what && reason === skip.reason)) list?.push(skip);
  }
}

function linkSession(planned: PlannedSession, input: PlanInput): LinkedSession {
  const { session } = planned;
  const people = session ? planPeople(planned, session, input) : nobody();
  const filtered = session !== null && people.links.length === 0;
  const outcome = session === null ? 'remove' : filtered ? 'filtered' : 'write';
  const links = outcome === 'write' ? people.links : keptLinks(planned, [], input.snapshot);
  return { planned, people, outcome, links };
}

function planSession(
  { planned, people, outcome, links }: LinkedSession,
  input: PlanInput,
  result: Plan,
  drafts: ProposalDraft[],
  nextMeetings: ReadonlyMap<string, Desired>,
): SessionPlan {
  const { session, sessionId, version } = planned;
  const { snapshot } = input;
  const filtered = outcome === 'filtered';
  const refs = links.map((link) => link.ref);
  const desired =
    session && !filtered
      ? desiredActivities(
          session,
          input,
          refs,
          planned.objects,
          nextMeetings.get(sessionId) ?? NOTHING_DESIRED,
        )
      : NOTHING_DESIRED;
  const meeting =
    session && !filtered
      ? planMeeting(planned, session, desired.activities, input)
      : { ...desired, drafts: [] };
  drafts.push(...meeting.drafts);
  const changeable = withoutResting(planned, session !== null && !filtered, input);
  const diff = diffActivities(changeable, meeting.activities, refs, snapshot);
  const { writes, left } = leaveHidden(diff.writes, snapshot);

  result.activities.push(...writes);
  if (session && !filtered) {
    addNew(result, people);
  }
  const skips: SyncSkip[] = [...people.skips];
  addSkips(skips, [...desired.skips, ...meeting.skips, ...diff.skips]);
  return {
    sessionId,
    version,
    outcome,
    links,
    skips,
    missing: [],
    without: partsWithout(planned, { outcome, links }, left, people.undecided, snapshot),
    figures: { scores: [], stage: null, tasksSeen: !isOff('tasks', snapshot) },
  };
}

/** Two conversations of one batch with the same new person or company make one record. */
function addNew(result: Plan, people: People): void {
  const add = <T extends { ref: Ref }>(list: T[], one: T) => {
    if (!list.some((other) => other.ref === one.ref)) list.push(one);
  };
  for (const company of people.companies) add(result.companies, company);
  for (const contact of people.contacts) add(result.contacts, contact);
  for (const link of people.companyLinks) {
    if (!result.companyLinks.some((other) => other.contact === link.contact)) result.companyLinks.push(link);
  }
}

/** Records this turn may change or tell about: linked now, or linked before and no more. */
function touch(touched: Map<Ref, TouchedRecord>, { planned, links }: LinkedSession): void {
  const now = links.map((link) => link.ref);
  const before = planned.links.map(({ type, id }) => ref(type, id));
  for (const record of new Set([...now, ...before])) {
    const entry = touched.get(record) ?? untouched(record);
    entry.sessionIds.push(planned.sessionId);
    if (planned.session && now.includes(record)) entry.linked.push(planned.session);
    touched.set(record, entry);
  }
}

function untouched(record: Ref): TouchedRecord {
  return { ref: record, linked: [], sessionIds: [] };
}

/** Oldest first, so that activities appear in HubSpot in the order people spoke. */
function byStart(left: PlannedSession, right: PlannedSession): number {
  const start = ({ session }: PlannedSession) => (session ? Date.parse(session.started_at) : 0);
  return start(left) - start(right) || (left.sessionId < right.sessionId ? -1 : 1);
}
