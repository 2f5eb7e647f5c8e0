import type { Clock } from '../clock.ts';
import { defineCollection, type Store } from '../store/store.ts';
import type { Expected } from './lease.ts';

/**
 * One document per portal that has work: when it is due, who works on it, and the fence that tells a
 * living worker from one that was thought dead. One portal is written by one worker at a time, so no two
 * syncs race on one contact (design.md "Lease the portal"). Safety comes from the fence, the clock only
 * decides how soon a dead worker is replaced (reliability.md §4).
 */
interface PortalDocument {
  _id: string;
  portalId: string;
  dueAt: Date;
  /** Grows with every wake-up: a worker that is about to sleep sees one it has not served. */
  wakeSeq: number;
  leaseUntil: Date;
  owner: string | null;
  fence: number;
  lastServedAt: Date;
}

export const portals = defineCollection<PortalDocument>({
  name: 'portals',
  tenant: 'portalId',
  indexes: [{ key: { dueAt: 1, lastServedAt: 1 }, name: 'due_least_recently_served' }],
});

export interface Claim {
  portalId: string;
  owner: string;
  fence: number;
  wakeSeq: number;
}

/** Portals that were woken, and what was said about them. */
export type Woken = ReadonlyMap<string, Expected | undefined>;

export const LEASE_MS = 60_000;
const EPOCH = new Date(0);

export interface PortalQueue {
  /** Work for this portal is due at `at`; never makes it later. */
  wake(portalId: string, at: Date): Promise<void>;
  /** The same for many portals in one write. @param expected what whoever serves them here may read at once. */
  wakeAll(due: ReadonlyMap<string, Date>, expected?: ReadonlyMap<string, Expected>): Promise<void>;
  /** The due portal that waited longest, leased to `owner`; undefined when none is due. */
  claim(owner: string): Promise<Claim | undefined>;
  /** Keeps the lease; false when someone else holds the portal by now. */
  heartbeat(claim: Claim): Promise<boolean>;
  /** Gives the portal back, to be due at `nextDue` unless it was woken meanwhile. */
  release(claim: Claim, nextDue: Date): Promise<void>;
  /** Called when this process wakes portals, so that an idle worker need not poll. */
  onWake(listener: (woken: Woken) => void): void;
  /** Portals whose next turn is later than `at`, of those given. */
  asleep(portalIds: readonly string[], at: Date): Promise<string[]>;
}

export function createPortalQueue({ store, clock }: { store: Store; clock: Clock }): PortalQueue {
  const documents = store.collection(portals);
  const listeners: ((woken: Woken) => void)[] = [];
  const until = () => new Date(clock.now().getTime() + LEASE_MS);

  const wakeAll: PortalQueue['wakeAll'] = async (due, expected) => {
    if (due.size === 0) return;
    const writes = [...due].map(([portalId, at]) => ({
      updateOne: {
        filter: { _id: portalId },
        update: {
          $min: { dueAt: at },
          $inc: { wakeSeq: 1 },
          $setOnInsert: { portalId, leaseUntil: EPOCH, owner: null, fence: 0, lastServedAt: EPOCH },
        },
        upsert: true,
      },
    }));
    await documents.bulkWrite(writes, { ordered: false });
    const woken = new Map([...due.keys()].map((portalId) => [portalId, expected?.get(portalId)]));
    for (const listener of listeners) listener(woken);
  };

  return {
    wake: (portalId, at) => wakeAll(new Map([[portalId, at]])),
    wakeAll,

    async claim(owner) {
      const now = clock.now();
      const claimed = await documents.findOneAndUpdate(
        { dueAt: { $lte: now }, leaseUntil: { $lt: now } },
        { $set: { owner, leaseUntil: until(), lastServedAt: now }, $inc: { fence: 1 } },
        { sort: { lastServedAt: 1 }, returnDocument: 'after' },
      );
      return claimed
        ? { portalId: claimed._id, owner, fence: claimed.fence, wakeSeq: claimed.wakeSeq }
        : undefined;
    },

    async heartbeat({ portalId, owner, fence }) {
      const kept = await documents.updateOne(
        { _id: portalId, owner, fence },
        { $set: { leaseUntil: until() } },
      );
      return kept.matchedCount === 1;
    },

    async release({ portalId, owner, fence, wakeSeq }, nextDue) {
      const free = { owner: null, leaseUntil: EPOCH };
      const mine = { _id: portalId, owner, fence };
      const asleep = await documents.updateOne({ ...mine, wakeSeq }, { $set: { ...free, dueAt: nextDue } });
      // Woken since we looked: the earlier due time stands.
      if (asleep.matchedCount === 0) await documents.updateOne(mine, { $set: free });
    },

    onWake(listener) {
      listeners.push(listener);
    },

    async asleep(portalIds, at) {
      const awake = await documents.find({ _id: { $in: [...portalIds] }, dueAt: { $lte: at } }).toArray();
      return portalIds.filter((portalId) => !awake.some(({ _id }) => _id === portalId));
    },
  };
}
