import fc from 'fast-check';
import { money, when } from '../../../server/brief/words.ts';

const NOW = new Date('2026-11-25T09:00:00Z');

describe('when something was or will be', () => {
  it.each([
    ['2026-11-25T00:30:00Z', 'today'],
    ['2026-11-24T23:30:00Z', 'yesterday'],
    ['2026-11-26T01:00:00Z', 'tomorrow'],
    ['2026-11-22T09:00:00Z', '3 days ago'],
    ['2026-11-11T09:00:00Z', '2 weeks ago'],
    ['2026-12-05T09:00:00Z', 'in 10 days'],
    ['2026-08-25T09:00:00Z', '3 months ago'],
    ['2024-06-25T09:00:00Z', '2 years ago'],
  ])('%s is %s', (at, words) => expect(when(new Date(at), NOW, 'UTC')).toBe(words));

  it('goes by the calendar of the zone, clock changes included', () => {
    expect(when(new Date('2026-11-24T23:30:00Z'), NOW, 'Europe/Berlin')).toBe('today');
    const behindTheChange = new Date('2026-10-25T00:30:00+02:00');
    expect(when(behindTheChange, new Date('2026-10-26T00:10:00+01:00'), 'Europe/Berlin')).toBe('yesterday');
  });

  it('never names an earlier time later, and counts one of a kind in the singular', () => {
    const size = { day: 1, week: 7, month: 30, year: 365 } as Record<string, number>;
    const daysOf = (words: string) => {
      const [, count, unit] = /^(\d+) (\w+?)s? ago$/.exec(words) ?? [];
      return count ? Number(count) * (size[unit ?? ''] ?? Number.NaN) : words === 'yesterday' ? 1 : 0;
    };
    const past = fc.integer({ min: 0, max: 4_000 });
    fc.assert(
      fc.property(past, past, (left, right) => {
        const [near, far] = [Math.min(left, right), Math.max(left, right)];
        const words = (days: number) => when(new Date(NOW.getTime() - days * 86_400_000), NOW, 'UTC');
        expect(daysOf(words(near))).toBeLessThanOrEqual(daysOf(words(far)) + 1);
        expect(words(far)).not.toMatch(/^1 \w+s |^([2-9]|\d\d+) \w+[^s] ago/);
      }),
      { seed: 20_261_125, numRuns: 300 },
    );
  });
});

describe('money', () => {
  it.each([
    [60_000, 'EUR', '€60,000'],
    [1_234.5, 'USD', '$1,234.50'],
    [5, null, '5'],
    [5, 'no currency', '5'],
  ])('%d %s is %s', (amount, currency, words) => expect(money(amount, currency)).toBe(words));
});
