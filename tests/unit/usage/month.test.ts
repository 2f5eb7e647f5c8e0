import { calendarDay, daysSoFar, monthOf } from '../../../server/usage/month.ts';

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

describe('days in a zone', () => {
  it.each([
    ['2026-11-30T23:30:00Z', 'Europe/Berlin', '2026-12-01'],
    ['2026-12-01T03:00:00Z', 'America/New_York', '2026-11-30'],
    ['2026-11-24T10:00:00Z', 'Nowhere/Land', '2026-11-24'],
  ])('%s in %s is on %s', (now, zone, day) => expect(calendarDay(new Date(now), zone)).toBe(day));

  it('follow each other without a gap from the first of the month up to today, clock changes included', () => {
    for (const [now, zone, shortest, longest] of [
      ['2026-03-31T12:00:00Z', 'Europe/Berlin', 23, 24],
      ['2026-10-31T12:00:00Z', 'Europe/Berlin', 24, 25],
      ['2026-04-30T00:00:00Z', 'Australia/Lord_Howe', 24, 24.5],
    ] as const) {
      const days = daysSoFar(new Date(now), zone);
      const { start } = monthOf(new Date(now), zone);
      expect(days[0]?.start).toEqual(start);
      expect(days.at(-1)?.date).toBe(calendarDay(new Date(now), zone));
      days.slice(1).forEach((day, index) => expect(day.start).toEqual(days[index]?.end));
      const hours = days.map((day) => (day.end.getTime() - day.start.getTime()) / 3_600_000);
      expect([Math.min(...hours), Math.max(...hours)]).toEqual([shortest, longest]);
    }
  });
});
