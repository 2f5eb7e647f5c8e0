import type { Clock } from '../clock.ts';
import type { Crashpoint } from '../crashpoints.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { CallContext } from '../hubspot/objects.ts';
import type { RequireReconnect } from '../installs/requireReconnect.ts';
import { mayCall } from '../queue/lease.ts';
import { withCoachingType, type LookForCoaching } from './lookForCoaching.ts';
import type { CloseTurn, Ready } from './closeTurn.ts';
import type { KeepFigures } from './keepFigures.ts';
import type { Ledger } from './ledger.ts';
import type { SyncDocument } from './ledger.types.ts';
import type { Decide } from './decide.ts';
import { deletedPeople } from './planPeople.ts';
import type { Features, Plan, PlannedSession } from './plan.types.ts';
import type { Snapshot } from './snapshot.types.ts';
import type { Settle } from './settle.ts';
import { isSweepDue } from './doubt.ts';
import { plannedSession } from './plannedSession.ts';
import { keysOfPlan } from './reservedKeys.ts';
import type { SweepCompanies } from './sweepCompanies.ts';
import type { SweepLate } from './sweepLate.ts';
import type { ReadSnapshot } from './snapshot.ts';
import { linksOf } from './ledgerLinks.ts';
import { isForbidden } from './switchedOff.ts';
import type { Flush, Serving } from './takeDue.ts';
import type { Turn, Work } from './turn.types.ts';
import { offProblems } from './offProblems.ts';
import { missingProblems } from './withheld.ts';

type Step = (turn: Turn) => Promise<void>;

export interface TurnDeps {
  lookForCoaching: LookForCoaching;
  settle: Settle;
  sweepLate: SweepLate;
  sweepCompanies: SweepCompanies;
  readSnapshot: ReadSnapshot;
  decide: Decide;
  /** Search lags: what it showed once is kept, so that a company is never made twice. */
  rememberDomains: (portalId: string, found: ReadonlyMap<string, string>) => Promise<void>;
  steps: { people: Step; activities: Step; records: Step; proposals: Step; events: Step };
  closing: CloseTurn;
  /** The permission without which nothing goes on is gone: a person has to connect again. */
  accessLost: RequireReconnect;
  keepFigures: KeepFigures;
  ledger: Ledger;
  clock: Clock;
  crash: Crashpoint;
}

export interface TurnInput {
  serving: Serving;
  flush: Flush;
  features: Features;
}

/** A conversation on its way, and what plan() is to know of it. */
interface Candidate extends Ready {
  planned: PlannedSession;
}

