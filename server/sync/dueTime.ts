import { TZDate } from '@date-fns/tz';
import { addDays, isWeekend } from 'date-fns';

const DUE_HOUR = 9;
const DATE_ONLY = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * When a task is due (contract §3): a date without a time is 09:00 in `zone`, no date is the next working
 * day after the conversation, an instant stays what it is.
 * @param zone IANA time zone of the session.
 * @param endedAt ISO instant the conversation ended.
 */
export function dueTime(dueDate: string | undefined, zone: string, endedAt: string): Date {
  const dateOnly = DATE_ONLY.exec(dueDate ?? '');
  if (dateOnly) return morning(Number(dateOnly[1]), Number(dateOnly[2]) - 1, Number(dateOnly[3]), zone);
  if (dueDate !== undefined) return new Date(dueDate);
  let day = addDays(new TZDate(endedAt, zone), 1);
  while (isWeekend(day)) day = addDays(day, 1);
  return morning(day.getFullYear(), day.getMonth(), day.getDate(), zone);
}

/** Asking the zone costs more than planning the rest of a task, and a turn asks for the same few mornings. */
const mornings = new Map<string, number>();
const REMEMBERED = 1_000;

function morning(year: number, month: number, day: number, zone: string): Date {
  const key = `${year}-${month}-${day} ${zone}`;
  const known = mornings.get(key);
  if (known !== undefined) return new Date(known);
  const at = new TZDate(year, month, day, DUE_HOUR, 0, 0, zone).getTime();
  if (mornings.size >= REMEMBERED) mornings.clear();
  mornings.set(key, at);
  return new Date(at);
}
