import type { mongo } from 'mongoose';
import type { SyncError, SyncState } from '../../shared/ledger.ts';
import { defineCollection, type Store } from '../store/store.ts';
import { LeaseLost, NEVER, type Lease } from '../queue/lease.ts';
import { createDueRows } from './dueRows.ts';
import { keepsDismissal } from './problem.ts';
import { createRequeue } from './requeue.ts';
import { createTaskDecisions } from './taskDecisions.ts';
import type { CountedConversations } from '../usage/countedConversations.ts';
import type { LedgerLink, SyncDocument } from './ledger.types.ts';

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

/** How the work on a row ended; `planned` is the version it was done for. */
export interface RowEnd {
  row: SyncDocument;
  planned: number;
  change: LedgerChange;
  verdict: Verdict;
}

const CRASHED: SyncError = {
  code: 'sync_crashed',
  kind: 'final',
  message: 'Syncing this conversation stopped in the middle several times, for a reason we do not know yet.',
  action: 'Retry it; if it fails again, contact liveprompt support with the id of the conversation.',
};

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
    ...createDueRows(documents),
    ...createRequeue(documents),
    ...createTaskDecisions(documents),

    /** Takes rows under the fence. Attempts count here: a crash is an attempt too. */
    async take({ portalId, fence }: Lease, rows: readonly SyncDocument[]): Promise<SyncDocument[]> {
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
      if (changes.length === 0) return;
      lease.signal.throwIfAborted();
      const { matchedCount } = await documents.bulkWrite(
        changes.map(({ _id, change }) => ({
          updateOne: { filter: { _id, fence: lease.fence }, update: { $set: change } },
        })),
        { ordered: false },
      );
      if (matchedCount < changes.length) throw new LeaseLost(lease.portalId);
    },

    /**
     * Closes rows. When a newer version arrived meanwhile, what was written is noted but the row stays
     * queued for it: the version stands in the filter.
     */
    async finishAll(lease: Lease, ends: readonly RowEnd[]): Promise<void> {
      if (ends.length === 0) return;
      lease.signal.throwIfAborted();
      const unwritten = ends.filter(
        ({ row, verdict }) => UNWRITTEN.includes(verdict.state) && row.firstSyncedAt === null,
      );
      // Before the end is written: after a crash in between the turn runs again and counts it again.
      if (unwritten.length > 0) await counted.giveBack(unwritten.map(({ row }) => row._id));
      // Two writes and not one: the count of the first tells whether every row is still ours, that of the
      // second only whether something newer came.
      await this.record(
        lease,
        ends.map(({ row, change }) => ({ _id: row._id, change })),
      );
      const ended = await documents.bulkWrite(
        ends.map(({ row, planned, change, verdict }) => ({
          updateOne: {
            filter: { _id: row._id, fence: lease.fence, version: { $lte: planned }, state: 'running' },
            update: endOf(row, change, verdict),
          },
        })),
        { ordered: false },
      );
      if (ended.matchedCount === ends.length) return;
      // A version that came between look and take lost its `queued` to the take.
      await documents.bulkWrite(
        ends.map(({ row, planned }) => ({
          updateOne: {
            filter: { _id: row._id, fence: lease.fence, version: { $gt: planned }, state: 'running' },
            update: { $set: { state: 'queued' } },
          },
        })),
        { ordered: false },
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
      await this.finishAll(
        lease,
        rows.map((row) => ({
          row,
          planned: row.version,
          change: { error: CRASHED },
          verdict: { state: 'failed' },
        })),
      );
    },

    /** The portal may not be called: its rows wait, visibly, until a person reconnects or resumes. */
    async holdAll(portalId: string): Promise<void> {
      await documents.updateMany(
        { portalId, state: { $in: ['queued', 'retrying', 'running'] } },
        { $set: { state: 'held', heldReason: 'paused', dueAt: NEVER } },
      );
    },
  };
}

function endOf(row: SyncDocument, change: LedgerChange, verdict: Verdict): mongo.UpdateFilter<SyncDocument> {
  return {
    $set: {
      state: verdict.state,
      heldReason: verdict.heldReason ?? null,
      dueAt: verdict.dueAt ?? NEVER,
      ...(keepsDismissal(row, verdict.state, change.error ?? null) ? {} : { dismissed: null }),
    },
    ...(verdict.uncounted ? { $inc: { attempts: -1 } } : {}),
  };
}

export type Ledger = ReturnType<typeof createLedger>;
