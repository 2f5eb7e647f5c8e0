import type { Clock } from '../clock.ts';
import type { RateLimit } from '../config/environment.ts';
import { isDuplicateKey } from '../store/connect.ts';
import { defineCollection, type Store } from '../store/store.ts';
import type { Lane } from './call.types.ts';
import { unbooked, type RateHeaders } from './rateHeaders.ts';
import { admit, freeAt, nextChance, TRAVEL_MS, type Allowance, type Booking } from './windowShares.ts';

export type Bucket = 'general' | 'search';

interface RateWindowDocument {
  _id: string;
  portalId: string;
  revision: number;
  grants: Booking[];
  pausedUntil: number;
  /** Pauses in a row whose length HubSpot did not say. */
  guesses?: number;
  /** HubSpot's own limit, where it is less than ours. */
  max?: number;
}

/** Slots that were booked for another moment than the one they left at; null: nobody used them. */
export interface Move extends Booking {
  to: number | null;
}

/** What all processes know of a portal's window, as it was last seen. */
export interface SeenWindow {
  bookings: readonly Booking[];
  max: number | undefined;
}

export interface Granted<W> {
  /** The moment they are booked for. */
  at: number;
  granted: readonly W[];
  /** Slots taken beyond those, for calls that come until `aheadUntil`. */
  ahead: number;
  aheadUntil: number;
  /** How long the others have to wait at least. */
  waitMs: number;
  seen: SeenWindow;
}

export const rateWindows = defineCollection<RateWindowDocument>({
  name: 'rate_windows',
  tenant: 'portalId',
  indexes: [],
});

/** Five a second per account are shared with every other app; three leave room for them (contract §1). */
const SEARCH_LIMIT: RateLimit = { requests: 3, windowMs: 1_000 };
/** HubSpot did not say how long: 10 s, then twice as long up to this (reliability.md §2). */
const LONGEST_GUESS_MS = 300_000;
/**
 * Slots taken with one write (performance.md §4), while at least half of the window is free: enough for a lone
 * conversation, whose nine calls and two for owners and pipelines shall not wait for the store in between.
 */
const BLOCK = 12;
/** How long a slot that was taken ahead may be used. It counts as if it left last. */
const AHEAD_MS = 1_000;
/** Bookings are kept while an answer may still speak of them: HubSpot's ten seconds, and ten for its headers. */
const KEEP_MS = 20_000;

/**
 * HubSpot's limit per portal, kept across processes: one document per portal and bucket holds what was booked;
 * every change of it is a compare-and-set on its revision.
 */
