import { classifyFailure, classifyReply } from '../../../server/hubspot/classify.ts';
import type { HubSpotError } from '../../../server/hubspot/errors.ts';

interface Given {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  write?: boolean;
}
const classify = ({ status, body, headers = {}, write = true }: Given) =>
  classifyReply({ label: 'create records', write, status, headers: new Headers(headers), body });
const limit = (policyName?: string) => ({
  errorType: 'RATE_LIMIT',
  message: 'You have reached your limit.',
  policyName,
});
const invalid = (code: string) => ({
  category: 'VALIDATION_ERROR',
  message: 'Property values were not valid',
  errors: [{ message: 'no', code }],
});
const DAY_MS = 86_400_000;

/** hubspot-api.md §8.2 and §9, row by row. */
const ROWS: readonly (readonly [string, Given, Partial<HubSpotError>])[] = [
  [
    '400 with a bad e-mail',
    { status: 400, body: invalid('INVALID_EMAIL') },
    { kind: 'final', effect: 'refused', code: 'hubspot_invalid_email' },
  ],
  [
    '400 with a bad option',
    { status: 400, body: invalid('INVALID_OPTION') },
    { kind: 'final', code: 'hubspot_invalid_option' },
  ],
  [
    '400 with an unknown property',
    { status: 400, body: invalid('PROPERTY_DOESNT_EXIST') },
    { kind: 'final', code: 'hubspot_property_doesnt_exist' },
  ],
  [
    '400 with a read-only property',
    { status: 400, body: invalid('READ_ONLY_VALUE') },
    { kind: 'final', code: 'hubspot_read_only_value' },
  ],
  [
    '400 with the code only in the message',
    { status: 400, body: { message: 'Property values were not valid: [{"error":"INVALID_EMAIL"}]' } },
    { kind: 'final', code: 'hubspot_invalid_email' },
  ],
  [
    '400 with a required property',
    { status: 400, body: { category: 'MISSING_REQUIRED_PROPERTY', context: { propertyName: ['industry'] } } },
    { kind: 'final', code: 'hubspot_missing_required_property', context: { propertyName: ['industry'] } },
  ],
  [
    '400 with a conditional one',
    { status: 400, body: { category: 'MISSING_CONDITIONAL_REQUIRED_PROPERTY' } },
    { kind: 'final', code: 'hubspot_missing_conditional_required_property' },
  ],
  [
    '400 with records that are gone',
    { status: 400, body: { category: 'VALIDATION_ERROR', context: { INVALID_OBJECT_IDS: ['7'] } } },
    { kind: 'transient', effect: 'refused', code: 'hubspot_stale_link' },
  ],
  [
    '400 with nothing readable',
    { status: 400 },
    { kind: 'final', effect: 'refused', code: 'hubspot_invalid' },
  ],
  [
    '401 expired',
    { status: 401, body: { category: 'EXPIRED_AUTHENTICATION' } },
    { kind: 'revoked', effect: 'refused', code: 'hubspot_unauthorised' },
  ],
  ['401 as HTML', { status: 401 }, { kind: 'revoked', effect: 'refused' }],
  [
    '403 with scopes in errors',
    {
      status: 403,
      body: { category: 'MISSING_SCOPES', errors: [{ context: { requiredGranularScopes: ['a', 'b'] } }] },
    },
    { kind: 'final', effect: 'refused', code: 'hubspot_missing_scope', missingScopes: ['a', 'b'] },
  ],
  [
    '403 with scopes outside',
    { status: 403, body: { context: { requiredGranularScopes: ['a'] } } },
    { missingScopes: ['a'] },
  ],
  ['403 without a word', { status: 403 }, { kind: 'final', missingScopes: [] }],
  [
    '404',
    { status: 404, body: { category: 'OBJECT_NOT_FOUND' } },
    { kind: 'final', effect: 'refused', code: 'hubspot_not_found', httpStatus: 404 },
  ],
  [
    '404 with words only',
    { status: 404, body: { message: 'resource not found' } },
    { code: 'hubspot_not_found' },
  ],
  [
    '409',
    { status: 409, body: { category: 'CONFLICT', message: 'Contact already exists. Existing ID: 71' } },
    { kind: 'final', effect: 'refused', code: 'hubspot_conflict', httpStatus: 409 },
  ],
  ['414', { status: 414 }, { kind: 'final', effect: 'refused' }],
  [
    '423',
    { status: 423 },
    { kind: 'transient', effect: 'refused', code: 'hubspot_locked', retryAfterMs: 2_000 },
  ],
  [
    '429 of the rolling window',
    { status: 429, body: limit('TEN_SECONDLY_ROLLING') },
    { kind: 'rate_limit', effect: 'refused', policy: 'TEN_SECONDLY_ROLLING', retryAfterMs: 10_000 },
  ],
  [
    '429 of search',
    { status: 429, body: limit('SECONDLY') },
    { kind: 'rate_limit', policy: 'SECONDLY', retryAfterMs: 1_000 },
  ],
  [
    '429 of a limit nobody named',
    { status: 429, body: limit() },
    { kind: 'rate_limit', policy: 'UNKNOWN', retryAfterMs: 10_000 },
  ],
  ['429 as HTML', { status: 429 }, { kind: 'rate_limit', retryAfterMs: 10_000 }],
  [
    '429 that says how long',
    { status: 429, headers: { 'retry-after': '7' }, body: limit('SECONDLY') },
    { retryAfterMs: 7_000 },
  ],
  [
    '429 that says it with a date',
    { status: 429, headers: { 'retry-after': 'Tue, 24 Nov 2026 10:00:00 GMT' } },
    { retryAfterMs: 10_000 },
  ],
  [
    '429 that says it with nothing',
    { status: 429, headers: { 'retry-after': '' } },
    { retryAfterMs: 10_000 },
  ],
  [
    '429 that says it with a negative',
    { status: 429, headers: { 'retry-after': '-5' } },
    { retryAfterMs: 10_000 },
  ],
  [
    '429 that asks for a century',
    { status: 429, headers: { 'retry-after': '3153600000' } },
    { retryAfterMs: DAY_MS },
  ],
  [
    '477',
    { status: 477, headers: { 'retry-after': '3600' } },
    {
      kind: 'transient',
      effect: 'refused',
      code: 'hubspot_portal_moving',
      policy: 'MIGRATION',
      retryAfterMs: 3_600_000,
    },
  ],
  ['477 longer than a day', { status: 477, headers: { 'retry-after': '999999' } }, { retryAfterMs: DAY_MS }],
  ['477 without a time', { status: 477 }, { retryAfterMs: 60_000 }],
  [
    'a redirect',
    { status: 302, headers: { location: 'https://evil.example' } },
    { kind: 'final', effect: 'refused', code: 'hubspot_refused' },
  ],
  ...[500, 502, 503, 504, 521, 522, 523, 524, 525, 526].map(
    (status) =>
      [
        `${status} on a write`,
        { status },
        { kind: 'transient', effect: 'unknown', code: 'hubspot_unavailable', httpStatus: status },
      ] as const,
  ),
  ['500 on a read', { status: 500, write: false }, { kind: 'transient', effect: 'refused' }],
];

