import type { Clock } from '../clock.ts';
import type { RateLimit } from '../config/environment.ts';
import { isDuplicateKey } from '../store/connect.ts';
import { defineCollection, type Store } from '../store/store.ts';
import type { Lane } from './call.types.ts';
import { HubSpotError } from './errors.ts';

/**
 * HubSpot's limit per portal, kept across processes: one document per portal and bucket holds what was
 * granted in the running window; a grant is a compare-and-set on its revision. Callers that wait at the
 * same moment are served by one write.
 */
export interface RateWindow {
  /** Resolves when a call may leave. Rejects with the signal's reason when it is aborted first. */
  take(portalId: string, bucket: Bucket, lane: Lane, signal?: AbortSignal): Promise<void>;
  /** Whether callers of this process wait for the portal's general window. */
  isWaiting(portalId: string): boolean;
  /** HubSpot answered 429: nobody calls this bucket of this portal for `ms`. */
  pause(portalId: string, bucket: Bucket, ms: number): Promise<void>;
  /** The same where HubSpot did not say how long: twice as long each time in a row. @returns milliseconds. */
  pauseLonger(portalId: string, bucket: Bucket, ms: number): Promise<number>;
}

export type Bucket = 'general' | 'search';

interface RateWindowDocument {
  _id: string;
  portalId: string;
  revision: number;
  grants: { at: number; count: number }[];
  pausedUntil: number;
  /** Pauses in a row whose length HubSpot did not say. */
  guesses?: number;
}

export const rateWindows = defineCollection<RateWindowDocument>({
  name: 'rate_windows',
  tenant: 'portalId',
  indexes: [],
});

/** Five a second per account are shared with every other app; three leave room for them (contract §1). */
const SEARCH_LIMIT: RateLimit = { requests: 3, windowMs: 1_000 };
/** HubSpot counts arrival, we count departure: a call may be on its way this long. */
const TRAVEL_MS = 250;
/** Longer than a window: a portal that is paused for hours must not hold the lease of those who wait. */
const PATIENCE_MS = 15_000;
/** HubSpot did not say how long: 10 s, then twice as long up to this (reliability.md §2). */
const LONGEST_GUESS_MS = 300_000;
/** Share of the window only people's calls may use (performance.md §4). */
const PEOPLE_SHARE = 0.1;

interface Waiter {
  lane: Lane;
  resolve(): void;
  reject(reason: unknown): void;
}

/** Who waits in this process for one bucket of one portal. */
interface Line {
  waiting: Waiter[];
  serving: boolean;
  /** Ends the pause between two looks at the window. */
  look(): void;
}

