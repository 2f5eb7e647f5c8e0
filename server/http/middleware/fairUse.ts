import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimit } from '../../config/environment.ts';
import { AppError } from '../../errors.ts';

/** Rejects with 429 when an organisation has asked too often. */
export type FairUse = (orgId: string) => Promise<void>;

/**
 * One organisation's dashboard that runs wild must not take the others' answers away. Counted in this process: a
 * limit of fair use need not be exact, and asking the store for each request would cost more than most answers.
 */
export function createFairUse({ requests, windowMs }: RateLimit): FairUse {
  const limiter = new RateLimiterMemory({ points: requests, duration: windowMs / 1_000 });
  return async (orgId) => {
    try {
      await limiter.consume(orgId);
    } catch (refusal) {
      throw new AppError({
        code: 'too_many_requests',
        kind: 'rate_limit',
        status: 429,
        message: 'Your organisation sends more requests than one may.',
        action: 'Wait the seconds that Retry-After says, and ask less often.',
        retryAfterSeconds: secondsUntil(refusal),
      });
    }
  };
}

/** When the window of a refusal ends, whole seconds; at least one. */
export function secondsUntil(refusal: unknown): number {
  return refusal instanceof RateLimiterRes ? Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000)) : 1;
}
