import type { Request } from 'express';
import { jwtVerify } from 'jose';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { AppError } from '../../errors.ts';
import type { Caller } from '../route.ts';
import { secondsUntil, type FairUse } from './fairUse.ts';

const claims = z.object({
  org: z.string().min(1).max(200),
  sub: z.string().min(1).max(320),
  role: z.enum(['admin', 'member']),
});

/** Failures per address and minute before the answer is 429 (reliability.md §5). */
const FAILURES_PER_MINUTE = 20;

/** The caller of a request, or an `AppError` 401 or 429. */
export type Authenticate = (request: Request) => Promise<Caller>;

/**
 * liveprompt's JWT, HS256, from the Authorization header only (contract §3). jose by itself accepts a
 * token without `exp` and HS512 with the same key (reliability.md §0.4): both are closed here.
 *
 * The limit counts failures and stops failures: a genuine token passes whatever its neighbours behind
 * the same proxy do, and guessing HS256 keys is hopeless anyway.
 */
export function createAuthenticate(deps: { secret: Buffer; clock: Clock; fairUse: FairUse }): Authenticate {
  const failures = new RateLimiterMemory({ points: FAILURES_PER_MINUTE, duration: 60 });

  return async (request) => {
    const caller = await verify(bearer(request));
    if (caller) {
      await deps.fairUse(caller.orgId);
      return caller;
    }
    try {
      await failures.consume(request.ip ?? 'unknown');
    } catch (refusal) {
      throw tooManyFailures(secondsUntil(refusal));
    }
    throw unauthenticated();
  };

  async function verify(token: string | undefined): Promise<Caller | undefined> {
    if (token === undefined) return undefined;
    try {
      const { payload } = await jwtVerify(token, deps.secret, {
        algorithms: ['HS256'],
        requiredClaims: ['exp'],
        currentDate: deps.clock.now(),
      });
      const { org, sub, role } = claims.parse(payload);
      return { orgId: org, email: sub, role, door: 'liveprompt' };
    } catch {
      return undefined;
    }
  }
}

/** Node keeps the first of two Authorization headers silently; two are one too many. */
function bearer(request: Request): string | undefined {
  const given = request.rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'authorization');
  if (given.length !== 1) return undefined;
  return /^Bearer ([A-Za-z0-9_.-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

function unauthenticated(): AppError {
  return new AppError({
    code: 'unauthenticated',
    kind: 'final',
    status: 401,
    message: 'The request does not carry a valid liveprompt token.',
    action: 'Sign in to liveprompt again.',
  });
}

function tooManyFailures(retryAfterSeconds: number): AppError {
  return new AppError({
    code: 'too_many_failures',
    kind: 'rate_limit',
    status: 429,
    message: 'Too many requests without a valid token came from your address.',
    action: 'Wait a minute, then sign in to liveprompt again.',
    retryAfterSeconds,
  });
}

export function adminOnly(): AppError {
  return new AppError({
    code: 'admin_only',
    kind: 'final',
    status: 403,
    message: 'Only an administrator of your liveprompt organisation can do this.',
    action: 'Ask an administrator to do it.',
  });
}
