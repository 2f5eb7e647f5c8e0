const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** An instant so many minutes before `now` (negative: after), whole seconds, as liveprompt sends it. */
export const minutesBefore = (now: Date, minutes: number): string =>
  new Date(Math.floor((now.getTime() - minutes * MINUTE_MS) / 1_000) * 1_000)
    .toISOString()
    .replace('.000Z', 'Z');

/** The calendar day so many days after `now`, in UTC. */
export const dayAfter = (now: Date, days: number): string =>
  new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10);

/** A full hour (UTC) some days after `now`, and minutes later. */
export const appointment = (now: Date, days: number, hour: number, minutes = 0): string =>
  new Date(Date.parse(`${dayAfter(now, days)}T00:00:00Z`) + hour * 60 * MINUTE_MS + minutes * MINUTE_MS)
    .toISOString()
    .replace('.000Z', 'Z');
