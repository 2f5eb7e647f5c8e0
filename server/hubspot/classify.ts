import { absentProperties } from './absentProperties.ts';
import { HubSpotError, type Effect } from './errors.ts';

/**
 * Turns what came back, or did not, into the one error the rest of the product knows. Everything about
 * HubSpot's error shapes is decided here and nowhere else (hubspot-api.md §8.2, §9; reliability.md §2).
 */
export interface FailedReply {
  /** What we were doing, for the sentence a person reads: "create records". */
  label: string;
  write: boolean;
  status: number;
  headers: Headers;
  /** Parsed JSON, or undefined when the body was HTML, truncated or empty. */
  body: unknown;
}

const SECOND = 1_000;
const WAIT_MAX_MS = 24 * 3_600 * SECOND;

/** Waits HubSpot implies by the policy of a 429 when it sends no Retry-After (hubspot-api.md §8.2). */
const POLICY_WAIT_MS: Readonly<Record<string, number>> = {
  TEN_SECONDLY_ROLLING: 10 * SECOND,
  SECONDLY: SECOND,
};

interface Envelope {
  message: string;
  category: string | undefined;
  correlationId: string | undefined;
  policy: string | undefined;
  codes: string[];
  absent: string[];
  context: Record<string, string[]>;
}

export function classifyReply(reply: FailedReply): HubSpotError {
  const { status, label } = reply;
  const envelope = readEnvelope(reply.body, reply.headers);
  const said = envelope.message ? ` HubSpot says: ${envelope.message}` : '';
  const base = {
    httpStatus: status,
    category: envelope.category,
    correlationId: envelope.correlationId,
    context: envelope.context,
  };
  const refused = { ...base, effect: 'refused' as Effect };

  if (status === 401) {
    return new HubSpotError({
      ...refused,
      kind: 'revoked',
      code: 'hubspot_unauthorised',
      message: `HubSpot did not accept our access while we tried to ${label}.`,
      action: 'Connect HubSpot again from the liveprompt settings.',
    });
  }
  if (status === 403) {
    const scopes = envelope.context['requiredGranularScopes'] ?? [];
    return new HubSpotError({
      ...refused,
      kind: 'final',
      code: 'hubspot_missing_scope',
      missingScopes: scopes,
      message: `HubSpot did not allow us to ${label}${scopes.length ? ` (needs ${scopes.join(', ')})` : ''}.`,
      action: 'Connect HubSpot again and grant the permission it lists.',
    });
  }
  if (status === 429) {
    const told = retryAfter(reply.headers);
    const policy = envelope.policy ?? (told === undefined ? 'UNKNOWN' : 'TOLD');
    return new HubSpotError({
      ...refused,
      kind: 'rate_limit',
      code: 'hubspot_rate_limit',
      policy,
      // The daily limit ends at the portal's midnight, which is not known here (slowDown.ts).
      retryAfterMs: told ?? (policy === 'DAILY' ? undefined : (POLICY_WAIT_MS[policy] ?? 10 * SECOND)),
      message: 'HubSpot asked us to slow down.',
      action: 'Nothing to do: the sync goes on by itself.',
    });
  }
  if (status === 477) {
    return new HubSpotError({
      ...refused,
      kind: 'transient',
      code: 'hubspot_portal_moving',
      policy: 'MIGRATION',
      retryAfterMs: retryAfter(reply.headers) ?? 60 * SECOND,
      message: 'HubSpot is moving this account to another data centre.',
      action: 'Nothing to do: the sync goes on when HubSpot is done.',
    });
  }
  if (status === 423) {
    // Parallel writes to one record lock it for about two seconds (hubspot-api.md §9).
    return new HubSpotError({
      ...refused,
      kind: 'transient',
      code: 'hubspot_locked',
      retryAfterMs: 2 * SECOND,
      message: `HubSpot was busy with the same records while we tried to ${label}.`,
      action: 'Nothing to do: we try again.',
    });
  }
  if (status >= 500) {
    return new HubSpotError({
      ...base,
      effect: reply.write ? 'unknown' : 'refused',
      kind: 'transient',
      code: 'hubspot_unavailable',
      message: `HubSpot had a problem of its own (${status}) while we tried to ${label}.`,
      action: 'Nothing to do: we look what happened and try again.',
    });
  }
  if (envelope.context['INVALID_OBJECT_IDS']) {
    // A record we linked to was merged or deleted since we read it: reading again finds the survivor.
    return new HubSpotError({
      ...refused,
      kind: 'transient',
      code: 'hubspot_stale_link',
      message: `A record was merged or removed in HubSpot while we tried to ${label}.`,
      action: 'Nothing to do: we look again and link what is there now.',
    });
  }
  return new HubSpotError({
    ...refused,
    kind: 'final',
    code: finalCode(status, envelope),
    absent: envelope.absent,
    message: `HubSpot refused to ${label}.${said}`,
    action: finalAction(envelope),
  });
}