export function createRateWindow(deps: {
  store: Store;
  limit: RateLimit;
  clock: Clock;
  sleep: (ms: number) => Promise<void>;
}): RateWindow {
  const documents = deps.store.collection(rateWindows);
  const lines = new Map<string, Line>();

  return {
    async take(portalId, bucket, lane, signal) {
      signal?.throwIfAborted();
      await new Promise<void>((resolve, reject) => {
        const key = `${portalId}:${bucket}`;
        const line = lines.get(key) ?? { waiting: [], serving: false, look: () => undefined };
        lines.set(key, line);
        const waiter: Waiter = {
          lane,
          resolve: () => {
            signal?.removeEventListener('abort', leave);
            resolve();
          },
          reject,
        };
        const leave = () => {
          line.waiting = line.waiting.filter((other) => other !== waiter);
          reject(signal?.reason as Error);
        };
        signal?.addEventListener('abort', leave, { once: true });
        line.waiting.push(waiter);
        if (!line.serving) void serve(key, portalId, bucket, line);
        // The reserve may be free although the sync waits for its own share.
        else if (lane === 'people') line.look();
      });
    },
    isWaiting: (portalId) => (lines.get(`${portalId}:general`)?.waiting.length ?? 0) > 0,
    async pause(portalId, bucket, ms) {
      await pause(portalId, bucket, ms, 0);
    },
    async pauseLonger(portalId, bucket, ms) {
      const now = deps.clock.now().getTime();
      const current = await documents.findOne({ _id: `${portalId}:${bucket}` });
      const { pausedUntil = 0, guesses = 0 } = current ?? {};
      // The calls of one burst are refused together: the first one has set the pause for all.
      if (pausedUntil > now) return pausedUntil - now;
      const inARow = pausedUntil + LONGEST_GUESS_MS > now ? guesses : 0;
      const wait = Math.min(ms * 2 ** inARow, LONGEST_GUESS_MS);
      await pause(portalId, bucket, wait, inARow + 1);
      return wait;
    },
  };

  async function pause(portalId: string, bucket: Bucket, ms: number, guesses: number): Promise<void> {
    const pausedUntil = deps.clock.now().getTime() + ms;
    await documents.updateOne(
      { _id: `${portalId}:${bucket}` },
      {
        $max: { pausedUntil },
        $set: { guesses },
        $inc: { revision: 1 },
        $setOnInsert: { portalId, grants: [] },
      },
      { upsert: true },
    );
  }

  async function serve(key: string, portalId: string, bucket: Bucket, line: Line) {
    line.serving = true;
    try {
      while (line.waiting.length > 0) {
        // Made before the look, so that nobody who comes during it is missed.
        const called = new Promise<void>((look) => (line.look = look));
        const { granted, waitMs } = await grant(key, portalId, bucket, line.waiting);
        if (waitMs > PATIENCE_MS) throw paused(waitMs);
        for (const waiter of granted) waiter.resolve();
        line.waiting = line.waiting.filter((waiter) => !granted.includes(waiter));
        if (granted.length > 0) continue;
        await Promise.race([deps.sleep(waitMs), called]);
      }
    } catch (error) {
      // Without the store, or while HubSpot wants no calls, nobody may call: everyone in line learns it.
      for (const waiter of line.waiting.splice(0)) waiter.reject(error);
    } finally {
      line.serving = false;
      if (line.waiting.length === 0) lines.delete(key);
    }
  }

  /** One compare-and-set attempt; a lost race answers "none, try at once". */
  async function grant(_id: string, portalId: string, bucket: Bucket, waiting: readonly Waiter[]) {
    const limit = bucket === 'search' ? SEARCH_LIMIT : deps.limit;
    const span = limit.windowMs + TRAVEL_MS;
    const now = deps.clock.now().getTime();
    const current = await documents.findOne({ _id });
    const grants = (current?.grants ?? []).filter(({ at }) => at > now - span);
    const used = grants.reduce((sum, { count }) => sum + count, 0);
    const pausedUntil = current?.pausedUntil ?? 0;
    const granted = pausedUntil > now ? [] : admit(waiting, limit.requests - used, limit.requests);
    if (granted.length === 0) {
      const oldest = grants[0]?.at ?? now;
      return { granted, waitMs: Math.max(1, (pausedUntil > now ? pausedUntil : oldest + span) - now) };
    }
    const next = { grants: [...grants, { at: now, count: granted.length }] };
    const won = current
      ? (
          await documents.updateOne(
            { _id, revision: current.revision },
            { $set: next, $inc: { revision: 1 } },
          )
        ).modifiedCount === 1
      : await inserted({ _id, portalId, revision: 1, pausedUntil: 0, ...next });
    return { granted: won ? granted : [], waitMs: won ? 0 : 1 };
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
}

function paused(waitMs: number): HubSpotError {
  return new HubSpotError({
    kind: 'rate_limit',
    effect: 'not_sent',
    code: 'hubspot_paused',
    policy: 'PAUSED',
    retryAfterMs: waitMs,
    message: 'HubSpot asked us not to call this account for a while.',
    action: 'Nothing to do: the sync goes on by itself.',
  });
}

/** People first; the last tenth of the window is theirs alone. Pure. */
export function admit<W extends { lane: Lane }>(waiting: readonly W[], free: number, limit: number): W[] {
  const reserve = Math.floor(limit * PEOPLE_SHARE);
  const people = waiting.filter(({ lane }) => lane === 'people').slice(0, Math.max(0, free));
  const left = free - people.length - reserve;
  const machines = waiting.filter(({ lane }) => lane === 'sync').slice(0, Math.max(0, left));
  return [...people, ...machines];
}
