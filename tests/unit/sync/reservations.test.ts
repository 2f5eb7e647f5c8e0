import fc from 'fast-check';
import { createReservations } from '../../../server/sync/reservations.ts';

describe('reservations of flushes beside each other', () => {
  it('give a key to one flush at a time', () => {
    const room = createReservations();
    const [one, other] = [room.begin(), room.begin()];
    expect(one.take(['contacts:1', 'deals:9'])).toBe(true);
    expect(other.take(['contacts:2', 'deals:9'])).toBe(false);
    expect(one.take(['deals:9'])).toBe(true);
    // All or none: the contact was not kept.
    expect(one.take(['contacts:2'])).toBe(true);
  });

  it('refuse what was given back after the look: what was read is older than the last write', () => {
    const room = createReservations();
    const writer = room.begin();
    writer.take(['contacts:1']);
    const reader = room.begin();
    writer.release();
    expect(reader.take(['contacts:1'])).toBe(false);
    reader.lookAnew();
    expect(reader.take(['contacts:1'])).toBe(true);
  });

  it('never let two write to one thing, nor one write after a stale read, in any order of steps', () => {
    const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 3 });
    const step = fc.record({
      flush: fc.nat(3),
      act: fc.constantFrom('look', 'take', 'take', 'release'),
      keys,
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const room = createReservations();
        let time = 0;
        const flushes = [0, 1, 2, 3].map(() => ({
          reservation: room.begin(),
          lookedAt: 0,
          own: new Set<string>(),
        }));
        const writtenAt = new Map<string, number>();
        for (const { flush: index, act, keys: wanted } of steps) {
          time += 1;
          const flush = flushes[index];
          if (!flush) continue;
          if (act === 'look') {
            // A look at what one holds already is as old as the taking: only new keys are asked for.
            flush.reservation.lookAnew();
            flush.lookedAt = time;
          } else if (act === 'release') {
            flush.reservation.release();
            for (const key of flush.own) writtenAt.set(key, time);
            flush.own.clear();
          } else if (flush.reservation.take(wanted)) {
            for (const key of wanted) {
              if (!flush.own.has(key)) expect(writtenAt.get(key) ?? 0).toBeLessThanOrEqual(flush.lookedAt);
              flush.own.add(key);
            }
          }
          const all = flushes.flatMap(({ own }) => [...own]);
          expect(new Set(all).size).toBe(all.length);
        }
      }),
    );
  });
});
