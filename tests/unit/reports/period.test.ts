import { bucketAt, periodOf } from '../../../server/reports/period.ts';

const starts = (...args: Parameters<typeof periodOf>) => periodOf(...args).buckets.map(({ start }) => start);

describe('the period of a report', () => {
  it('is whole days of the zone, today among them', () => {
    const now = new Date('2026-11-25T02:00:00Z');
    const { from, to } = periodOf('30d', 'week', 'America/Los_Angeles', now);
    // There it is still the evening of the 24th.
    expect(from.toISOString()).toBe('2026-10-26T07:00:00.000Z');
    expect(to).toBe(now);
  });

  it('begins its weeks on Mondays and its months on the first; the first one is cut', () => {
    const now = new Date('2026-11-25T12:00:00Z');
    expect(starts('30d', 'week', 'Europe/Berlin', now)).toEqual([
      '2026-10-27',
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
      '2026-11-23',
    ]);
    expect(starts('90d', 'month', 'Europe/Berlin', now)).toEqual([
      '2026-08-28',
      '2026-09-01',
      '2026-10-01',
      '2026-11-01',
    ]);
    expect(starts('12m', 'month', 'Europe/Berlin', now)).toHaveLength(12);
    expect(starts('12m', 'month', 'Europe/Berlin', now)[0]).toBe('2025-12-01');
  });

  it('keeps its weeks whole over the night in which clocks change', () => {
    const { buckets } = periodOf('90d', 'week', 'Europe/Berlin', new Date('2026-11-25T12:00:00Z'));
    const around = buckets.filter(({ start }) => start === '2026-10-19' || start === '2026-10-26');
    expect(around.map(({ from }) => from.toISOString())).toEqual([
      '2026-10-18T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ]);
  });

  it('finds the week of a moment, first and last instants included', () => {
    const now = new Date('2026-11-25T12:00:00Z');
    const period = periodOf('30d', 'week', 'Europe/Berlin', now);
    const place = (moment: string) => period.buckets[bucketAt(period, new Date(moment))]?.start;
    expect(place('2026-10-26T23:00:00Z')).toBe('2026-10-27');
    expect(place('2026-11-01T22:59:59.999Z')).toBe('2026-10-27');
    expect(place('2026-11-01T23:00:00Z')).toBe('2026-11-02');
    expect(place('2026-11-25T12:00:00Z')).toBe('2026-11-23');
  });
});
