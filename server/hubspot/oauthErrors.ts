import { classifyFailure } from './classify.ts';
import { HubSpotError } from './errors.ts';

/** Only these say that a person took our access away (hubspot-api.md §1.5). */
const REVOKED = new Set(['BAD_REFRESH_TOKEN', 'BAD_HUB']);
/** The install attempt itself is spoilt: code expired or used, wrong redirect, scopes not granted. */
const ATTEMPT = new Set(['BAD_AUTH_CODE', 'BAD_REDIRECT_URI', 'BAD_CODE_VERIFIER', 'BAD_SCOPES']);

const SECOND = 1_000;
const CONNECT_AGAIN = 'Connect HubSpot again from the liveprompt settings.';

/**
 * Classifies a refused token call: `revoked`, a spoilt attempt, our own configuration, or transient.
 * Unknown refusals count as configuration, because a rotated client secret must never disconnect every
 * portal (hubspot-api.md §1.5). `grant` tells the two meanings of `invalid_grant` apart.
 */
export function classifyTokenReply(
  grant: 'code' | 'refresh' | 'other',
  status: number,
  headers: Headers,
  body: unknown,
): HubSpotError {
  if (status === 423 || status === 429 || status === 477 || status >= 500) {
    return transient(grant, status, headers);
  }
  const error = field(body, 'error');
  const detail = field(body, 'status');
  const said = { httpStatus: status, category: detail || error, effect: 'refused' as const };
  if (status === 400 && ATTEMPT.has(detail)) return attemptFailed(said);
  if (status === 400 && (REVOKED.has(detail) || error === 'invalid_grant')) {
    return grant === 'code' ? attemptFailed(said) : accessRevoked(said);
  }
  return new HubSpotError({
    ...said,
    kind: 'final',
    code: 'hubspot_app_credentials',
    status: 502,
    message: 'HubSpot did not accept the credentials of the liveprompt app.',
    action: 'Nothing to do on your side: liveprompt has been alerted.',
  });
}

/** A token call that brought no complete answer; an exchanged code may already be spent. */
export function classifyTokenFailure(cause: unknown): HubSpotError {
  return classifyFailure('renew the access', true, cause);
}

export function accessRevoked(
  said: { httpStatus?: number; category?: string; effect?: 'refused' | 'not_sent' } = {},
): HubSpotError {
  return new HubSpotError({
    effect: 'refused',
    ...said,
    kind: 'revoked',
    code: 'hubspot_access_revoked',
    status: 409,
    message: 'HubSpot no longer lets liveprompt in: the app was uninstalled or its access was withdrawn.',
    action: CONNECT_AGAIN,
  });
}

function attemptFailed(said: { httpStatus: number; category: string; effect: 'refused' }): HubSpotError {
  return new HubSpotError({
    ...said,
    kind: 'final',
    code: 'oauth_code_refused',
    status: 400,
    message: 'HubSpot did not accept this connection attempt: its code was already used or has expired.',
    action: CONNECT_AGAIN,
  });
}

function transient(grant: string, status: number, headers: Headers): HubSpotError {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return new HubSpotError({
    httpStatus: status,
    // Only a 5xx can have worked before it failed.
    effect: status >= 500 && grant === 'code' ? 'unknown' : 'refused',
    kind: status === 429 ? 'rate_limit' : 'transient',
    code: 'hubspot_token_unavailable',
    status: 503,
    retryAfterMs: Number.isFinite(seconds) && seconds >= 0 ? seconds * SECOND : undefined,
    message: `HubSpot could not renew the access just now (${status}).`,
    action: 'Nothing to do: we try again.',
  });
}

/** RFC 6749 fields since January 2026; branch on `error` and `status`, both may be absent (hubspot-api.md §1.5). */
function field(body: unknown, name: 'error' | 'status'): string {
  if (typeof body !== 'object' || body === null) return '';
  const value: unknown = Reflect.get(body, name);
  return typeof value === 'string' ? value : '';
}
