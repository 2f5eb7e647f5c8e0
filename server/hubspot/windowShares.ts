import type { Lane } from './call.types.ts';

/**
 * Whose call may leave, by what was booked in a portal's window (decision 0023). Pure.
 */

/** Slots that were taken together; they count until a window has passed since `at`. */
export interface Booking {
  at: number;
  count: number;
}

/** How many calls, and how long each of them counts: HubSpot's window and the way there. */
export interface Allowance {
  requests: number;
  spanMs: number;
}

/** HubSpot counts arrival, we count departure: a call may be on its way this long. */
export const TRAVEL_MS = 250;
/** Share of the window that is people's: free, or free again within `LOAN_MS` (performance.md §4). */
const PEOPLE_SHARE = 0.1;
/** The part of it that is never lent: a person's first calls wait for nothing. */
const NEVER_LENT = 0.03;
/** The longest a person's call waits for a slot that was lent to the queue. */
export const LOAN_MS = 1_000;
/**
 * The most of the limit that the queue takes in a tenth of the window once half of it is used. Evenly spent slots
 * come back evenly, and calls that arrive a second late do not meet a burst of the next window.
 */
const PACE = 0.12;
const PARTS = 10;

/** Slots that are free at `now` if nobody takes one until then. */
export function freeAt(bookings: readonly Booking[], now: number, { requests, spanMs }: Allowance): number {
  return requests - bookedSince(bookings, now - spanMs);
}

/** Slots that were booked later than `moment`. */
export function bookedSince(bookings: readonly Booking[], moment: number): number {
  return bookings.reduce((sum, { at, count }) => (at > moment ? sum + count : sum), 0);
}

/**
 * People first. The queue leaves people their tenth, but may use what of it comes free again within a second:
 * a lent slot is back before a person has noticed.
 */
export function admit<W extends { lane: Lane }>(
  waiting: readonly W[],
  bookings: readonly Booking[],
  now: number,
  allowance: Allowance,
): W[] {
  const free = freeAt(bookings, now, allowance);
  const people = waiting.filter(({ lane }) => lane === 'people').slice(0, Math.max(0, free));
  const left = freeForQueue(bookings, now, allowance) - people.length;
  const machines = waiting.filter(({ lane }) => lane === 'sync').slice(0, Math.max(0, left));
  return [...people, ...machines];
}

function freeForQueue(bookings: readonly Booking[], now: number, allowance: Allowance): number {
  const { requests, spanMs } = allowance;
  const share = Math.floor(requests * PEOPLE_SHARE);
  const free = freeAt(bookings, now, allowance);
  // Too small to be divided.
  if (share === 0) return free;
  const pace = Math.ceil(requests * PACE) - bookedSince(bookings, now - spanMs / PARTS);
  return Math.min(
    free - Math.floor(requests * NEVER_LENT),
    freeAt(bookings, now + LOAN_MS, allowance) - share,
    Math.max(pace, free - Math.ceil(requests / 2)),
  );
}

/** The first moment at which one of them may leave if nobody else takes a slot until then. */
export function nextChance(
  waiting: readonly { lane: Lane }[],
  bookings: readonly Booking[],
  now: number,
  allowance: Allowance,
): number {
  const { spanMs } = allowance;
  const moments = bookings
    .flatMap(({ at }) => [at + Math.ceil(spanMs / PARTS), at + spanMs - LOAN_MS, at + spanMs])
    .filter((moment) => moment > now)
    .sort((left, right) => left - right);
  return moments.find((moment) => admit(waiting, bookings, moment, allowance).length > 0) ?? now + spanMs;
}
