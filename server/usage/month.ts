import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';

/** `YYYY-MM-DD` of a moment in an IANA zone (UTC when the zone is not one). */
export function calendarDay(now: Date, timeZone: string): string {
  return format(localTime(now, timeZone), 'yyyy-MM-dd');
}

/** Every day of the month up to today, each with the moment it begins and the one it ends. */
export function daysSoFar(now: Date, timeZone: string): { date: string; start: Date; end: Date }[] {
  const today = localTime(now, timeZone);
  const zone = today.timeZone ?? 'UTC';
  const startOf = (day: number) =>
    new Date(TZDate.tz(zone, today.getFullYear(), today.getMonth(), day).getTime());
  return Array.from({ length: today.getDate() }, (_, index) => ({
    date: calendarDay(startOf(index + 1), zone),
    start: startOf(index + 1),
    end: startOf(index + 2),
  }));
}

/**
 * The calendar month that holds `now`, in an IANA zone (UTC when the zone is not one): a conversation
 * counts in the month of `sync.timeZone` (contract §3). `end` is the first instant of the next month.
 */
export function monthOf(now: Date, timeZone: string): { start: Date; end: Date } {
  const local = localTime(now, timeZone);
  const zone = local.timeZone ?? 'UTC';
  const firstOf = (month: number) => new Date(TZDate.tz(zone, local.getFullYear(), month, 1).getTime());
  return { start: firstOf(local.getMonth()), end: firstOf(local.getMonth() + 1) };
}

function localTime(now: Date, timeZone: string): TZDate {
  const local = new TZDate(now, timeZone);
  return Number.isNaN(local.getTime()) ? new TZDate(now, 'UTC') : local;
}
