import { setTimeout as sleepFor } from 'node:timers/promises';

/** Time and chance are passed in, so that a test can hold them still. */
export interface Clock {
  now(): Date;
  /** Milliseconds of a clock that never jumps; only differences mean anything. */
  monotonicMs(): number;
}

export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
};

/** Waits for so many milliseconds; not worth keeping the process alive for. */
export const systemSleep = async (ms: number): Promise<void> => {
  await sleepFor(ms, undefined, { ref: false });
};
