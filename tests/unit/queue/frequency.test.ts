import fc from 'fast-check';
import { dueBySettings } from '../../../server/queue/admission.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../shared/settings.ts';

const HOUR = 3_600_000;
/** Summer time by an hour and by half an hour, on both sides of the equator, at midnight, and without any. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Kolkata',
  'Asia/Kathmandu',
];

const CLOCKS = new Map<string, Intl.DateTimeFormat>();

/** What a clock on the wall shows, by another library than the product's: the one built into the runtime. */
function wall(at: Date, timeZone: string): { day: string; time: string } {
  const clock =
    CLOCKS.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  CLOCKS.set(timeZone, clock);
  const shown = clock.format(at);
  return { day: shown.slice(0, 10), time: shown.slice(11, 16) };
}
const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * HOUR).toISOString().slice(0, 10);
const due = (change: Partial<Settings['sync']>, now: Date) =>
  dueBySettings({ ...DEFAULT_SETTINGS.sync, ...change }, now).dueAt;

const zone = fc.constantFrom(...ZONES);
const moment = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2030-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const timeOfDay = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30', '59'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);

/** Does the wall ever show this time on this day? Looked up minute by minute. */
function exists(day: string, time: string, timeZone: string): boolean {
  const noon = Date.parse(`${day}T12:00:00Z`);
  for (let at = noon - 27 * HOUR; at < noon + 27 * HOUR; at += 15 * 60_000) {
    for (const minutes of [0, 14]) {
      const shown = wall(new Date(at + minutes * 60_000), timeZone);
      if (shown.day === day && shown.time === time) return true;
    }
  }
  return false;
}

describe('the daily sync', () => {
  it('comes once a day at its time, or right behind the gap that swallowed it, in every zone', () => {
    fc.assert(
      fc.property(zone, moment, timeOfDay, (timeZone, now, dailyAt) => {
        const first = due({ frequency: 'daily', dailyAt, timeZone }, now);
        expect(first.getTime()).toBeGreaterThan(now.getTime());
        let last = first;
        for (let day = 1; day <= 4; day += 1) {
          const next = due({ frequency: 'daily', dailyAt, timeZone }, last);
          expect(wall(next, timeZone).day).toBe(dayAfter(wall(first, timeZone).day, day));
          last = next;
        }
      }),
      { numRuns: 200 },
    );
  });

  it('shows its time on the wall whenever that day has it, clock changes included', () => {
    const changes = [
      '2026-03-29',
      '2026-10-25',
      '2026-03-08',
      '2026-11-01',
      '2026-04-05',
      '2026-10-04',
      '2026-09-06',
    ];
    fc.assert(
      fc.property(
        zone,
        fc.constantFrom(...changes),
        fc.integer({ min: -30, max: 30 }),
        timeOfDay,
        (timeZone, day, hours, dailyAt) => {
          const now = new Date(Date.parse(`${day}T00:00:00Z`) + hours * HOUR);
          const at = due({ frequency: 'daily', dailyAt, timeZone }, now);
          const shown = wall(at, timeZone);
          if (exists(shown.day, dailyAt, timeZone)) expect(shown.time).toBe(dailyAt);
          else expect(shown.time > dailyAt).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('the hourly sync', () => {
  it('comes at the next full hour of the wall, never later than an hour and a half', () => {
    fc.assert(
      fc.property(zone, moment, (timeZone, now) => {
        const at = due({ frequency: 'hourly', timeZone }, now);
        expect(wall(at, timeZone).time.slice(3)).toBe('00');
        expect(at.getTime()).toBeGreaterThan(now.getTime());
        expect(at.getTime() - now.getTime()).toBeLessThanOrEqual(1.5 * HOUR);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    // Half an hour is left out, half an hour comes twice.
    ['2026-10-03T15:10:00Z', '2026-10-03T16:00:00.000Z'],
    ['2026-04-04T14:45:00Z', '2026-04-04T15:30:00.000Z'],
  ])('on Lord Howe at %s comes at %s', (now, expected) => {
    const timeZone = 'Australia/Lord_Howe';
    const at = due({ frequency: 'hourly', timeZone }, new Date(now));
    expect([at.toISOString(), wall(at, timeZone).time.slice(3)]).toEqual([expected, '00']);
  });
});
