import fc from 'fast-check';
import type { Lane } from '../../../server/hubspot/call.types.ts';
import {
  admit,
  freeAt,
  LOAN_MS,
  nextChance,
  type Allowance,
  type Booking,
} from '../../../server/hubspot/windowShares.ts';

const line = (lanes: Lane[]) => lanes.map((lane, place) => ({ lane, place }));
const waiting = fc.array(fc.constantFrom<Lane>('people', 'sync'), { maxLength: 200 }).map(line);
const HUNDRED: Allowance = { requests: 100, spanMs: 10_250 };
const NOW = 1_000_000;
/** So many slots taken; two seconds ago where nothing else is said. */
const taken = (count: number, at = NOW - 2_000): Booking[] => [{ at, count }];
const ENDS_IN_A_SECOND = NOW - HUNDRED.spanMs + LOAN_MS;

describe('who may call next', () => {
  it.each<[string, Lane[], Booking[], Allowance, number[]]>([
    ['nobody when nothing is free', ['people', 'sync'], taken(100), HUNDRED, []],
    ['the sync up to its nine tenths', ['sync', 'sync', 'sync'], taken(88), HUNDRED, [0, 1]],
    ['people into the last tenth', ['sync', 'people'], taken(99), HUNDRED, [1]],
    ['people before the sync that came first', ['sync', 'people', 'sync'], taken(88), HUNDRED, [1, 0]],
    [
      'everyone where the limit is too small to divide',
      ['sync', 'sync', 'sync'],
      [],
      { requests: 3, spanMs: 1_250 },
      [0, 1, 2],
    ],
    [
      'the sync as fast as it comes into the first half',
      Array.from({ length: 60 }, () => 'sync'),
      taken(20, NOW),
      HUNDRED,
      Array.from({ length: 30 }, (_, place) => place),
    ],
    [
      'the sync no more than twelve in a second into the second half',
      Array.from({ length: 60 }, () => 'sync'),
      [...taken(50), ...taken(9, NOW - 500)],
      HUNDRED,
      [0, 1, 2],
    ],
    [
      'the sync into the tenth by as much as comes free within a second',
      ['sync', 'sync', 'sync'],
      [...taken(88), ...taken(2, ENDS_IN_A_SECOND)],
      HUNDRED,
      [0, 1],
    ],
    [
      'the sync not into what is never lent, however much comes free',
      ['sync', 'sync', 'sync'],
      [...taken(1), ...taken(95, ENDS_IN_A_SECOND)],
      HUNDRED,
      [0],
    ],
    [
      'the sync not into the tenth for what comes free later than in a second',
      ['sync'],
      [...taken(50), ...taken(40, ENDS_IN_A_SECOND + 1)],
      HUNDRED,
      [],
    ],
  ])('%s', (_what, lanes, bookings, allowance, expected) => {
    expect(admit(line(lanes), bookings, NOW, allowance).map(({ place }) => place)).toEqual(expected);
  });

  it('never more than is free, and first come first served in each lane', () => {
    fc.assert(
      fc.property(
        waiting,
        fc.array(fc.record({ at: fc.integer({ min: NOW - 12_000, max: NOW }), count: fc.nat(12) })),
        fc.integer({ min: 1, max: 200 }),
        (all, bookings, requests) => {
          const allowance = { requests, spanMs: 10_250 };
          const admitted = admit(all, bookings, NOW, allowance);
          const of = (lane: Lane, list = admitted) => list.filter((one) => one.lane === lane);
          expect(new Set(admitted).size).toBe(admitted.length);
          expect(admitted.length).toBeLessThanOrEqual(Math.max(0, freeAt(bookings, NOW, allowance)));
          for (const lane of ['people', 'sync'] as const) {
            expect(of(lane)).toEqual(of(lane, all).slice(0, of(lane).length));
          }
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });

  it('a tenth of the window is there for people within a second, whatever the queue does', () => {
    const pauses = fc.array(fc.nat(1_500), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(pauses, fc.nat(120), (waits, burst) => {
        const bookings: Booking[] = [];
        let now = NOW;
        let longest = 0;
        for (const wait of waits) {
          now += wait;
          const machines = admit(line(Array.from({ length: burst }, () => 'sync')), bookings, now, HUNDRED);
          bookings.push({ at: now, count: machines.length });
          // Ten people come now: the last of them leaves when ten slots are free.
          const ends = bookings.map(({ at }) => at + HUNDRED.spanMs).sort((left, right) => left - right);
          const served = [now, ...ends].find((at) => at >= now && freeAt(bookings, at, HUNDRED) >= 10) ?? now;
          longest = Math.max(longest, served - now);
        }
        expect(longest).toBeLessThanOrEqual(LOAN_MS);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('says when the first of them may leave: then, and not a moment before', () => {
    fc.assert(
      fc.property(
        waiting.filter((all) => all.length > 0),
        fc.array(fc.record({ at: fc.integer({ min: NOW - 10_000, max: NOW }), count: fc.nat(12) }), {
          minLength: 9,
        }),
        (all, bookings) => {
          fc.pre(admit(all, bookings, NOW, HUNDRED).length === 0);
          const chance = nextChance(all, bookings, NOW, HUNDRED);
          expect(admit(all, bookings, chance, HUNDRED).length).toBeGreaterThan(0);
          expect(admit(all, bookings, chance - 1, HUNDRED)).toEqual([]);
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });
});