export function createSharedWindow({
  store,
  limit,
  clock,
}: {
  store: Store;
  limit: RateLimit;
  clock: Clock;
}) {
  const documents = store.collection(rateWindows);
  const now = () => clock.now().getTime();

  return {
    allowance,

    /**
     * One attempt to book slots for those who wait; a lost race answers "none, try at once".
     * @param line who waits; it may grow meanwhile, and who comes after the decision is no part of it.
     * @param moves what became of slots booked earlier; it is written down with the same write.
     */
    async grant<W extends { lane: Lane }>(
      portalId: string,
      bucket: Bucket,
      line: readonly W[],
      moves: readonly Move[],
    ): Promise<Granted<W>> {
      const at = now();
      const current = await documents.findOne({ _id: `${portalId}:${bucket}` });
      const waiting = [...line];
      const bookings = moved(current?.grants ?? [], moves);
      const allowed = allowance(bucket, current?.max);
      const seen = { bookings, max: current?.max };
      const none = { at, granted: [], ahead: 0, aheadUntil: at, seen };
      const pausedUntil = current?.pausedUntil ?? 0;
      if (pausedUntil > at) return { ...none, waitMs: pausedUntil - at };
      const granted = admit(waiting, bookings, at, allowed);
      if (granted.length === 0 && waiting.length > 0)
        return { ...none, waitMs: nextChance(waiting, bookings, at, allowed) - at };
      const ahead = blockBeyond(granted.length, freeAt(bookings, at, allowed), allowed);
      if (granted.length + ahead === 0) return { ...none, waitMs: 0 };
      const aheadUntil = at + AHEAD_MS;
      const grants = [
        ...bookings.filter((one) => one.at > at - Math.max(KEEP_MS, allowed.spanMs)),
        ...(granted.length > 0 ? [{ at, count: granted.length }] : []),
        ...(ahead > 0 ? [{ at: aheadUntil, count: ahead }] : []),
      ];
      if (!(await swap(portalId, bucket, current, { grants }))) return { ...none, waitMs: 1 };
      const others = waiting.filter((one) => !granted.includes(one));
      const waitMs = others.length === 0 ? 0 : nextChance(others, grants, at, allowed) - at;
      return { at, granted, ahead, aheadUntil, waitMs, seen: { ...seen, bookings: grants } };
    },

    /** Books what HubSpot counted and nobody here did, as if it had been called with the call that tells it. */
    async correct(portalId: string, bucket: Bucket, said: RateHeaders, departedAt: number): Promise<void> {
      for (;;) {
        const current = await documents.findOne({ _id: `${portalId}:${bucket}` });
        // Wiped with the portal meanwhile: nothing of it is written again.
        if (!current) return;
        const { grants } = current;
        const max = said.max < limitOf(bucket).requests ? said.max : undefined;
        const more = unbooked(grants, allowance(bucket), said, departedAt);
        if (more.length === 0 && max === current.max) return;
        const change = { grants: [...grants, ...more], ...(max === undefined ? {} : { max }) };
        if (await swap(portalId, bucket, current, change, max === undefined)) return;
      }
    },

    async pause(portalId: string, bucket: Bucket, ms: number): Promise<void> {
      await pauseFor(portalId, bucket, ms, 0);
    },

    async pauseLonger(portalId: string, bucket: Bucket, ms: number): Promise<number> {
      const current = await documents.findOne({ _id: `${portalId}:${bucket}` });
      const { pausedUntil = 0, guesses = 0 } = current ?? {};
      // The calls of one burst are refused together: the first one has set the pause for all.
      if (pausedUntil > now()) return pausedUntil - now();
      const inARow = pausedUntil + LONGEST_GUESS_MS > now() ? guesses : 0;
      const wait = Math.min(ms * 2 ** inARow, LONGEST_GUESS_MS);
      await pauseFor(portalId, bucket, wait, inARow + 1);
      return wait;
    },
  };

  function limitOf(bucket: Bucket): RateLimit {
    return bucket === 'search' ? SEARCH_LIMIT : limit;
  }

  function allowance(bucket: Bucket, max = Infinity): Allowance {
    const { requests, windowMs } = limitOf(bucket);
    return { requests: Math.min(requests, max), spanMs: windowMs + TRAVEL_MS };
  }

  async function swap(
    portalId: string,
    bucket: Bucket,
    current: RateWindowDocument | null,
    change: Partial<RateWindowDocument>,
    forgetMax = false,
  ): Promise<boolean> {
    const _id = `${portalId}:${bucket}`;
    if (!current) return inserted({ _id, portalId, revision: 1, pausedUntil: 0, grants: [], ...change });
    const swapped = await documents.updateOne(
      { _id, revision: current.revision },
      { $set: change, $inc: { revision: 1 }, ...(forgetMax ? { $unset: { max: '' } } : {}) },
    );
    return swapped.modifiedCount === 1;
  }

  async function inserted(document: RateWindowDocument): Promise<boolean> {
    try {
      await documents.insertOne(document);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async function pauseFor(portalId: string, bucket: Bucket, ms: number, guesses: number): Promise<void> {
    await documents.updateOne(
      { _id: `${portalId}:${bucket}` },
      {
        $max: { pausedUntil: now() + ms },
        $set: { guesses },
        $inc: { revision: 1 },
        $setOnInsert: { portalId, grants: [] },
      },
      { upsert: true },
    );
  }
}

/** What a block holds beyond the calls that wait; nothing when the window is more than half full. */
function blockBeyond(granted: number, free: number, { requests }: Allowance): number {
  const ahead = Math.max(0, BLOCK - granted);
  return free - granted - ahead >= requests / 2 ? ahead : 0;
}

/** Slots of one moment are alike, whoever booked them: so many fewer count then. */
function moved(bookings: readonly Booking[], moves: readonly Move[]): Booking[] {
  const left = bookings.map((one) => ({ ...one }));
  for (const { at, count, to } of moves) {
    const same = left.find((one) => one.at === at && one.count >= count);
    if (!same) continue;
    same.count -= count;
    if (to !== null) left.push({ at: to, count });
  }
  return left.filter(({ count }) => count > 0);
}
