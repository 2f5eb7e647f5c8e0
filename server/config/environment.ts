import { z } from 'zod';

/**
 * The environment of the contract (§1) as one typed, frozen value. Nothing else in `server/` reads
 * `process.env`.
 */
export interface Config {
  production: boolean;
  port: number;
  /** Health and metrics on a port of their own, in every role; undefined: only the web role shows them. */
  opsPort: number | undefined;
  publicUrl: string;
  /** Proxies of our own in front of the web role; 0: `X-Forwarded-For` is not believed. */
  trustedProxies: number;
  /** Requests to the REST API, per organisation and process. */
  apiRateLimit: RateLimit;
  roles: ReadonlySet<Role>;
  /** undefined: start the embedded engine (never in production). */
  mongodbUri: string | undefined;
  hubspot: {
    clientId: string;
    clientSecret: string;
    appId: string;
    apiUrl: string;
    authorizeUrl: string;
    apiVersion: string;
    appEvents: boolean;
    rateLimit: RateLimit;
  };
  liveprompt: { webhookSecrets: readonly Buffer[]; apiSecret: Buffer; appUrl: string };
  /** Newest first: the first encrypts, all decrypt. */
  encryptionKeys: readonly EncryptionKey[];
  logLevel: string;
}

export type Role = 'web' | 'worker' | 'scheduler';

export interface RateLimit {
  requests: number;
  windowMs: number;
}

export interface EncryptionKey {
  kid: string;
  key: Buffer;
}

/** Thrown with one message that names every bad variable and what it should look like, never a value. */
export class BadEnvironment extends Error {
  constructor(problems: readonly string[]) {
    super(`The environment is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'BadEnvironment';
  }
}

/** Secrets shorter than these can be guessed (reliability.md §0.4): production refuses them, a trial need not. */
const MIN_SECRET_BYTES = 32;
const MIN_WEBHOOK_SECRET_BYTES = 24;

const httpUrl = (name: string) =>
  z
    .url({ protocol: /^https?$/, error: `${name} must be a URL starting with https://` })
    .transform((url) => url.replace(/\/+$/, ''));

const required = (name: string, shape: string) =>
  z.string({ error: `${name} is missing: ${shape}` }).regex(/\S/, `${name} is missing: ${shape}`);

const webhookSecrets = (minBytes: number) =>
  required('LIVEPROMPT_WEBHOOK_SECRETS', 'one or more whsec_… secrets, comma separated').transform(
    (value, context) =>
      value.split(',').map((part) => {
        const match = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(part.trim());
        const bytes = Buffer.from(match?.[1] ?? '', 'base64');
        if (!match || bytes.length < minBytes) {
          context.addIssue({
            code: 'custom',
            message: `LIVEPROMPT_WEBHOOK_SECRETS must be whsec_ followed by base64 of at least ${minBytes} bytes, comma separated`,
          });
        }
        return bytes;
      }),
  );

const apiSecret = (minBytes: number) =>
  required('LIVEPROMPT_API_SECRET', `at least ${minBytes} bytes`)
    .refine(
      (value) => Buffer.byteLength(value) >= minBytes,
      `LIVEPROMPT_API_SECRET must have at least ${minBytes} bytes`,
    )
    .transform((value) => Buffer.from(value));

const encryptionKeys = required(
  'TOKEN_ENCRYPTION_KEYS',
  'kid:base64(32 bytes) pairs, comma separated',
).transform((value, context) => {
  const keys = value.split(',').map((part) => {
    const match = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]+={0,2})$/.exec(part.trim());
    return { kid: match?.[1] ?? '', key: Buffer.from(match?.[2] ?? '', 'base64') };
  });
  if (keys.some(({ kid, key }) => kid === '' || key.length !== 32)) {
    context.addIssue({
      code: 'custom',
      message: 'TOKEN_ENCRYPTION_KEYS must be kid:base64 of exactly 32 bytes, comma separated',
    });
  }
  if (new Set(keys.map(({ kid }) => kid)).size !== keys.length) {
    context.addIssue({ code: 'custom', message: 'TOKEN_ENCRYPTION_KEYS names one kid twice' });
  }
  return keys;
});

const rateLimit = (name: string, example: string) =>
  z
    .string()
    .regex(/^[1-9]\d{0,5}\/[1-9]\d{0,4}s$/, `${name} must look like ${example}`)
    .transform((value): RateLimit => {
      const [requests = '', window = ''] = value.split('/');
      return { requests: Number(requests), windowMs: Number(window.slice(0, -1)) * 1_000 };
    });

const role = z.enum(['web', 'worker', 'scheduler', 'all'], {
  error: 'ROLE must be web, worker, scheduler or all',
});

const port = (name: string) =>
  z
    .string()
    .regex(/^\d{1,5}$/, `${name} must be 0 to 65535`)
    .transform(Number)
    .refine((value) => value <= 65_535, `${name} must be 0 to 65535`);

const schema = (production: boolean) =>
  z.object({
    NODE_ENV: z.string().optional(),
    PORT: port('PORT').default(3000),
    OPS_PORT: port('OPS_PORT').optional(),
    PUBLIC_URL: httpUrl('PUBLIC_URL').optional(),
    TRUSTED_PROXIES: z
      .string()
      .regex(/^\d$/, 'TRUSTED_PROXIES must be 0 to 9, how many proxies of yours stand in front')
      .transform(Number)
      .default(0),
    // Far above what a dashboard asks: it stops what runs wild, not who works.
    API_RATE_LIMIT: rateLimit('API_RATE_LIMIT', '12000/60s').default({ requests: 12_000, windowMs: 60_000 }),
    ROLE: role.default('all'),
    MONGODB_URI: z
      .string()
      .regex(/^mongodb(\+srv)?:\/\//, 'MONGODB_URI must start with mongodb:// or mongodb+srv://')
      .optional(),
    HUBSPOT_CLIENT_ID: required('HUBSPOT_CLIENT_ID', 'the client id of the app'),
    HUBSPOT_CLIENT_SECRET: required('HUBSPOT_CLIENT_SECRET', 'the client secret of the app'),
    HUBSPOT_APP_ID: required('HUBSPOT_APP_ID', 'the numeric id of the app').regex(
      /^\d+$/,
      'HUBSPOT_APP_ID must be the numeric id of the app',
    ),
    HUBSPOT_API_URL: httpUrl('HUBSPOT_API_URL').default('https://api.hubapi.com'),
    HUBSPOT_AUTHORIZE_URL: httpUrl('HUBSPOT_AUTHORIZE_URL').default(
      'https://app.hubspot.com/oauth/authorize',
    ),
    HUBSPOT_RATE_LIMIT: rateLimit('HUBSPOT_RATE_LIMIT', '100/10s').default({
      requests: 100,
      windowMs: 10_000,
    }),
    HUBSPOT_API_VERSION: z
      .string()
      .regex(/^\d{4}-\d{2}$/, 'HUBSPOT_API_VERSION must look like 2026-09')
      .default('2026-09'),
    HUBSPOT_APP_EVENTS: z
      .enum(['on', 'off'], { error: 'HUBSPOT_APP_EVENTS must be on or off' })
      .default('off'),
    LIVEPROMPT_WEBHOOK_SECRETS: webhookSecrets(production ? MIN_WEBHOOK_SECRET_BYTES : 1),
    LIVEPROMPT_API_SECRET: apiSecret(production ? MIN_SECRET_BYTES : 1),
    LIVEPROMPT_APP_URL: httpUrl('LIVEPROMPT_APP_URL').default('https://app.liveprompt.ai'),
    TOKEN_ENCRYPTION_KEYS: encryptionKeys,
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
        error: 'LOG_LEVEL must be a pino level such as info',
      })
      .default('info'),
  });

