import { AppError, type AppErrorOptions } from '../errors.ts';

/**
 * What is known of the effect of a call that did not succeed:
 * - `not_sent`: no byte left us, nothing can have happened.
 * - `refused`: HubSpot answered and did nothing.
 * - `unknown`: the request may or may not have been applied (timeout, reset, 5xx, unreadable 2xx).
 */
export type Effect = 'not_sent' | 'refused' | 'unknown';

export interface HubSpotErrorOptions extends AppErrorOptions {
  effect: Effect;
  httpStatus?: number | undefined;
  category?: string | undefined;
  correlationId?: string | undefined;
  /** Milliseconds HubSpot asked us to wait; undefined when it did not say. */
  retryAfterMs?: number | undefined;
  /** `policyName` of a 429, or `MIGRATION` for 477: which clock has to pass. */
  policy?: string | undefined;
  /** Scopes a 403 named. */
  missingScopes?: readonly string[] | undefined;
  /** Properties the portal does not have, which the call named all the same. */
  absent?: readonly string[] | undefined;
  /** `context` and `errors[].context` of HubSpot's envelope, merged: ids, property names, trace ids. */
  context?: Readonly<Record<string, readonly string[]>> | undefined;
}

export class HubSpotError extends AppError {
  readonly effect: Effect;
  readonly httpStatus: number | undefined;
  readonly category: string | undefined;
  readonly correlationId: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly policy: string | undefined;
  readonly missingScopes: readonly string[];
  readonly absent: readonly string[];
  readonly context: Readonly<Record<string, readonly string[]>>;

  constructor(options: HubSpotErrorOptions) {
    super(options);
    this.name = 'HubSpotError';
    this.effect = options.effect;
    this.httpStatus = options.httpStatus;
    this.category = options.category;
    this.correlationId = options.correlationId;
    this.retryAfterMs = options.retryAfterMs;
    this.policy = options.policy;
    this.missingScopes = options.missingScopes ?? [];
    this.absent = options.absent ?? [];
    this.context = options.context ?? {};
  }

  /** The same with the time that has to pass, where only we know it. */
  after(retryAfterMs: number): HubSpotError {
    const { code, kind, message, action, status, effect, httpStatus, category, correlationId, policy } = this;
    const words = { code, kind, message, action, status, cause: this.cause };
    return new HubSpotError({ ...words, effect, httpStatus, category, correlationId, policy, retryAfterMs });
  }
}
