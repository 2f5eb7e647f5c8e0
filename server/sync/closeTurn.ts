import type { SyncState } from '../../shared/ledger.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Conversations } from '../cards/conversations.ts';
import type { Clock } from '../clock.ts';
import type { Crashpoint } from '../crashpoints.ts';
import type { HubSpotError } from '../hubspot/errors.ts';
import type { Lease } from '../queue/lease.ts';
import { nextDoubt } from './doubt.ts';
import { conversationEntries } from './entries.ts';
import type { Ledger, RowEnd } from './ledger.ts';
import type { SyncDocument } from './ledger.types.ts';
import { isSecondLook, nextRematch, writesFor } from './rematch.ts';
import type { Settled } from './settle.ts';
import type { Turn, Work } from './turn.types.ts';
import { judge, judgeAll, toSyncError } from './verdict.ts';

/** A conversation whose lost answers are settled. */
export interface Ready {
  row: SyncDocument;
  settled: Settled;
  /** Looked through for what came late. */
  swept: boolean;
}

/** What the ledger and the cards say of conversations when a turn is done with them, all of a turn in one write each. */
export function createCloseTurn(deps: {
  conversations: Conversations;
  ledger: Ledger;
  clock: Clock;
  /** 0 ≤ random < 1. */
  random: () => number;
  crash: Crashpoint;
}) {
  return {
    /** What the cards of the records show of them. */
    async show(turn: Turn, settings: Settings): Promise<void> {
      const works = [...turn.work.values()];
      if (works.length === 0) return;
      await deps.crash('turn.entries');
      await deps.conversations.replaceAll(
        works.map(({ row, session, links, objects }) => ({
          orgId: row.orgId,
          sessionId: row.sessionId,
          entries: session
            ? conversationEntries(turn.lease.portalId, session, links, objects, settings.sync.timeZone, {
                ...turn.seen,
                before: row.objects,
              })
            : [],
        })),
      );
    },

    /** They were planned and written. */
    async close(turn: Turn): Promise<void> {
      const works = [...turn.work.values()];
      if (works.length === 0) return;
      const now = deps.clock.now();
      const ends = works.map((work) => endOf(turn, work, now));
      await deps.crash('close.finish');
      await deps.ledger.finishAll(turn.lease, ends);
      await deps.crash('close.finished');
    },

    /** The portal could not even be read: they share the reason. */
    async refuse(lease: Lease, rows: readonly SyncDocument[], error: HubSpotError): Promise<void> {
      const now = deps.clock.now();
      const change = { error: toSyncError(error) };
      const ends = rows.map((row): RowEnd => {
        const { verdict } = judgeAll(error, row.attempts, now, deps.random());
        return { row, planned: row.version, change, verdict };
      });
      await deps.crash('close.failed');
      await deps.ledger.finishAll(lease, ends);
    },

    /** An answer may still be on its way: nothing of them is written before. */
    async defer(lease: Lease, waiting: readonly Ready[]): Promise<void> {
      if (waiting.length === 0) return;
      await deps.crash('settle.defer');
      await putOff(lease, waiting, 'retrying', ({ row, settled }) => settled.waitUntil ?? row.dueAt);
    },

    /** Another flush touches what they touch: they stay due, with what was settled. */
    async giveBack(lease: Lease, late: readonly Ready[]): Promise<void> {
      if (late.length === 0) return;
      await deps.crash('turn.giveBack');
      await putOff(lease, late, 'queued', ({ row }) => row.dueAt);
    },
  };

  /** Nothing was sent: the attempt does not count. What was in doubt when they were claimed stays so. */
  async function putOff(
    lease: Lease,
    some: readonly Ready[],
    state: SyncState,
    dueAt: (one: Ready) => Date,
  ): Promise<void> {
    const now = deps.clock.now();
    await deps.ledger.finishAll(
      lease,
      some.map((one) => ({
        row: one.row,
        planned: one.row.version,
        change: {
          objects: one.settled.objects,
          doubt: nextDoubt({ row: one.row, problems: [] }, false, now),
        },
        verdict: { state, dueAt: dueAt(one), uncounted: true },
      })),
    );
  }

  function endOf(turn: Turn, work: Work, now: Date): RowEnd {
    const { row, version } = work;
    const { verdict, error, skips } = judge(work, now, deps.random());
    const written = verdict.state !== 'retrying' && verdict.state !== 'held' && verdict.state !== 'failed';
    const again = isSecondLook(work, now) || work.swept;
    const quiet = again && !writesFor(turn, row.sessionId);
    const change = {
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
    };
    return { row, planned: version, change, verdict };
  }
}

export type CloseTurn = ReturnType<typeof createCloseTurn>;

function reachesHubSpot(state: SyncState): boolean {
  return state === 'synced' || state === 'partial';
}