/** Every variable the product reads, for those who write manifests. */
export const ENVIRONMENT_NAMES: readonly string[] = Object.keys(schema(true).shape);

/** Credentials that let `npm start` come up on a laptop; they open nothing anywhere. */
const DEVELOPMENT: Record<string, string> = {
  HUBSPOT_CLIENT_ID: 'development-client-id',
  HUBSPOT_CLIENT_SECRET: 'development-client-secret',
  HUBSPOT_APP_ID: '1',
  LIVEPROMPT_WEBHOOK_SECRETS: `whsec_${Buffer.alloc(32, 'development').toString('base64')}`,
  LIVEPROMPT_API_SECRET: 'development-only-secret-of-32-bytes-or-more',
  TOKEN_ENCRYPTION_KEYS: `development:${Buffer.alloc(32, 'development').toString('base64')}`,
};

/**
 * Reads the environment once. Outside production a missing credential gets a development value.
 * @throws BadEnvironment naming every bad variable.
 */
export function readEnvironment(env: NodeJS.ProcessEnv = process.env): Readonly<Config> {
  const production = env['NODE_ENV'] === 'production';
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema(production).safeParse(production ? given : { ...DEVELOPMENT, ...given });
  const problems = parsed.success ? [] : [...new Set(parsed.error.issues.map((issue) => issue.message))];
  if (production && given['MONGODB_URI'] === undefined) {
    problems.push(
      'MONGODB_URI is missing: a MongoDB connection string (the embedded store never runs in production)',
    );
  }
  if (!parsed.success || problems.length > 0) throw new BadEnvironment(problems);
  const values = parsed.data;
  return Object.freeze({
    production,
    port: values.PORT,
    opsPort: values.OPS_PORT,
    publicUrl: values.PUBLIC_URL ?? `http://localhost:${values.PORT}`,
    trustedProxies: values.TRUSTED_PROXIES,
    apiRateLimit: values.API_RATE_LIMIT,
    roles: new Set<Role>(values.ROLE === 'all' ? ['web', 'worker', 'scheduler'] : [values.ROLE]),
    mongodbUri: values.MONGODB_URI,
    hubspot: {
      clientId: values.HUBSPOT_CLIENT_ID,
      clientSecret: values.HUBSPOT_CLIENT_SECRET,
      appId: values.HUBSPOT_APP_ID,
      apiUrl: values.HUBSPOT_API_URL,
      authorizeUrl: values.HUBSPOT_AUTHORIZE_URL,
      apiVersion: values.HUBSPOT_API_VERSION,
      appEvents: values.HUBSPOT_APP_EVENTS === 'on',
      rateLimit: values.HUBSPOT_RATE_LIMIT,
    },
    liveprompt: {
      webhookSecrets: values.LIVEPROMPT_WEBHOOK_SECRETS,
      apiSecret: values.LIVEPROMPT_API_SECRET,
      appUrl: values.LIVEPROMPT_APP_URL,
    },
    encryptionKeys: values.TOKEN_ENCRYPTION_KEYS,
    logLevel: values.LOG_LEVEL,
  });
}

/** Where a mongod was put for mongodb-memory-server; only the embedded default looks at it. */
export function systemMongod(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const path = env['MONGOMS_SYSTEM_BINARY'];
  return path === '' ? undefined : path;
}
