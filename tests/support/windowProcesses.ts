import type { RateLimit } from '../../server/config/environment.ts';
import type { Lane } from '../../server/hubspot/call.types.ts';
import { createRateWindow, type RateWindow } from '../../server/hubspot/rateWindow.ts';
import { rateWindows } from '../../server/hubspot/sharedWindow.ts';
import type { Store } from '../../server/store/store.ts';
import { steppedClock } from './steppedClock.ts';

/** Processes on one database and one clock, which moves only when all of them sleep. */
export function windowProcesses(store: Store, count: number, limit: RateLimit) {
  const clock = steppedClock();
  const sleepers: { until: number; wake: () => void }[] = [];
  const sleep = (ms: number) =>
    new Promise<void>((wake) => sleepers.push({ until: clock.monotonicMs() + ms, wake }));
  const windows = Array.from({ length: count }, () =>
    createRateWindow({ store: store, limit, clock, sleep }),
  );
  const grants: { at: number; lane: Lane }[] = [];
  const open = new Set<Promise<void>>();
  const take = (
    window: RateWindow | undefined,
    lane: Lane = 'sync',
    signal?: AbortSignal,
    bucket: 'general' | 'search' = 'general',
  ) => {
    if (!window) throw new Error('no such process');
    const taken: Promise<void> = window
      .take('101', bucket, lane, signal)
      .then(() => void grants.push({ at: clock.monotonicMs(), lane }))
      .finally(() => open.delete(taken));
    open.add(taken);
    return taken;
  };
  /** Lets the store answer everything that was asked, without moving the clock. */
  const settle = async () => {
    for (let turn = 0; turn < 3; turn += 1) await store.ping();
    await new Promise((resolve) => setImmediate(resolve));
  };
  /** Moves the clock from sleeper to sleeper, at most to `until`. */
  const runUntil = async (until: number) => {
    for (;;) {
      await settle();
      const next = sleepers.sort((left, right) => left.until - right.until)[0];
      if (!next || next.until > until) break;
      clock.advance(Math.max(0, next.until - clock.monotonicMs()));
      for (const due of sleepers.filter((one) => one.until <= clock.monotonicMs())) {
        sleepers.splice(sleepers.indexOf(due), 1);
        due.wake();
      }
    }
    clock.advance(Math.max(0, until - clock.monotonicMs()));
  };
  const row = async () => {
    const found = await store.collection(rateWindows).findOne({ _id: '101:general' });
    if (!found) throw new Error('nothing was booked');
    return found;
  };
  return { windows, take, grants, open, settle, runUntil, clock, row };
}

/** The most that left within any `windowMs`. */
export const most = (grants: readonly { at: number }[], windowMs: number) =>
  Math.max(...grants.map(({ at }) => grants.filter((one) => one.at > at - windowMs && one.at <= at).length));
