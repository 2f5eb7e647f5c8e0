import type { ChaosProcess } from './chaosProcess.ts';
import type { VirtualTime } from './virtualTime.ts';

/** Before `install`: the real one, which lets everything that is ready run. */
const ready = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Real time without progress after which a call is stuck: web crypto works beside us and may be kept waiting. */
const PATIENCE_MS = 20_000;
const IDLE_TURNS = 4;
/** No call of a person or of liveprompt may take longer, whatever HubSpot does. */
const LONGEST_CALL_MS = 15 * 60_000;

/** Lets the world move: what is ready first, then the next timer, never both at once. */
export function createPassing(time: VirtualTime, processes: () => readonly ChaosProcess[]) {
  const steps = (): number => processes().reduce((sum, { steps: { length } }) => sum + length, 0);
  const calling = (): boolean => processes().some(({ state, inFlight }) => state === 'alive' && inFlight > 0);

  const quiet = async (): Promise<void> => {
    for (let before = -1; before !== steps();) {
      before = steps();
      await ready();
      await ready();
      const away = processes().find(({ ranAway }) => ranAway);
      if (!away) continue;
      // Said once: what it left behind is still to be judged.
      away.ranAway = false;
      throw new Error('the product goes on for ever without waiting for anything');
    }
  };

  const next = (): void => {
    const at = time.next();
    if (at !== undefined) time.moveTo(at);
  };

  return {
    quiet,
    /** Somebody waits for an answer, a limit or a pause: time has to pass before anything else can be said. */
    busy: () => time.waiting() || calling(),
    next,
    async pass(ms: number): Promise<void> {
      const until = time.now() + ms;
      for (;;) {
        await quiet();
        const at = time.next();
        if (at === undefined || at > until) break;
        time.moveTo(at);
      }
      time.moveTo(until);
      await quiet();
    },
    /** Waits for work of `process`; time passes only where the work waits for it. Undefined: the process died. */
    async until<T>(work: Promise<T>, process?: ChaosProcess): Promise<T | undefined> {
      let done: { value: T } | { error: unknown } | undefined;
      work.then(
        (value) => (done = { value }),
        (error: unknown) => (done = { error }),
      );
      const giveUp = time.now() + LONGEST_CALL_MS;
      let since = performance.now();
      for (
        let turns = 0, seen = -1;
        performance.now() - since < PATIENCE_MS && time.now() < giveUp;
        turns += 1
      ) {
        await ready();
        if (done && 'error' in done) throw done.error;
        if (done) return done.value;
        if (process && process.state !== 'alive') return undefined;
        if (seen !== steps()) {
          seen = steps();
          turns = 0;
          since = performance.now();
        } else if (turns >= IDLE_TURNS && turns % IDLE_TURNS === 0 && (time.waiting() || calling())) next();
      }
      throw new Error('a call of the product never ended');
    },
  };
}

export type Passing = ReturnType<typeof createPassing>;
