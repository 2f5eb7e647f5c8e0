import type { Clock } from '../../server/clock.ts';

/** The machine's clock plus what a test skipped: minutes of waiting pass in no time. */
export interface OffsetClock extends Clock {
  skip(ms: number): void;
}

export function offsetClock(): OffsetClock {
  let offset = 0;
  return {
    now: () => new Date(Date.now() + offset),
    monotonicMs: () => performance.now() + offset,
    skip(ms) {
      offset += ms;
    },
  };
}
