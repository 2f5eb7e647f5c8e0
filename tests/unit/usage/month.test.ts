import { monthOf } from '../../../server/usage/month.ts';

describe('calendar month in a zone', () => {
  it.each([
    ['2026-11-24T10:00:00Z', 'UTC', '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'],
    ['2026-11-30T23:30:00Z', 'Europe/Berlin', '2026-11-30T23:00:00.000Z', '2026-12-31T23:00:00.000Z'],
    ['2026-12-31T23:59:00Z', 'America/New_York', '2026-12-01T05:00:00.000Z', '2027-01-01T05:00:00.000Z'],
    ['2026-03-15T00:00:00Z', 'Europe/Berlin', '2026-02-28T23:00:00.000Z', '2026-03-31T22:00:00.000Z'],
    ['2026-11-24T10:00:00Z', 'Nowhere/Land', '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'],
  ])('%s in %s', (now, zone, start, end) => {
    const month = monthOf(new Date(now), zone);
    expect([month.start.toISOString(), month.end.toISOString()]).toEqual([start, end]);
  });
});
