import { inPieces } from '../../../server/sync/inPieces.ts';
import { steppedClock } from '../../support/steppedClock.ts';

describe('a long piece of work', () => {
  /** Ten steps of so many milliseconds each. */
  function* steps(
    advance: (ms: number) => void,
    ms: number,
    seen: number[],
  ): Generator<undefined, string, undefined> {
    for (let step = 1; step <= 10; step += 1) {
      advance(ms);
      seen.push(step);
      yield;
    }
    return 'done';
  }

  it('lets others go first after a few milliseconds, and ends as it would at once', async () => {
    const clock = steppedClock();
    const seen: number[] = [];
    const done = inPieces(steps(clock.advance, 2, seen), clock);
    expect(seen).toEqual([1, 2]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(seen).toEqual([1, 2, 3, 4]);
    expect(await done).toBe('done');
    expect(seen).toHaveLength(10);
  });

  it('that is short is done at once', async () => {
    const clock = steppedClock();
    const seen: number[] = [];
    const done = inPieces(steps(clock.advance, 0.1, seen), clock);
    expect(seen).toHaveLength(10);
    expect(await done).toBe('done');
  });
});
