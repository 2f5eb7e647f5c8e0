import type { Clock } from '../../server/clock.ts';

/** A clock that moves only when told; `sleep` moves it, so that waiting costs no time. */
export interface SteppedClock extends Clock {
  advance(ms: number): void;
  /** Moves the clock by `ms` once everything that is ready has run. */
  sleep(ms: number): Promise<void>;
}

export function steppedClock(start = new Date('2026-11-24T10:00:00Z')): SteppedClock {
  let elapsed = 0;
  const advance = (ms: number) => {
    elapsed += ms;
  };
  return {
    now: () => new Date(start.getTime() + elapsed),
    monotonicMs: () => elapsed,
    advance,
    async sleep(ms) {
      await new Promise((resolve) => setImmediate(resolve));
      advance(ms);
    },
  };
}
