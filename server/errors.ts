/**
 * The one error type of the product. `kind` decides what the machine does next, the three sentences
 * decide what a person reads.
 *
 * - `transient`: try again later, nothing is known to be wrong with the input.
 * - `rate_limit`: a limit was met; the work is fine, only the clock is wrong.
 * - `revoked`: HubSpot no longer lets us in; only a person can reconnect.
 * - `final`: the same request will fail the same way every time.
 */
export type ErrorKind = 'transient' | 'rate_limit' | 'revoked' | 'final';

/** What a person reads: what happened, why, and the next click. */
export interface ErrorWords {
  /** What happened, one plain sentence. */
  message: string;
  /** The next click, one plain sentence. Empty when nothing is to be done. */
  action: string;
}

export interface AppErrorOptions extends ErrorWords {
  code: string;
  kind: ErrorKind;
  /** HTTP status this error answers with when it reaches one of our own doors. */
  status?: number;
  issues?: readonly ErrorIssue[] | undefined;
  /** Where the next click leads, when it leads outside HubSpot. */
  url?: string | undefined;
  /** When the same request may go through, in seconds: told in the answer's `Retry-After`. */
  retryAfterSeconds?: number;
  cause?: unknown;
}

export interface ErrorIssue {
  path: string;
  message: string;
}

export class AppError extends Error {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly status: number;
  readonly action: string;
  readonly issues: readonly ErrorIssue[] | undefined;
  readonly url: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(options: AppErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = options.code;
    this.kind = options.kind;
    this.status = options.status ?? 500;
    this.action = options.action;
    this.issues = options.issues;
    this.url = options.url;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** The body of every error answer of every door: `{error:{code,message,action?,issues?}}` (contract §2, §3). */
export function errorBody(error: AppError): {
  error: { code: string; message: string; action?: string; url?: string; issues?: readonly ErrorIssue[] };
} {
  return {
    error: {
      code: error.code,
      message: error.message,
      ...(error.action ? { action: error.action } : {}),
      ...(error.url ? { url: error.url } : {}),
      ...(error.issues ? { issues: error.issues } : {}),
    },
  };
}