/** A call that brought no complete answer: refused connections never left us, everything else may have arrived. */
export function classifyFailure(label: string, write: boolean, cause: unknown): HubSpotError {
  const code = failureCode(cause);
  const notSent = NEVER_LEFT.has(code);
  return new HubSpotError({
    cause,
    effect: notSent ? 'not_sent' : write ? 'unknown' : 'refused',
    kind: 'transient',
    code: notSent ? 'hubspot_unreachable' : 'hubspot_no_answer',
    message: notSent
      ? `HubSpot could not be reached while we tried to ${label}.`
      : `HubSpot did not answer in full while we tried to ${label}.`,
    action: 'Nothing to do: we look what happened and try again.',
  });
}

const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'EHOSTUNREACH',
]);

function failureCode(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return typeof inner === 'object' && inner !== null && 'code' in inner ? String(inner.code) : '';
}

function finalCode(status: number, { category, codes }: Envelope): string {
  const specific = codes.find((code) => FINAL_CODES.has(code));
  if (specific) return `hubspot_${specific.toLowerCase()}`;
  if (status === 404) return 'hubspot_not_found';
  if (status === 409) return 'hubspot_conflict';
  return category === 'VALIDATION_ERROR' || status === 400 ? 'hubspot_invalid' : 'hubspot_refused';
}

const FINAL_CODES = new Set([
  'PROPERTY_DOESNT_EXIST',
  'INVALID_OPTION',
  'INVALID_EMAIL',
  'READ_ONLY_VALUE',
  'MISSING_REQUIRED_PROPERTY',
  'MISSING_CONDITIONAL_REQUIRED_PROPERTY',
]);

function finalAction({ codes }: Envelope): string {
  if (codes.some((code) => code.startsWith('MISSING_'))) {
    return 'Your HubSpot asks for more properties on new records: relax the rule in HubSpot or map the property in the liveprompt settings.';
  }
  return 'Correct the value named above, then retry this conversation.';
}

/**
 * `Retry-After` in seconds; HubSpot documents it only for 477, others may send it (hubspot-api.md §8.2).
 * Never more than a day: one odd header must not stop a portal for good.
 */
function retryAfter(headers: Headers): number | undefined {
  const text = headers.get('retry-after') ?? '';
  return /^\d+(\.\d+)?$/.test(text) ? Math.min(Number(text) * SECOND, WAIT_MAX_MS) : undefined;
}

/** All fields of HubSpot's envelope are optional in practice, and the body may be HTML (hubspot-api.md §9). */
function readEnvelope(body: unknown, headers: Headers): Envelope {
  const object = isRecord(body) ? body : {};
  const details = Array.isArray(object['errors']) ? object['errors'].filter(isRecord) : [];
  // Without a prototype: the keys are HubSpot's choice, and `constructor` would find a function.
  const context = Object.create(null) as Record<string, string[]>;
  for (const source of [object['context'], ...details.map((detail) => detail['context'])]) {
    if (!isRecord(source)) continue;
    for (const [key, value] of Object.entries(source)) {
      const values = (Array.isArray(value) ? value : [value]).map(String);
      context[key] = [...(context[key] ?? []), ...values];
    }
  }
  const message = text(object['message']) ?? '';
  return {
    absent: absentProperties({ message, errors: details }),
    message: message.slice(0, 500),
    category: text(object['category']),
    correlationId: text(object['correlationId']) ?? headers.get('x-hubspot-correlation-id') ?? undefined,
    policy: text(object['policyName']),
    // The code stands in `errors[].code`, in `category` (2026-09 validation) or inside the message.
    codes: [
      ...details.map((detail) => text(detail['code']) ?? ''),
      text(object['category']) ?? '',
      ...(message.match(/\b[A-Z]+(?:_[A-Z]+)+\b/g) ?? []),
    ],
    context,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
