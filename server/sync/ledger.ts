import type { mongo } from 'mongoose';
import type { SyncError, SyncState } from '../../shared/ledger.ts';
import { defineCollection, type Store } from '../store/store.ts';
import { LeaseLost, NEVER, type Lease } from '../queue/lease.ts';
import { keepsDismissal } from './problem.ts';
import { createRequeue } from './requeue.ts';
import { createTaskDecisions } from './taskDecisions.ts';
import type { CountedConversations } from '../usage/countedConversations.ts';
import type { LedgerLink, SyncDocument } from './ledger.types.ts';
import { suspectAlone } from './suspectAlone.ts';

export const syncs = defineCollection<SyncDocument>({
  name: 'syncs',
  tenant: 'orgId',
  indexes: [
    { key: { portalId: 1, background: 1, dueAt: 1, receivedAt: 1 }, name: 'next_of_portal' },
    { key: { portalId: 1, dueAt: 1 }, name: 'due_of_portal' },
    { key: { orgId: 1, receivedAt: -1, _id: -1 }, name: 'of_organisation_newest_first' },
    { key: { orgId: 1, state: 1 }, name: 'by_state' },
    { key: { portalId: 1, 'links.id': 1 }, name: 'of_linked_record' },
    { key: { portalId: 1, 'links.person': 1, receivedAt: -1 }, name: 'of_person_newest_first' },
    { key: { portalId: 1, 'objects.id': 1 }, name: 'of_activity' },
    { key: { orgId: 1, backfillId: 1, state: 1 }, name: 'of_backfill' },
    { key: { dueAt: 1 }, name: 'due' },
    { key: { heldReason: 1 }, name: 'held' },
    { key: { 'rematch.at': 1 }, name: 'to_match_again' },
    { key: { orgId: 1, firstSyncedAt: 1 }, name: 'counted' },
    { key: { 'doubt.at': 1 }, name: 'in_doubt' },
  ],
});

export type LedgerChange = Partial<
  Pick<
    SyncDocument,
    | 'objects'
    | 'links'
    | 'deletedPeople'
    | 'events'
    | 'skips'
    | 'rematch'
    | 'doubt'
    | 'error'
    | 'syncedVersion'
    | 'syncedAt'
    | 'firstSyncedAt'
  >
>;

export interface Verdict {
  state: SyncState;
  heldReason?: SyncDocument['heldReason'];
  dueAt?: Date;
  /** A limit is not a failure: the attempt does not count (reliability.md §2). */
  uncounted?: boolean;
}

/** Held rows too: those that wait for an hour of the day are due then, the others never. */
const CRASHED: SyncError = {
  code: 'sync_crashed',
  kind: 'final',
  message: 'Syncing this conversation stopped in the middle several times, for a reason we do not know yet.',
  action: 'Retry it; if it fails again, contact liveprompt support with the id of the conversation.',
};

const WORKABLE: SyncState[] = ['queued', 'retrying', 'running', 'held'];

/** Ends at which nothing of a conversation that was never synced is in HubSpot. */
const UNWRITTEN: readonly SyncState[] = ['filtered', 'failed', 'removed'];

export interface LedgerDeps {
  store: Store;
  counted: Pick<CountedConversations, 'giveBack'>;
}

