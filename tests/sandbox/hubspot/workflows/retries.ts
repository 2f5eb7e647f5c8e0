const MOST_MS = 8 * 3_600_000;
const GIVE_UP_MS = 3 * 24 * 3_600_000;

/** HubSpot asks again after a minute, then ever more slowly, for three days at most. Undefined: it gives up. */
export function nextAttemptMs(firstMs: number, attempts: number, waitedMs: number): number | undefined {
  return waitedMs >= GIVE_UP_MS ? undefined : Math.min(firstMs * 2 ** (attempts - 1), MOST_MS);
}
