import { TZDate } from '@date-fns/tz';
import { addDays, addMonths, startOfDay, startOfISOWeek, startOfMonth } from 'date-fns';
import type { ReportGrouping, ReportPeriodName } from '../../shared/reports.ts';
import { calendarDay } from '../usage/month.ts';

/** One week or month of a period. */
export interface Bucket {
  /** `YYYY-MM-DD` */
  start: string;
  from: Date;
}

export interface Period {
  name: ReportPeriodName;
  groupBy: ReportGrouping;
  timeZone: string;
  from: Date;
  to: Date;
  /** Oldest first. */
  buckets: readonly Bucket[];
}

/**
 * The last days or months up to now as calendars of a zone have them: whole days, today among them. Weeks begin on
 * Monday; the first week or month of the period is cut where the period begins. Pure.
 */
export function periodOf(
  name: ReportPeriodName,
  groupBy: ReportGrouping,
  timeZone: string,
  now: Date,
): Period {
  const today = startOfDay(new TZDate(now, timeZone));
  const from =
    name === '12m' ? startOfMonth(addMonths(today, -11)) : addDays(today, name === '30d' ? -29 : -89);
  const buckets: Bucket[] = [];
  for (let next: Date = from; next <= now; next = following(next, groupBy))
    buckets.push({ start: calendarDay(instantOf(next), timeZone), from: instantOf(next) });
  return { name, groupBy, timeZone, from: instantOf(from), to: now, buckets };
}

/** The place of the bucket a moment of the period falls into. */
export function bucketAt({ buckets }: Pick<Period, 'buckets'>, moment: Date): number {
  let [low, high] = [0, buckets.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const { from } = buckets[middle] ?? {};
    if (from !== undefined && from <= moment) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** `day` carries its zone: date-fns keeps it. */
function following(day: Date, groupBy: ReportGrouping): Date {
  return groupBy === 'week' ? addDays(startOfISOWeek(day), 7) : addMonths(startOfMonth(day), 1);
}

function instantOf(local: Date): Date {
  return new Date(local.getTime());
}
