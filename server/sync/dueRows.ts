import type { mongo } from 'mongoose';
import type { SyncState } from '../../shared/ledger.ts';
import { NEVER, type Lease } from '../queue/lease.ts';
import type { SyncDocument } from './ledger.types.ts';

/** Held rows too: those that wait for an hour of the day are due then, the others never. */
const WAITING: SyncState[] = ['queued', 'retrying', 'held'];
const WORKABLE: SyncState[] = [...WAITING, 'running'];

/** Which conversations are due, and when the next one is. */
export function createDueRows(documents: mongo.Collection<SyncDocument>) {
  return {
    /**
     * Rows that may be worked on now, at most `limit`. What this lease works on already is not among them.
     * @param behind what was answered before: the next ones are wanted.
     */
    async due(
      { portalId, fence }: Lease,
      now: Date,
      limit: number,
      behind: readonly SyncDocument[] = [],
    ): Promise<SyncDocument[]> {
      const of = (background: boolean) =>
        documents
          .find({
            portalId,
            background: background ? true : { $ne: true },
            $or: [
              { state: { $in: WAITING }, fence: { $lte: fence } },
              { state: 'running', fence: { $lt: fence } },
            ],
            dueAt: { $lte: now },
          })
          // What waits longest, of equals what came first.
          .sort({ dueAt: 1, receivedAt: 1 })
          .skip(behind.length)
          .limit(limit)
          .toArray();
      if (behind[0]) return of(behind[0].background === true);
      // What runs once more is taken only when nothing new is due: what comes meanwhile waits for one turn at most.
      const live = await of(false);
      return live.length > 0 ? live : of(true);
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
}