/** One turn of a flush: up to a hundred conversations, one snapshot, one plan, one pass of writes. */
export function createTurn(deps: TurnDeps) {
  return async ({ serving, flush, features: known }: TurnInput): Promise<void> => {
    const { lease, settings } = serving;
    const base: CallContext = {
      portalId: lease.portalId,
      lane: 'sync',
      signal: lease.signal,
      mayStart: () => mayCall(lease),
    };
    let open = flush.rows;
    try {
      const features = await deps.lookForCoaching(base, settings, known);
      const context = withCoachingType(base, features);
      const settled = await settleAll(context, flush.rows, features);
      if (settled.some(({ swept }) => swept)) await deps.sweepCompanies(context, serving.orgId, features);
      await deps.closing.defer(lease, settled.filter(isWaiting));
      const ready = settled
        .filter((one) => !isWaiting(one))
        .map((one): Candidate => ({ ...one, planned: toPlanned(one, flush) }));
      open = ready.map(({ row }) => row);
      if (ready.length === 0) return;
      const seenAt = deps.clock.now();
      flush.reservation.lookAnew();
      const snapshot = await deps.readSnapshot(
        context,
        ready.map(({ planned }) => planned),
        settings,
        features,
      );
      await deps.crash('snapshot.remember');
      await deps.rememberDomains(lease.portalId, snapshot.domains.found);
      const planOf = (some: readonly Candidate[]) =>
        deps.decide(context, { sessions: some.map(({ planned }) => planned), settings, snapshot, features });
      const all = await planOf(ready);
      const late = keepsOut(serving, flush, all, ready, snapshot);
      await deps.closing.giveBack(lease, late);
      const kept = late.length === 0 ? ready : ready.filter((one) => !late.includes(one));
      open = kept.map(({ row }) => row);
      const decided = late.length === 0 ? all : await planOf(kept);
      const turn: Turn = {
        lease,
        context,
        features,
        plan: decided,
        work: startWork(kept, decided, snapshot),
        made: new Map(),
        found: new Map(),
        seen: {
          at: seenAt,
          tasks: snapshot.tasks,
          nextMeetings: snapshot.calendar.made,
          owners: snapshot.owners,
        },
      };

      await deps.steps.people(turn);
      await Promise.all([deps.steps.activities(turn).then(() => recordIds(turn)), deps.steps.records(turn)]);
      await deps.steps.proposals(turn);
      // Before the events: a workflow that starts from one asks for the last conversation within the second.
      await Promise.all([deps.closing.show(turn, settings), deps.keepFigures(turn, settings)]);
      await deps.steps.events(turn);
      await deps.closing.close(turn);
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      if (error.kind === 'revoked' && isForbidden(error))
        await deps.accessLost(lease.portalId, serving.connectedAt, error.message);
      await deps.closing.refuse(lease, open, error);
    }
  };

  /** Lost answers first. */
  async function settleAll(
    context: CallContext,
    rows: readonly SyncDocument[],
    features: Features,
  ): Promise<Ready[]> {
    const ready: Ready[] = [];
    for (const row of rows) {
      const settled = await deps.settle(context, row, features);
      const swept = !settled.waitUntil && isSweepDue(row, deps.clock.now());
      const objects = swept ? await deps.sweepLate(context, row, settled.objects, features) : settled.objects;
      ready.push({ row, settled: { ...settled, objects }, swept });
    }
    return ready;
  }

  /** As soon as ids are known: a crash from here on finds them in the ledger. */
  async function recordIds(turn: Turn): Promise<void> {
    const changes = [...turn.work.values()].map((work) => {
      work.links = linksOf(turn, work);
      // What it is linked to no more may still show its values: whoever takes over has to clear them.
      const former = work.row.links.filter(
        ({ type, id }) => !work.links.some((link) => link.type === type && link.id === id),
      );
      return { _id: work.row._id, change: { objects: work.objects, links: [...work.links, ...former] } };
    });
    await deps.crash('turn.ids');
    await deps.ledger.record(turn.lease, changes);
    await deps.crash('turn.idsKnown');
  }
}

export type RunTurn = ReturnType<typeof createTurn>;

/** Still waits for a lost answer: it is put off and does not hold up the others. */
function isWaiting({ settled }: Ready): boolean {
  return settled.waitUntil !== null;
}

function toPlanned({ row, settled }: Ready, { documents }: Flush): PlannedSession {
  return { ...plannedSession(documents.get(row._id), row, row), objects: settled.objects };
}

/** Conversations that touch what another flush touches, as the plan shows it only now. The next look knows it before. */
function keepsOut(
  { learned }: Serving,
  { reservation }: Flush,
  all: Plan,
  ready: readonly Candidate[],
  snapshot: Snapshot,
): Candidate[] {
  const keys = keysOfPlan(
    all,
    ready.map(({ planned }) => planned),
    snapshot,
  );
  return ready.filter(({ row }) => {
    const touched = keys.get(row.sessionId) ?? [];
    if (reservation.take(touched)) return false;
    learned.set(row._id, touched);
    return true;
  });
}

function startWork(
  kept: readonly Candidate[],
  { sessions }: Plan,
  { gone, off }: Snapshot,
): Map<string, Work> {
  const plans = new Map(sessions.map((one) => [one.sessionId, one]));
  const work = new Map<string, Work>();
  for (const { row, swept, planned } of kept) {
    const sessionPlan = plans.get(row.sessionId);
    if (!sessionPlan) continue;
    work.set(row.sessionId, {
      row,
      swept,
      session: planned.session,
      version: planned.version,
      plan: sessionPlan,
      objects: [...planned.objects],
      links: [],
      deletedPeople: [...deletedPeople(planned, gone)],
      events: [...row.events],
      skips: [],
      problems: [...missingProblems(sessionPlan.missing), ...offProblems(sessionPlan.without, off)],
    });
  }
  return work;
}
