import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Store } from './store.ts';

/** A machine whose clock is further off than this is taken out of service (reliability.md §4). */
export const MOST_OFF_MS = 5_000;

const MEASURE_EVERY_MS = 15_000;

export interface StoreClock extends Clock {
  /** Milliseconds by which the machine's own clock is ahead of the store's; negative when it is behind. */
  offByMs(): number;
  /** Asks the store what time it is. */
  measure(): Promise<void>;
  /** Asks again and again. @returns how to stop it. */
  follow(): () => void;
}

/**
 * The one clock that all processes of a store share: a clock that never jumps plus what the store says it
 * lacks (reliability.md §4). Before its first answer the machine's own clock has to do.
 */
export function createStoreClock(deps: {
  store: Pick<Store, 'time'>;
  machine: Clock;
  log: Pick<Logger, 'warn' | 'info'>;
}): StoreClock {
  const { store, machine, log } = deps;
  /** Store time less monotonic time. */
  let offset: number | undefined;
  let isOff = false;

  const now = (): Date => (offset === undefined ? machine.now() : new Date(machine.monotonicMs() + offset));
  const offByMs = (): number => machine.now().getTime() - now().getTime();

  const measure = async (): Promise<void> => {
    const asked = machine.monotonicMs();
    const told = (await store.time()).getTime();
    const answered = machine.monotonicMs();
    // The store looked at its clock somewhere in between and cut off what is less than a millisecond.
    const least = told - answered;
    const most = told + 1 - asked;
    // What the answer does not disprove stays: a slow answer must not make time jump.
    offset = offset === undefined ? (least + most) / 2 : Math.min(Math.max(offset, least), most);
    tell();
  };

  function tell(): void {
    const off = Math.abs(offByMs()) > MOST_OFF_MS;
    if (off === isOff) return;
    isOff = off;
    const offBySeconds = Math.round(offByMs() / 1_000);
    if (off) log.warn({ offBySeconds }, 'the clock of this machine differs from the one of the database');
    else log.info({ offBySeconds }, 'the clock of this machine is right again');
  }

  return {
    now,
    monotonicMs: () => machine.monotonicMs(),
    offByMs,
    measure,
    follow() {
      const timer = setInterval(() => {
        // A store that does not answer is told of elsewhere; until it does the last answer stands.
        measure().catch(() => undefined);
      }, MEASURE_EVERY_MS);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}
