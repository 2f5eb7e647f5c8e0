import type { Clock } from '../clock.ts';

/** So long nobody else has to wait at most, but for a step that is longer itself (performance.md §3, goal 8). */
const PIECE_MS = 4;

/** Runs steps to their end and lets others go first after each few milliseconds. */
export async function inPieces<T>(steps: Generator<undefined, T, undefined>, clock: Clock): Promise<T> {
  let since = clock.monotonicMs();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (clock.monotonicMs() - since < PIECE_MS) continue;
    await new Promise((resolve) => setImmediate(resolve));
    since = clock.monotonicMs();
  }
}
