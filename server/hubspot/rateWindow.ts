import type { Clock } from '../clock.ts';
import type { RateLimit } from '../config/environment.ts';
import type { Store } from '../store/store.ts';
import type { Lane } from './call.types.ts';
import { HubSpotError } from './errors.ts';
import { readRateHeaders, unbooked } from './rateHeaders.ts';
import { createSharedWindow, type Bucket, type Move, type SeenWindow } from './sharedWindow.ts';

/**
 * The line in front of HubSpot's limit, per portal and bucket. Callers that wait at the same moment are served by
 * one write to the window all processes share; what that write booked beyond them serves those who come next.
 */
export interface RateWindow {
  /** Resolves when a call may leave. Rejects with the signal's reason when it is aborted first. */
  take(portalId: string, bucket: Bucket, lane: Lane, signal?: AbortSignal): Promise<void>;
  /** Books slots ahead for calls that are about to come. */
  prepare(portalId: string): Promise<void>;
  /** Calls of this process that wait for the portal's general window. */
  waitingCalls(portalId: string): number;
  /** HubSpot answered a call that left at `departedAt`: what it says is left wins when it is less. Never rejects. */
  heard(portalId: string, bucket: Bucket, headers: Headers, departedAt: Date): Promise<void>;
  /** HubSpot answered 429: nobody calls this bucket of this portal for `ms`. */
  pause(portalId: string, bucket: Bucket, ms: number): Promise<void>;
  /** The same where HubSpot did not say how long: twice as long each time in a row. @returns milliseconds. */
  pauseLonger(portalId: string, bucket: Bucket, ms: number): Promise<number>;
}

/** Longer than a window: a portal that is paused for hours must not hold the lease of those who wait. */
const PATIENCE_MS = 15_000;
/** So long the store may take without anybody minding: less than what a call may be on its way. */
const PROMPT_MS = 25;

interface Waiter {
  lane: Lane;
  resolve(): void;
  reject(reason: unknown): void;
}

/** One bucket of one portal, as this process sees it. */
interface Line {
  waiting: Waiter[];
  serving: boolean;
  /** Ends the pause between two looks at the window. */
  look(): void;
  /** Slots booked ahead: to be used between these moments, or given back. */
  stock: { left: number; from: number; until: number };
  /** For the next write to the window; without one they run out by themselves. */
  moves: Move[];
  seen: SeenWindow;
}

export function createRateWindow(deps: {
  store: Store;
  limit: RateLimit;
  clock: Clock;
  sleep: (ms: number) => Promise<void>;
}): RateWindow {
  const shared = createSharedWindow(deps);
  const lines = new Map<string, Line>();
  const now = () => deps.clock.now().getTime();

  return {
    async take(portalId, bucket, lane, signal) {
      signal?.throwIfAborted();
      const line = lineOf(portalId, bucket);
      // Who waits is not overtaken.
      if (line.waiting.length === 0 && takeFromStock(line)) return;
      await new Promise<void>((resolve, reject) => {
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
        if (!line.serving) void serve(portalId, bucket, line);
        // People's share may be free although the sync waits for its own.
        else if (lane === 'people') line.look();
      });
    },
    async prepare(portalId) {
      const line = lineOf(portalId, 'general');
      if (line.serving || hasStock(line)) return;
      giveBack(line);
      line.serving = true;
      try {
        await book(portalId, 'general', line);
      } finally {
        line.serving = false;
        if (line.waiting.length > 0) void serve(portalId, 'general', line);
      }
    },
    waitingCalls: (portalId) => lines.get(`${portalId}:general`)?.waiting.length ?? 0,
    async heard(portalId, bucket, headers, departedAt) {
      const said = readRateHeaders(headers);
      const seen = lines.get(`${portalId}:${bucket}`)?.seen;
      if (!said || !seen) return;
      const allowed = shared.allowance(bucket, said.max);
      const isKnown = allowed.requests === shared.allowance(bucket, seen.max).requests;
      // What other processes booked since is not seen here: the store is asked only if it might be needed.
      if (isKnown && unbooked(seen.bookings, allowed, said, departedAt.getTime()).length === 0) return;
      try {
        await shared.correct(portalId, bucket, said, departedAt.getTime());
      } catch {
        // The call is done. The next one asks the store first and learns that it is gone.
      }
    },
    async pause(portalId, bucket, ms) {
      await shared.pause(portalId, bucket, ms);
      giveBack(lineOf(portalId, bucket));
    },
    async pauseLonger(portalId, bucket, ms) {
      const wait = await shared.pauseLonger(portalId, bucket, ms);
      giveBack(lineOf(portalId, bucket));
      return wait;
    },
  };

  function lineOf(portalId: string, bucket: Bucket): Line {
    const key = `${portalId}:${bucket}`;
    const line: Line = lines.get(key) ?? {
      waiting: [],
      serving: false,
      look: () => undefined,
      stock: { left: 0, from: 0, until: 0 },
      moves: [],
      seen: { bookings: [], max: undefined },
    };
    lines.set(key, line);
    return line;
  }

  /** Slots that were booked ahead and have not grown old; a clock that was set back makes them old as well. */
  function hasStock({ stock: { left, from, until } }: Line): boolean {
    return left > 0 && from <= now() && now() <= until;
  }

  function takeFromStock(line: Line): boolean {
    if (hasStock(line)) {
      line.stock.left -= 1;
      return true;
    }
    giveBack(line);
    return false;
  }

  function giveBack(line: Line): void {
    const { left, until } = line.stock;
    if (left > 0) line.moves = [...line.moves, { at: until, count: left, to: null }];
    line.stock = { left: 0, from: 0, until: 0 };
  }

  /** One look at the window: lets leave who may. @returns how long the others wait at least. */
  async function book(portalId: string, bucket: Bucket, line: Line): Promise<number> {
    const { moves } = line;
    const { at, granted, ...answer } = await shared.grant(portalId, bucket, line.waiting, moves);
    line.seen = answer.seen;
    if (granted.length + answer.ahead > 0) {
      line.moves = line.moves.filter((one) => !moves.includes(one));
      line.stock = { left: answer.ahead, from: now(), until: answer.aheadUntil };
      // A store that is slow to answer lets them leave later than they are booked for.
      if (granted.length > 0 && now() - at > PROMPT_MS)
        line.moves = [...line.moves, { at, count: granted.length, to: now() }];
      leave(line, granted);
    }
    return answer.waitMs;
  }

  async function serve(portalId: string, bucket: Bucket, line: Line) {
    line.serving = true;
    try {
      for (let next = firstOf(line); next; next = firstOf(line)) {
        if (takeFromStock(line)) {
          leave(line, [next]);
          continue;
        }
        // Made before the look, so that nobody who comes during it is missed.
        const called = new Promise<void>((look) => (line.look = look));
        const waitMs = await book(portalId, bucket, line);
        if (waitMs > PATIENCE_MS) throw paused(waitMs);
        if (waitMs > 0) await Promise.race([deps.sleep(waitMs), called]);
      }
    } catch (error) {
      // Without the store, or while HubSpot wants no calls, nobody may call: everyone in line learns it.
      for (const waiter of line.waiting.splice(0)) waiter.reject(error);
    } finally {
      line.serving = false;
    }
  }
}

/** People first. */
function firstOf({ waiting }: Line): Waiter | undefined {
  return waiting.find(({ lane }) => lane === 'people') ?? waiting[0];
}

function leave(line: Line, granted: readonly Waiter[]): void {
  for (const waiter of granted) waiter.resolve();
  line.waiting = line.waiting.filter((waiter) => !granted.includes(waiter));
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
