/** How one person reads dates and numbers: their language and the account's time zone. */
export interface Reader {
  /** `Nov 20, 2026, 3:30 PM`; empty for something that is no instant. */
  dateTime(instant: string): string;
  /** `Nov 20, 2026`; empty for something that is no instant. */
  day(instant: string): string;
  /** `Nov 20, 2026` of a calendar day, `2026-11-20`: the same day wherever one reads it. */
  calendarDay(date: string): string;
  /** Calendar days from one instant's day to the other's, both where the person is; negative is past. */
  daysBetween(from: Date, to: string): number;
  /** `1,234`. */
  number(value: number): string;
  /** `86%`. */
  percent(share: number): string;
}

const DAY_MS = 86_400_000;
/** Making the formats costs a thousand times what using them does; more than these the world hardly has. */
const MAX_KNOWN = 200;
const known = new Map<string, Reader>();

/**
 * HubSpot names locales like `en-us` or `pt_BR` and leaves them out for some users; a name that `Intl`
 * refuses must cost the person's own format, not the answer.
 */
export function readerOf(locale: string | undefined, timeZone: string | undefined): Reader {
  const key = `${locale ?? ''} ${timeZone ?? ''}`.slice(0, 200);
  const made =
    known.get(key) ??
    createReader(usable(locale?.replace('_', '-'), isLocale, 'en-US'), usable(timeZone, isTimeZone, 'UTC'));
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, made);
  return made;
}

function createReader(locale: string, timeZone: string): Reader {
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const utcDay = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  // `en-CA` writes a day as 2026-11-20, which is read back as that day's midnight in UTC.
  const isoDay = new Intl.DateTimeFormat('en-CA', { timeZone });
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const dayNumber = (date: Date) => Date.parse(isoDay.format(date)) / DAY_MS;
  return {
    dateTime: (instant) => formatted(dateTime, instant),
    day: (instant) => formatted(day, instant),
    calendarDay: (date) => formatted(utcDay, date),
    daysBetween: (from, to) => Math.round(dayNumber(new Date(to)) - dayNumber(from)),
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
  };
}

function formatted(format: Intl.DateTimeFormat, instant: string): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? '' : format.format(date);
}

function usable(name: string | undefined, test: (name: string) => unknown, otherwise: string): string {
  if (!name) return otherwise;
  try {
    test(name);
    return name;
  } catch {
    return otherwise;
  }
}

const isLocale = (name: string) => new Intl.DateTimeFormat(name);
const isTimeZone = (timeZone: string) => new Intl.DateTimeFormat('en', { timeZone });
