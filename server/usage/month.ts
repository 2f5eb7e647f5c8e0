import { TZDate } from '@date-fns/tz';

/**
 * The calendar month that holds `now`, in an IANA zone (UTC when the zone is not one): a conversation
 * counts in the month of `sync.timeZone` (contract §3). `end` is the first instant of the next month.
 */
export function monthOf(now: Date, timeZone: string): { start: Date; end: Date } {
  const local = new TZDate(now, timeZone);
  const zone = Number.isNaN(local.getTime()) ? 'UTC' : timeZone;
  const there = zone === timeZone ? local : new TZDate(now, zone);
  const firstOf = (month: number) => new Date(TZDate.tz(zone, there.getFullYear(), month, 1).getTime());
  return { start: firstOf(there.getMonth()), end: firstOf(there.getMonth() + 1) };
}
