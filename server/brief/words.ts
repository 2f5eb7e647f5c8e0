import { TZDate } from '@date-fns/tz';
import { differenceInCalendarDays } from 'date-fns';

const DAYS_OF = { week: 7, month: 30.44, year: 365.25 } as const;

/** How people say when something was or will be: "yesterday", "2 weeks ago", "in 3 days". By the calendar of the zone. Pure. */
export function when(at: Date, now: Date, timeZone: string): string {
  const days = differenceInCalendarDays(new TZDate(at, timeZone), new TZDate(now, timeZone));
  const distance = Math.abs(days);
  if (distance === 0) return 'today';
  if (distance === 1) return days < 0 ? 'yesterday' : 'tomorrow';
  const [count, unit] = counted(distance);
  const words = `${count} ${unit}${count === 1 ? '' : 's'}`;
  return days < 0 ? `${words} ago` : `in ${words}`;
}

function counted(days: number): [number, string] {
  if (days < 14) return [days, 'day'];
  if (days < 60) return [Math.floor(days / DAYS_OF.week), 'week'];
  if (days < 700) return [Math.floor(days / DAYS_OF.month), 'month'];
  return [Math.floor(days / DAYS_OF.year), 'year'];
}

/** "€60,000"; without a currency the bare figure. Pure. */
export function money(amount: number, currency: string | null): string {
  const digits = Number.isInteger(amount) ? 0 : 2;
  const format = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const known = currency !== null && /^[A-Z]{3}$/.test(currency);
  return amount.toLocaleString('en', known ? { ...format, style: 'currency', currency } : format);
}
