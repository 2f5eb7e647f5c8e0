import { bookedSince, TRAVEL_MS, type Allowance, type Booking } from './windowShares.ts';

/** What HubSpot says of its window in the answer to a call (hubspot-api.md §8.2). */
export interface RateHeaders {
  max: number;
  remaining: number;
  intervalMs: number;
}

/** Longer intervals are other limits; shorter ones are not published. */
const LONGEST_MS = 60_000;

/** undefined when HubSpot says nothing, as in answers to searches, or nothing that can be read. Pure. */
export function readRateHeaders(headers: Headers): RateHeaders | undefined {
  const [max, remaining, intervalMs] = ['max', 'remaining', 'interval-milliseconds'].map((name) => {
    const text = headers.get(`x-hubspot-ratelimit-${name}`) ?? '';
    return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  });
  if (max === undefined || remaining === undefined || intervalMs === undefined) return undefined;
  return max > 0 && intervalMs > 0 && intervalMs <= LONGEST_MS ? { max, remaining, intervalMs } : undefined;
}

/** So late a call may arrive and still be counted here as one that has left the window. */
const LATE_MS = 2_000;

/**
 * What HubSpot counts beyond all that was booked since its window began, to be booked now. As many as left just
 * before may be calls that arrived late: they are gone soon. The rest is somebody else's, another region or what a
 * lost store knew: it counts as if it had arrived with the call that tells it. Pure.
 * @param departedAt when the call left that HubSpot answered.
 */
export function unbooked(
  bookings: readonly Booking[],
  { spanMs }: Pick<Allowance, 'spanMs'>,
  { max, remaining, intervalMs }: RateHeaders,
  departedAt: number,
): Booking[] {
  const windowBegan = departedAt - intervalMs - TRAVEL_MS;
  const known = bookedSince(bookings, windowBegan);
  const more = Math.max(0, max - remaining - known);
  const late = Math.min(more, bookedSince(bookings, windowBegan - LATE_MS) - known);
  return [
    { at: departedAt + LATE_MS - spanMs, count: late },
    { at: departedAt + intervalMs + TRAVEL_MS - spanMs, count: more - late },
  ].filter(({ count }) => count > 0);
}
