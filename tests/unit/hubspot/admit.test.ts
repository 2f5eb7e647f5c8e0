import fc from 'fast-check';
import { admit } from '../../../server/hubspot/rateWindow.ts';
import type { Lane } from '../../../server/hubspot/call.types.ts';

const line = (lanes: Lane[]) => lanes.map((lane, place) => ({ lane, place }));
const waiting = fc.array(fc.constantFrom<Lane>('people', 'sync'), { maxLength: 200 }).map(line);

describe('who may call next', () => {
  it.each<[string, Lane[], number, number, number[]]>([
    ['nobody when nothing is free', ['people', 'sync'], 0, 100, []],
    ['the sync up to its nine tenths', ['sync', 'sync', 'sync'], 12, 100, [0, 1]],
    ['people into the last tenth', ['sync', 'people'], 1, 100, [1]],
    ['people before the sync that came first', ['sync', 'people', 'sync'], 12, 100, [1, 0]],
    ['everyone where the limit is too small to divide', ['sync', 'sync', 'sync'], 3, 3, [0, 1, 2]],
  ])('%s', (_what, lanes, free, limit, expected) => {
    expect(admit(line(lanes), free, limit).map(({ place }) => place)).toEqual(expected);
  });

  it('never more than is free, never the sync into the reserve, first come first served in each lane', () => {
    fc.assert(
      fc.property(
        waiting,
        fc.integer({ min: -50, max: 200 }),
        fc.integer({ min: 1, max: 200 }),
        (all, free, limit) => {
          const admitted = admit(all, free, limit);
          const of = (lane: Lane, list = admitted) => list.filter((one) => one.lane === lane);
          expect(new Set(admitted).size).toBe(admitted.length);
          expect(admitted.length).toBeLessThanOrEqual(Math.max(0, free));
          if (of('sync').length > 0)
            expect(free - admitted.length).toBeGreaterThanOrEqual(Math.floor(limit * 0.1));
          for (const lane of ['people', 'sync'] as const) {
            expect(of(lane)).toEqual(of(lane, all).slice(0, of(lane).length));
          }
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });
});
