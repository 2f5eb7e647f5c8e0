import type { Clock } from '../clock.ts';
import type { Crashpoint } from '../crashpoints.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { CallContext } from '../hubspot/objects.ts';
import type { Conversations } from '../cards/conversations.ts';
import type { SyncState } from '../../shared/ledger.ts';
import type { Settings } from '../../shared/settings.ts';
import type { SessionStore } from '../sessions/sessionStore.ts';
import { conversationEntries } from './entries.ts';
import { mayCall, type Lease } from '../queue/lease.ts';
import type { Ledger } from './ledger.ts';
import type { SyncDocument } from './ledger.types.ts';
import { plan } from './plan.ts';
import { deletedPeople } from './planPeople.ts';
import { type Features, type PlannedSession, type Ref, type SessionPlan } from './plan.types.ts';
import type { Settle, Settled } from './settle.ts';
import { isSweepDue, nextDoubt } from './doubt.ts';
import { isSecondLook, nextRematch, writesFor } from './rematch.ts';
import { plannedSession } from './plannedSession.ts';
import type { SweepLate } from './sweepLate.ts';
import type { ReadSnapshot } from './snapshot.ts';
import { linksOf } from './ledgerLinks.ts';
import type { Turn, Work } from './turn.types.ts';
import { judge, judgeAll, toSyncError } from './verdict.ts';

type Step = (turn: Turn) => Promise<void>;

export interface TurnDeps {
  sessions: SessionStore;
  settle: Settle;
  sweepLate: SweepLate;
  readSnapshot: ReadSnapshot;
  /** Search lags: what it showed once is kept, so that a company is never made twice. */
  rememberDomains: (portalId: string, found: ReadonlyMap<string, string>) => Promise<void>;
  steps: { people: Step; activities: Step; records: Step; proposals: Step; events: Step };
  conversations: Conversations;
  ledger: Ledger;
  clock: Clock;
  /** 0 ≤ random < 1. */
  random: () => number;
  crash: Crashpoint;
}

export interface TurnInput {
  lease: Lease;
  rows: readonly SyncDocument[];
  settings: Settings;
  features: Features;
}