export function createLedger({ store, counted }: LedgerDeps) {
  const documents = store.collection(syncs);

  return {
    documents,
    ...createRequeue(documents),
    ...createTaskDecisions(documents),

    /** Rows a turn may work on, taken under its fence. Attempts count at claim: a crash is an attempt too. */
    async claimDue(lease: Lease, now: Date, limit: number): Promise<SyncDocument[]> {
      const { portalId, fence } = lease;
      const of = (background: boolean) =>
        documents
          .find({
            portalId,
            background: background ? true : { $ne: true },
            state: { $in: WORKABLE },
            dueAt: { $lte: now },
            fence: { $lte: fence },
          })
          // What waits longest, of equals what came first.
          .sort({ dueAt: 1, receivedAt: 1 })
          .limit(limit)
          .toArray();
      // What runs once more is taken only when nothing new is due: what comes meanwhile waits for one turn at most.
      const live = await of(false);
      const due = live.length > 0 ? live : await of(true);
      if (due.length === 0) return [];
      const rows = suspectAlone(due);
      const taken = { _id: { $in: rows.map(({ _id }) => _id) }, fence: { $lte: fence } };
      const { matchedCount } = await documents.updateMany(taken, {
        $set: { state: 'running', heldReason: null, fence },
        $inc: { attempts: 1 },
      });
      if (matchedCount !== rows.length) throw new LeaseLost(portalId);
      return rows.map((row) => ({ ...row, attempts: row.attempts + 1, fence }));
    },

    /** Notes what is about to be done, or has just become known. */
    async record(lease: Lease, changes: readonly { _id: string; change: LedgerChange }[]): Promise<void> {
      await fenced(
        lease,
        changes.map(({ _id, change }) => ({
          updateOne: { filter: { _id, fence: lease.fence }, update: { $set: change } },
        })),
      );
    },

    /**
     * Closes a row. When a newer version arrived meanwhile, what was written is noted but the row stays
     * queued for it: the version stands in the filter.
     */
    async finish(
      lease: Lease,
      row: SyncDocument,
      planned: number,
      change: LedgerChange,
      verdict: Verdict,
    ): Promise<void> {
      const state = {
        state: verdict.state,
        heldReason: verdict.heldReason ?? null,
        dueAt: verdict.dueAt ?? NEVER,
        ...(keepsDismissal(row, verdict.state, change.error ?? null) ? {} : { dismissed: null }),
      };
      lease.signal.throwIfAborted();
      // Before the end is written: after a crash in between the turn runs again and counts it again.
      if (UNWRITTEN.includes(verdict.state) && row.firstSyncedAt === null) await counted.giveBack(row._id);
      const attempts = verdict.uncounted ? { $inc: { attempts: -1 } } : {};
      await fenced(
        lease,
        [
          { updateOne: { filter: { _id: row._id, fence: lease.fence }, update: { $set: change } } },
          {
            updateOne: {
              filter: { _id: row._id, fence: lease.fence, version: { $lte: planned }, state: 'running' },
              update: { $set: state, ...attempts },
            },
          },
        ],
        1,
      );
    },

    /** Conversations linked to a record, the latest received first. */
    async linkedTo(
      portalId: string,
      type: LedgerLink['type'],
      id: string,
      limit: number,
    ): Promise<{ orgId: string; sessionId: string }[]> {
      return documents
        .find(
          { portalId, links: { $elemMatch: { type, id } } },
          { projection: { orgId: 1, sessionId: 1, receivedAt: 1 } },
        )
        .sort({ receivedAt: -1 })
        .limit(limit)
        .toArray();
    },

    /** Rows whose turns died again and again end here; a person can retry them when we know why. */
    async failCrashed(lease: Lease, rows: readonly SyncDocument[]): Promise<void> {
      for (const row of rows)
        await this.finish(lease, row, row.version, { error: CRASHED }, { state: 'failed' });
    },

    /** The portal may not be called: its rows wait, visibly, until a person reconnects or resumes. */
    async holdAll(portalId: string): Promise<void> {
      await documents.updateMany(
        { portalId, state: { $in: ['queued', 'retrying', 'running'] } },
        { $set: { state: 'held', heldReason: 'paused', dueAt: NEVER } },
      );
    },

    /** Portals that have a due row; at most `limit` rows are looked at. */
    async duePortals(now: Date, limit: number): Promise<string[]> {
      const due = await documents
        .find({ portalId: { $type: 'string' }, dueAt: { $lte: now } }, { projection: { portalId: 1 } })
        .limit(limit)
        .toArray();
      return [...new Set(due.flatMap(({ portalId }) => portalId ?? []))];
    },

    /** When the portal's next row wants to be worked on. */
    async nextDue(portalId: string): Promise<Date> {
      const [next] = await documents
        .find({ portalId, state: { $in: WORKABLE } })
        .sort({ dueAt: 1 })
        .limit(1)
        .toArray();
      return next?.dueAt ?? NEVER;
    },
  };

  async function fenced(
    lease: Lease,
    writes: mongo.AnyBulkWriteOperation<SyncDocument>[],
    expected = writes.length,
  ): Promise<void> {
    if (writes.length === 0) return;
    lease.signal.throwIfAborted();
    const { matchedCount } = await documents.bulkWrite(writes, { ordered: true });
    if (matchedCount < expected) throw new LeaseLost(lease.portalId);
  }
}

export type Ledger = ReturnType<typeof createLedger>;
