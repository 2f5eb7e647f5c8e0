import type { mongo } from 'mongoose';
import type { SyncState } from '../../shared/ledger.ts';
import type { SyncDocument } from './ledger.types.ts';

/** What reached HubSpot may be matched again. */
const MATCHABLE: SyncState[] = ['synced', 'partial'];
const AT_REST: SyncState[] = ['synced', 'partial', 'filtered', 'failed'];
const ENDED: SyncState[] = [...AT_REST, 'removed'];

/** Ways in which conversations become due again without anything new in them: reconnecting, second looks, backfills. */
export function createRequeue(documents: mongo.Collection<SyncDocument>) {
  return {
    /** Connected (again): what waited for it is due now. @returns how many rows. */
    async releasePaused(orgId: string, portalId: string, now: Date): Promise<number> {
      const { modifiedCount } = await documents.updateMany(
        { orgId, state: 'held', heldReason: 'paused' },
        { $set: { state: 'queued', heldReason: null, portalId, dueAt: now, attempts: 0 } },
      );
      return modifiedCount;
    },

    /** Organisations with rows that wait for a connection; at most `limit` rows are looked at. */
    async pausedOrganizations(limit: number): Promise<string[]> {
      const paused = { state: 'held' as const, heldReason: 'paused' as const };
      const rows = await documents
        .find(paused, { projection: { orgId: 1 } })
        .limit(limit)
        .toArray();
      return [...new Set(rows.map(({ orgId }) => orgId))];
    },

    /** Synced conversations whose second look is due. */
    async dueRematches(now: Date, limit: number): Promise<{ orgId: string; _id: string }[]> {
      return documents
        .find({ 'rematch.at': { $lte: now }, state: { $in: MATCHABLE } }, { projection: { orgId: 1 } })
        .limit(limit)
        .toArray();
    },

    /** Queues them again for the portal; the look itself decides when the next one is. */
    async rematch(portalId: string, ids: readonly string[], now: Date): Promise<void> {
      const due = { _id: { $in: [...ids] }, 'rematch.at': { $lte: now }, state: { $in: MATCHABLE } };
      await documents.updateMany(due, {
        $set: { portalId, state: 'queued', heldReason: null, dueAt: now, attempts: 0 },
      });
    },

    /** Not now: nobody may call the portal. */
    async postponeRematch(ids: readonly string[], at: Date): Promise<void> {
      const due = { _id: { $in: [...ids] }, 'rematch.at': { $lt: at } };
      await documents.updateMany(due, { $set: { 'rematch.at': at } });
    },

    /** Conversations at rest of which something may have reached HubSpot late. */
    async dueDoubts(now: Date, limit: number): Promise<{ orgId: string; _id: string }[]> {
      return documents
        .find({ 'doubt.at': { $lte: now }, state: { $in: ENDED } }, { projection: { orgId: 1 } })
        .limit(limit)
        .toArray();
    },

    /** Queues them again, behind new ones; the turn looks what came late. */
    async lookAgain(portalId: string, ids: readonly string[], now: Date): Promise<void> {
      await documents.updateMany(
        { _id: { $in: [...ids] }, 'doubt.at': { $lte: now }, state: { $in: ENDED } },
        { $set: { portalId, state: 'queued', heldReason: null, dueAt: now, attempts: 0, background: true } },
      );
    },

    /** Due again for a backfill, behind live work: what is at rest, and what waits for a person. @returns how many. */
    async queueBackfill(
      { orgId, portalId, backfillId }: { orgId: string; portalId: string; backfillId: string },
      ids: readonly string[],
      now: Date,
    ): Promise<number> {
      const { modifiedCount } = await documents.updateMany(
        {
          _id: { $in: [...ids] },
          orgId,
          backfillId: { $ne: backfillId },
          $or: [
            { state: { $in: AT_REST } },
            { state: 'held', heldReason: { $in: ['manual' as const, 'frequency' as const] } },
          ],
        },
        {
          $set: {
            portalId,
            backfillId,
            background: true,
            state: 'queued',
            heldReason: null,
            dueAt: now,
            attempts: 0,
          },
        },
      );
      return modifiedCount;
    },

    /** Conversations of a backfill that are not at rest yet. */
    countOpenOfBackfill(orgId: string, backfillId: string): Promise<number> {
      return documents.countDocuments({
        orgId,
        backfillId,
        state: { $in: ['queued', 'running', 'retrying'] },
      });
    },
  };
}
