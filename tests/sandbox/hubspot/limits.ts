/** Requests per rolling window and portal for our app (hubspot-api.md §8.1). */
export const GENERAL_LIMIT = { requests: 110, windowMs: 10_000 } as const;
/** Search is counted per account, apart from everything else, and sends no rate headers. */
export const SEARCH_LIMIT = { requests: 5, windowMs: 1_000 } as const;

export interface Window {
  /** Takes a slot; false when the window is full. `remaining` after the call. */
  take(now: number): { ok: boolean; remaining: number };
}

/** A true rolling window: it remembers the instant of every accepted request. */
export function createWindow({ requests, windowMs }: { requests: number; windowMs: number }): Window {
  const taken: number[] = [];
  return {
    take: (now) => {
      while (taken[0] !== undefined && taken[0] <= now - windowMs) taken.shift();
      const ok = taken.length < requests;
      if (ok) taken.push(now);
      return { ok, remaining: requests - taken.length };
    },
  };
}

export interface Limits {
  general: Window;
  search: Window;
}

export const createLimits = (): Limits => ({
  general: createWindow(GENERAL_LIMIT),
  search: createWindow(SEARCH_LIMIT),
});

/** The bodies of hubspot-api.md §8.2; `Retry-After` is not documented and not sent. */
export const rateLimitBody = (search: boolean): Record<string, string> => ({
  status: 'error',
  message: search
    ? 'You have reached your secondly limit.'
    : 'You have reached your ten_secondly_rolling limit.',
  errorType: 'RATE_LIMIT',
  policyName: search ? 'SECONDLY' : 'TEN_SECONDLY_ROLLING',
  groupName: search ? 'publicapi:search' : 'publicapi:app',
});

export const rateHeaders = (remaining: number): Record<string, string> => ({
  'x-hubspot-ratelimit-max': String(GENERAL_LIMIT.requests),
  'x-hubspot-ratelimit-remaining': String(remaining),
  'x-hubspot-ratelimit-interval-milliseconds': String(GENERAL_LIMIT.windowMs),
});
