import { CHAPTERS, type JsonSchema, type Operation } from './operation.types.ts';
import { schemaOf } from './schemaOf.ts';

export interface OpenApiInput {
  operations: readonly Operation[];
  /** Schemas of the answers, by name of their type. */
  answers: Readonly<Record<string, JsonSchema>>;
  publicUrl: string;
  version: string;
}

/** The API reference as an OpenAPI 3.1 document. Pure. */
export function openApi({ operations, answers, publicUrl, version }: OpenApiInput): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const operation of operations) {
    (paths[pathOf(operation)] ??= {})[operation.method] = describe(operation);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'liveprompt for HubSpot',
      version,
      description:
        "Conversations in, CRM data out. The organisation is always the token's; ids of another one are indistinguishable from unknown ones.",
    },
    servers: [{ url: publicUrl }],
    tags: CHAPTERS.filter((name) => operations.some(({ chapter }) => chapter === name)).map((name) => ({
      name,
    })),
    paths,
    components: { schemas: { ...answers, Error: ERROR }, securitySchemes: SECURITY },
  };
}

const SECURITY = {
  token: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'HS256 with the claims `org`, `sub` (e-mail), `role` (`admin` or `member`) and `exp`.',
  },
  webhookSignature: {
    type: 'apiKey',
    in: 'header',
    name: 'webhook-signature',
    description:
      'Standard Webhooks: `v1,` and the base64 HMAC-SHA256 of `webhook-id.webhook-timestamp.body`; five minutes of tolerance.',
  },
};

const ERROR: JsonSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { type: 'string', description: 'Look it up under Troubleshooting.' },
        message: { type: 'string', description: 'What happened, for a person.' },
        action: { type: 'string', description: 'The next click.' },
        issues: {
          type: 'array',
          items: {
            type: 'object',
            required: ['path', 'message'],
            properties: { path: { type: 'string' }, message: { type: 'string' } },
          },
        },
      },
    },
  },
};

/** `/syncs/:sessionId` → `/syncs/{sessionId}`. */
const pathOf = ({ path }: Operation): string => path.replace(/:(\w+)/g, '{$1}');

function describe(operation: Operation): JsonSchema {
  const { chapter, summary, detail, access, body, answer } = operation;
  const media = answer.mediaType ?? 'application/json';
  const schema = typeof answer.schema === 'string' ? reference(answer.schema) : answer.schema;
  return {
    tags: [chapter],
    operationId: idOf(operation),
    summary,
    ...(detail ? { description: detail } : {}),
    security: { read: [{ token: [] }], write: [{ token: [] }], signed: [{ webhookSignature: [] }], open: [] }[
      access
    ],
    ...(access === 'write' ? { 'x-role': 'admin' } : {}),
    parameters: [...pathParameters(operation), ...queryParameters(operation), ...headerParameters(access)],
    ...(body
      ? {
          requestBody: {
            required: body.optional !== true,
            content: {
              'application/json': { schema: schemaOf(body.schema, 'input'), example: body.example },
            },
          },
        }
      : {}),
    responses: {
      [answer.status]: { description: 'Done.', content: { [media]: { schema, example: answer.example } } },
      ...Object.fromEntries(
        Object.entries(errorsOf(operation)).map(([status, codes]) => [status, refusal(codes)]),
      ),
    },
  };
}

const reference = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

/** `get /api/v1/syncs/:sessionId` → `getSyncsSessionId`. */
function idOf({ method, path }: Operation): string {
  const words = path.replace('/api/v1', '').match(/\w+/g) ?? [];
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function pathParameters({ path }: Operation): JsonSchema[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters({ query }: Operation): JsonSchema[] {
  if (!query) return [];
  const properties = (schemaOf(query, 'input')['properties'] ?? {}) as Record<string, JsonSchema>;
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }));
}

function headerParameters(access: Operation['access']): JsonSchema[] {
  if (access !== 'signed') return [];
  return ['webhook-id', 'webhook-timestamp'].map((name) => ({
    name,
    in: 'header',
    required: true,
    schema: { type: 'string' },
  }));
}

/** What the door answers besides, whichever endpoint stands behind it. */
export function errorsOf({ access, body, query, errors = {} }: Operation): Record<number, readonly string[]> {
  const door: Record<number, readonly string[]> = {
    ...(access === 'read' || access === 'write'
      ? { 401: ['unauthenticated'], 429: ['too_many_failures', 'too_many_requests'] }
      : {}),
    ...(access === 'write' ? { 403: ['admin_only'] } : {}),
    ...(body && access !== 'signed'
      ? { 400: ['not_json'], 413: ['too_large'], 415: ['unsupported_type'] }
      : {}),
    ...((body || query) && access !== 'signed' ? { 422: ['invalid_body'] } : {}),
    ...(access === 'read' || access === 'write' ? { 503: ['store_unavailable'] } : {}),
  };
  const merged = { ...door };
  for (const [status, codes] of Object.entries(errors)) {
    merged[Number(status)] = [...(door[Number(status)] ?? []), ...codes];
  }
  return merged;
}

function refusal(codes: readonly string[]): JsonSchema {
  const [code] = codes;
  return {
    description: codes.map((each) => `\`${each}\``).join(', '),
    content: {
      'application/json': {
        schema: reference('Error'),
        example: { error: { code, message: 'What happened, in one sentence.', action: 'The next click.' } },
      },
    },
  };
}
