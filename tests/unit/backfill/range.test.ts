import { rangeOf } from '../../../server/backfill/range.ts';

const iso = ({ since, until }: { since: Date; until: Date }) => [since.toISOString(), until.toISOString()];

describe('the range of a backfill', () => {
  it('takes days as a clock of the organisation shows them, both included', () => {
    expect(iso(rangeOf('2026-11-01', '2026-11-02', 'Europe/Berlin'))).toEqual([
      '2026-10-31T23:00:00.000Z',
      '2026-11-02T23:00:00.000Z',
    ]);
  });

  it('knows that days may have 23 or 25 hours', () => {
    const hours = (day: string) => {
      const { since, until } = rangeOf(day, day, 'Europe/Berlin');
      return (until.getTime() - since.getTime()) / 3_600_000;
    };
    expect([hours('2026-03-29'), hours('2026-10-25'), hours('2026-11-24')]).toEqual([23, 25, 24]);
  });

  it('takes instants as they are, the last one included', () => {
    expect(iso(rangeOf('2026-11-01T10:00:00+02:00', '2026-11-01T09:00:00Z', 'UTC'))).toEqual([
      '2026-11-01T08:00:00.000Z',
      '2026-11-01T09:00:00.001Z',
    ]);
  });
});
