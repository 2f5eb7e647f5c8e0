import type { Allowance, Booking } from './windowShares.ts';

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

/**
 * Calls in HubSpot's window that nobody booked: another region, or a store that was lost. What was booked since
 * the window began counts as arrived although some may be on its way, so nothing is seen twice. Pure.
 * @param departedAt when the call left that HubSpot answered.
 */
export function unbooked(
  bookings: readonly Booking[],
  { requests }: Pick<Allowance, 'requests'>,
  { remaining, intervalMs }: RateHeaders,
  departedAt: number,
): number {
  const known = bookings.reduce(
    (sum, { at, count }) => (at > departedAt - intervalMs ? sum + count : sum),
    0,
  );
  return Math.max(0, requests - known - remaining);
}