describe('what an answer of HubSpot means', () => {
  it.each(ROWS)('%s', (_what, given, expected) => {
    expect(classify(given)).toMatchObject(expected);
  });

  it.each(ROWS)('%s: a person reads what happened and the next click', (_what, given) => {
    const { message, action } = classify(given);
    expect(message).toMatch(/^[A-Z].{10,}/);
    expect(action).toMatch(/^[A-Z].{10,}\.$/);
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['an array', []],
    ['text', 'oops'],
    ['a number', 7],
    [
      'fields of other types',
      { message: 7, category: [], correlationId: {}, errors: 'x', context: 'y', policyName: 1 },
    ],
    ['errors of other types', { errors: [null, 7, 'x', { code: 9, context: null }] }],
  ])('survives a body that is %s', (_what, body) => {
    for (const status of [400, 403, 404, 409, 429, 477, 500])
      expect(classify({ status, body }).httpStatus).toBe(status);
  });

  it('keeps the correlation id, from the body or the header', () => {
    expect(classify({ status: 400, body: { correlationId: 'a' } }).correlationId).toBe('a');
    expect(classify({ status: 502, headers: { 'x-hubspot-correlation-id': 'b' } }).correlationId).toBe('b');
  });

  it('merges contexts and shortens long words', () => {
    const body = {
      message: 'm'.repeat(9_000),
      context: { ids: ['1'] },
      errors: [{ context: { ids: ['2'], n: 3 } }],
    };
    const error = classify({ status: 400, body });
    expect(error.context).toEqual({ ids: ['1', '2'], n: ['3'] });
    expect(error.message.length).toBeLessThan(700);
  });

  it('a context key that means something to JavaScript is harmless', () => {
    const body = JSON.parse('{"context":{"__proto__":["x"],"constructor":["y"]}}') as unknown;
    expect(() => classify({ status: 400, body })).not.toThrow();
    expect(classify({ status: 400, body }).kind).toBe('final');
  });
});

describe('what silence of HubSpot means', () => {
  const wrapped = (code: string) =>
    new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH'])(
    '%s: nothing left us',
    (code) => {
      expect(classifyFailure('create records', true, wrapped(code))).toMatchObject({
        kind: 'transient',
        effect: 'not_sent',
        code: 'hubspot_unreachable',
      });
    },
  );
  it.each([
    wrapped('ECONNRESET'),
    wrapped('UND_ERR_SOCKET'),
    new DOMException('late', 'TimeoutError'),
    new Error('x'),
    'text',
    undefined,
  ])('anything else after a write: nobody knows (%#)', (cause) => {
    expect(classifyFailure('create records', true, cause)).toMatchObject({
      kind: 'transient',
      effect: 'unknown',
      code: 'hubspot_no_answer',
    });
    expect(classifyFailure('read records', false, cause).effect).toBe('refused');
  });
});
