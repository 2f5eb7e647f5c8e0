/** The ladder of retries: 5 s, 30 s, 2 m, 10 m, 1 h, 4 h, 12 h, eight attempts in all (reliability.md §2, "R"). */
const LADDER_MS = [5_000, 30_000, 120_000, 600_000, 3_600_000, 14_400_000, 43_200_000] as const;
export const MAX_ATTEMPTS = LADDER_MS.length + 1;
const JITTER = 0.2;

/**
 * How long to wait after the `attempt`-th try (1-based), ±20 % so that a portal's retries do not march
 * in step; undefined when it was the last one.
 * @param random 0 ≤ random < 1.
 */
export function backoffMs(attempt: number, random: number): number | undefined {
  const step = LADDER_MS[Math.max(1, attempt) - 1];
  return step === undefined ? undefined : Math.round(step * (1 - JITTER + 2 * JITTER * random));
}