/** One turn of a portal: up to a hundred conversations, one snapshot, one plan, one pass of writes. */
export function createTurn(deps: TurnDeps) {
  return async ({ lease, rows, settings, features }: TurnInput): Promise<void> => {
    const context: CallContext = {
      portalId: lease.portalId,
      lane: 'sync',
      signal: lease.signal,
      mayStart: () => mayCall(lease),
    };
    let open = rows;
    try {
      const ready = await settleAll(lease, context, rows, features);
      open = ready.map(({ row }) => row);
      const planned = await loadSessions(ready);
      const seenAt = deps.clock.now();
      const snapshot = await deps.readSnapshot(context, planned, settings, features);
      await deps.crash('snapshot.remember');
      await deps.rememberDomains(lease.portalId, snapshot.domains.found);
      const decided = plan({ sessions: planned, settings, snapshot, features });
      const turn: Turn = {
        lease,
        context,
        features,
        plan: decided,
        work: startWork(ready, planned, decided.sessions, snapshot.gone),
        made: new Map(),
        found: new Map(),
        seen: { at: seenAt, tasks: snapshot.tasks, owners: snapshot.owners },
      };

      await deps.steps.people(turn);
      await Promise.all([deps.steps.activities(turn).then(() => recordIds(turn)), deps.steps.records(turn)]);
      await deps.steps.proposals(turn);
      await showOnRecords(turn, settings);
      await deps.steps.events(turn);
      for (const work of turn.work.values()) await close(turn, work);
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      await closeAll(lease, open, error);
    }
  };

  /** Lost answers first; a conversation that still waits for one is put off and does not hold up the others. */
  async function settleAll(
    lease: Lease,
    context: CallContext,
    rows: readonly SyncDocument[],
    features: Features,
  ) {
    const ready: { row: SyncDocument; settled: Settled; swept: boolean }[] = [];
    for (const row of rows) {
      const settled = await deps.settle(context, row, features);
      if (settled.waitUntil) {
        await deps.crash('settle.defer');
        const verdict = { state: 'retrying', dueAt: settled.waitUntil, uncounted: true } as const;
        const doubt = nextDoubt({ row, problems: [] }, false, deps.clock.now());
        await deps.ledger.finish(lease, row, row.version, { objects: settled.objects, doubt }, verdict);
      } else {
        const due = isSweepDue(row, deps.clock.now());
        const objects = due ? await deps.sweepLate(context, row, settled.objects, features) : settled.objects;
        ready.push({ row, settled: { ...settled, objects }, swept: due });
      }
    }
    return ready;
  }

  async function loadSessions(
    ready: readonly { row: SyncDocument; settled: Settled }[],
  ): Promise<PlannedSession[]> {
    await deps.crash('snapshot.sessions');
    const found = await deps.sessions.read(ready.map(({ row }) => row._id));
    return ready.map(({ row, settled }) => ({
      ...plannedSession(found.get(row._id), row, row),
      objects: settled.objects,
    }));
  }

  function startWork(
    ready: readonly { row: SyncDocument; swept: boolean }[],
    planned: readonly PlannedSession[],
    plans: readonly SessionPlan[],
    gone: ReadonlySet<Ref>,
  ): Map<string, Work> {
    const work = new Map<string, Work>();
    for (const [index, { row, swept }] of ready.entries()) {
      const session = planned[index];
      const sessionPlan = plans.find(({ sessionId }) => sessionId === row.sessionId);
      if (!session || !sessionPlan) continue;
      work.set(row.sessionId, {
        row,
        swept,
        session: session.session,
        version: session.version,
        plan: sessionPlan,
        objects: [...session.objects],
        links: [],
        deletedPeople: [...deletedPeople(session, gone)],
        events: [...row.events],
        skips: [],
        problems: [],
      });
    }
    return work;
  }

  /** As soon as ids are known: a crash from here on finds them in the ledger. */
  async function recordIds(turn: Turn): Promise<void> {
    const changes = [...turn.work.values()].map((work) => {
      work.links = linksOf(turn, work);
      return { _id: work.row._id, change: { objects: work.objects, links: work.links } };
    });
    await deps.crash('turn.ids');
    await deps.ledger.record(turn.lease, changes);
    await deps.crash('turn.idsKnown');
  }

  /** Before the events: a workflow that starts from one asks for the last conversation within the second. */
  async function showOnRecords(turn: Turn, settings: Settings): Promise<void> {
    for (const { row, session, links, objects } of turn.work.values()) {
      const entries = session
        ? conversationEntries(turn.lease.portalId, session, links, objects, settings.sync.timeZone, {
            ...turn.seen,
            before: row.objects,
          })
        : [];
      await deps.crash('turn.entries');
      await deps.conversations.replace(row.orgId, row.sessionId, entries);
    }
  }

  async function close(turn: Turn, work: Work): Promise<void> {
    const { row, version } = work;
    const now = deps.clock.now();
    const { verdict, error, skips } = judge(work, now, deps.random());
    const written = verdict.state !== 'retrying' && verdict.state !== 'held' && verdict.state !== 'failed';
    const again = isSecondLook(work, now) || work.swept;
    const quiet = again && !writesFor(turn, row.sessionId);
    await deps.crash('close.finish');
    await deps.ledger.finish(
      turn.lease,
      row,
      version,
      {
        objects: work.objects,
        links: work.links,
        deletedPeople: work.deletedPeople,
        events: work.events,
        skips,
        error,
        doubt: nextDoubt(work, work.swept, now),
        ...(written
          ? {
              syncedVersion: version,
              syncedAt: quiet ? row.syncedAt : now,
              // What was left out, or deleted before it came, never reached HubSpot: it does not count (contract §3).
              firstSyncedAt: row.firstSyncedAt ?? (reachesHubSpot(verdict.state) ? now : null),
              rematch: nextRematch(turn, work, now),
            }
          : {}),
      },
      verdict,
    );
    await deps.crash('close.finished');
  }

  async function closeAll(lease: Lease, rows: readonly SyncDocument[], error: HubSpotError): Promise<void> {
    const now = deps.clock.now();
    for (const row of rows) {
      const { verdict } = judgeAll(error, row.attempts, now, deps.random());
      await deps.crash('close.failed');
      await deps.ledger.finish(lease, row, row.version, { error: toSyncError(error) }, verdict);
    }
  }
}

export type RunTurn = ReturnType<typeof createTurn>;

function reachesHubSpot(state: SyncState): boolean {
  return state === 'synced' || state === 'partial';
}
