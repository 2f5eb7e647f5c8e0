import { dueTime } from '../../../server/sync/dueTime.ts';

const TUESDAY = '2026-11-24T10:30:00Z';

describe('when a task is due (contract §3)', () => {
  it.each([
    ['2026-11-30', 'UTC', '2026-11-30T09:00:00Z'],
    ['2026-11-30', 'Europe/Berlin', '2026-11-30T08:00:00Z'],
    ['2026-07-01', 'Europe/Berlin', '2026-07-01T07:00:00Z'],
    ['2026-11-30', 'America/New_York', '2026-11-30T14:00:00Z'],
    ['2026-11-30', 'Asia/Kolkata', '2026-11-30T03:30:00Z'],
    ['2026-11-30', 'Pacific/Auckland', '2026-11-29T20:00:00Z'],
    ['2026-11-30', 'Pacific/Kiritimati', '2026-11-29T19:00:00Z'],
    // The days the clocks change: nine is nine on the new time.
    ['2026-03-29', 'Europe/Berlin', '2026-03-29T07:00:00Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-25T08:00:00Z'],
    ['2026-03-08', 'America/New_York', '2026-03-08T13:00:00Z'],
    ['2026-11-01', 'America/New_York', '2026-11-01T14:00:00Z'],
    ['2026-10-04', 'Australia/Lord_Howe', '2026-10-03T22:00:00Z'],
    // A weekend that was asked for stays.
    ['2026-11-28', 'UTC', '2026-11-28T09:00:00Z'],
    ['2024-02-29', 'UTC', '2024-02-29T09:00:00Z'],
  ])('the date %s in %s is %s', (date, zone, due) => {
    expect(dueTime(date, zone, TUESDAY)).toEqual(new Date(due));
  });

  it.each([['2026-11-30T15:45:00Z'], ['2026-11-30T15:45:00+05:30'], ['2026-11-29T03:00:00.500-08:00']])(
    'the instant %s stays',
    (instant) => {
      expect(dueTime(instant, 'Europe/Berlin', TUESDAY)).toEqual(new Date(instant));
    },
  );

  it.each([
    ['Tuesday', TUESDAY, 'UTC', '2026-11-25T09:00:00Z'],
    ['Thursday', '2026-11-26T10:00:00Z', 'UTC', '2026-11-27T09:00:00Z'],
    ['Friday', '2026-11-27T10:00:00Z', 'UTC', '2026-11-30T09:00:00Z'],
    ['Saturday', '2026-11-28T10:00:00Z', 'UTC', '2026-11-30T09:00:00Z'],
    ['Sunday', '2026-11-29T10:00:00Z', 'UTC', '2026-11-30T09:00:00Z'],
    // What day it was decides the zone, not UTC.
    ['Thursday evening in New York', '2026-11-27T03:00:00Z', 'America/New_York', '2026-11-27T14:00:00Z'],
    ['Friday morning in Auckland', '2026-11-26T20:00:00Z', 'Pacific/Auckland', '2026-11-29T20:00:00Z'],
    ['the Friday before the clocks change', '2026-03-27T10:00:00Z', 'Europe/Berlin', '2026-03-30T07:00:00Z'],
    ['New Year', '2026-12-31T23:30:00Z', 'UTC', '2027-01-01T09:00:00Z'],
  ])('without a date, after %s: the next working day at nine', (_day, endedAt, zone, due) => {
    expect(dueTime(undefined, zone, endedAt)).toEqual(new Date(due));
  });
});
