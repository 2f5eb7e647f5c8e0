import { backoffMs } from '../../../server/queue/backoff.ts';

const S = 1_000;
const M = 60 * S;
const H = 60 * M;

describe('the ladder of retries (reliability.md §2)', () => {
  it.each([
    [1, 5 * S],
    [2, 30 * S],
    [3, 2 * M],
    [4, 10 * M],
    [5, H],
    [6, 4 * H],
    [7, 12 * H],
  ])('after attempt %i it is %i ms, ±20 %%', (attempt, step) => {
    expect(backoffMs(attempt, 0.5)).toBe(step);
    expect(backoffMs(attempt, 0)).toBe(step * 0.8);
    expect(backoffMs(attempt, 0.999_999)).toBeCloseTo(step * 1.2, -4);
  });
  it('the eighth attempt is the last', () => {
    expect(backoffMs(7, 0.5)).toBeDefined();
    expect(backoffMs(8, 0.5)).toBeUndefined();
    expect(backoffMs(100, 0.5)).toBeUndefined();
  });
  it('a row without a counted attempt waits as after the first', () => {
    expect(backoffMs(0, 0.5)).toBe(5 * S);
  });
});
