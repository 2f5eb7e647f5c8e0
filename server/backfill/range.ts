import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns';

export interface Range {
  /** Included. */
  since: Date;
  /** Not included any more. */
  until: Date;
}

const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;

/** Days count as a clock of the organisation shows them, first and last included; instants are what they are. Pure. */
export function rangeOf(from: string, to: string, timeZone: string): Range {
  const since = DATE_ONLY.test(from) ? midnight(from, timeZone, 0) : new Date(from);
  const until = DATE_ONLY.test(to) ? midnight(to, timeZone, 1) : new Date(Date.parse(to) + 1);
  return { since, until };
}

function midnight(day: string, timeZone: string, daysLater: number): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const start = new TZDate(year, month - 1, date, 0, 0, 0, timeZone);
  return new Date(addDays(start, daysLater).getTime());
}
