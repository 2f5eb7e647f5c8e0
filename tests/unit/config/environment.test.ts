import {
  BadEnvironment,
  readEnvironment,
  systemMongod,
  type Config,
} from '../../../server/config/environment.ts';

const base64 = (bytes: number, fill = 'k') => Buffer.alloc(bytes, fill).toString('base64');
const PRODUCTION = {
  NODE_ENV: 'production',
  MONGODB_URI: 'mongodb://db.example/liveprompt',
  HUBSPOT_CLIENT_ID: 'client-id',
  HUBSPOT_CLIENT_SECRET: 'client-secret',
  HUBSPOT_APP_ID: '4711',
  LIVEPROMPT_WEBHOOK_SECRETS: `whsec_${base64(32)}`,
  LIVEPROMPT_API_SECRET: 's'.repeat(32),
  TOKEN_ENCRYPTION_KEYS: `2026:${base64(32)}`,
};
type Variable = string;

function problemsOf(env: NodeJS.ProcessEnv): string {
  try {
    readEnvironment(env);
  } catch (error) {
    if (error instanceof BadEnvironment) return error.message;
    throw error;
  }
  return '';
}

describe('environment: defaults of the contract (§1)', () => {
  const config = readEnvironment(PRODUCTION);
  it.each<[Variable, (config: Config) => unknown, unknown]>([
    ['PORT', (c) => c.port, 3000],
    ['PUBLIC_URL', (c) => c.publicUrl, 'http://localhost:3000'],
    ['ROLE', (c) => [...c.roles], ['web', 'worker', 'scheduler']],
    ['HUBSPOT_API_URL', (c) => c.hubspot.apiUrl, 'https://api.hubapi.com'],
    ['HUBSPOT_AUTHORIZE_URL', (c) => c.hubspot.authorizeUrl, 'https://app.hubspot.com/oauth/authorize'],
    ['LIVEPROMPT_APP_URL', (c) => c.liveprompt.appUrl, 'https://app.liveprompt.ai'],
    ['HUBSPOT_RATE_LIMIT', (c) => c.hubspot.rateLimit, { requests: 100, windowMs: 10_000 }],
    ['TRUSTED_PROXIES', (c) => c.trustedProxies, 0],
    ['API_RATE_LIMIT', (c) => c.apiRateLimit, { requests: 12_000, windowMs: 60_000 }],
    ['HUBSPOT_API_VERSION', (c) => c.hubspot.apiVersion, '2026-09'],
    ['HUBSPOT_APP_EVENTS', (c) => c.hubspot.appEvents, false],
    ['LOG_LEVEL', (c) => c.logLevel, 'info'],
  ])('%s', (_name, read, expected) => {
    expect(read(config)).toEqual(expected);
  });

  it('an empty value counts as none', () => {
    expect(readEnvironment({ ...PRODUCTION, PORT: '', ROLE: '' }).port).toBe(3000);
  });
  it('PUBLIC_URL follows PORT', () => {
    expect(readEnvironment({ ...PRODUCTION, PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
  });
  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(config)).toBe(true);
  });
});

describe('environment: good values', () => {
  it.each<[Variable, string, (config: Config) => unknown, unknown]>([
    ['PORT', '0', (c) => c.port, 0],
    ['PORT', '65535', (c) => c.port, 65_535],
    ['PUBLIC_URL', 'https://hs.example/', (c) => c.publicUrl, 'https://hs.example'],
    ['ROLE', 'web', (c) => [...c.roles], ['web']],
    ['ROLE', 'worker', (c) => [...c.roles], ['worker']],
    ['ROLE', 'scheduler', (c) => [...c.roles], ['scheduler']],
    ['MONGODB_URI', 'mongodb+srv://x.example/db', (c) => c.mongodbUri, 'mongodb+srv://x.example/db'],
    ['TRUSTED_PROXIES', '2', (c) => c.trustedProxies, 2],
    ['API_RATE_LIMIT', '600/60s', (c) => c.apiRateLimit, { requests: 600, windowMs: 60_000 }],
    ['HUBSPOT_RATE_LIMIT', '190/10s', (c) => c.hubspot.rateLimit, { requests: 190, windowMs: 10_000 }],
    ['HUBSPOT_API_VERSION', '2026-03', (c) => c.hubspot.apiVersion, '2026-03'],
    ['HUBSPOT_APP_EVENTS', 'on', (c) => c.hubspot.appEvents, true],
    ['LOG_LEVEL', 'silent', (c) => c.logLevel, 'silent'],
    [
      'LIVEPROMPT_WEBHOOK_SECRETS',
      `whsec_${base64(24, 'a')}, whsec_${base64(32, 'b')}`,
      (c) => c.liveprompt.webhookSecrets.map((secret) => [secret.length, secret.toString()[0]]),
      [
        [24, 'a'],
        [32, 'b'],
      ],
    ],
    [
      'TOKEN_ENCRYPTION_KEYS',
      `new:${base64(32, 'n')},old:${base64(32, 'o')}`,
      (c) => c.encryptionKeys.map(({ kid, key }) => [kid, key.toString()[0]]),
      [
        ['new', 'n'],
        ['old', 'o'],
      ],
    ],
  ])('%s=%s', (name, value, read, expected) => {
    expect(read(readEnvironment({ ...PRODUCTION, [name]: value }))).toEqual(expected);
  });
});

/** Every bad value holds the word, so that any message that quotes one is caught. */
const CANARY = 'canary';
const BAD: readonly (readonly [Variable, string])[] = [
  ['PORT', CANARY],
  ['PORT', '-1'],
  ['PORT', '65536'],
  ['PORT', '80.5'],
  ['PORT', '0x50'],
  ['PORT', ' '],
  ['PUBLIC_URL', CANARY],
  ['PUBLIC_URL', `ftp://${CANARY}.example`],
  ['PUBLIC_URL', `javascript:${CANARY}`],
  ['ROLE', CANARY],
  ['MONGODB_URI', `postgres://${CANARY}`],
  ['HUBSPOT_CLIENT_ID', ' '],
  ['HUBSPOT_CLIENT_SECRET', '  '],
  ['HUBSPOT_APP_ID', CANARY],
  ['HUBSPOT_API_URL', CANARY],
  ['HUBSPOT_AUTHORIZE_URL', CANARY],
  ['LIVEPROMPT_APP_URL', CANARY],
  ['HUBSPOT_RATE_LIMIT', CANARY],
  ['HUBSPOT_RATE_LIMIT', '0/10s'],
  ['API_RATE_LIMIT', 'off'],
  ['TRUSTED_PROXIES', 'true'],
  ['TRUSTED_PROXIES', '-1'],
  ['HUBSPOT_RATE_LIMIT', '100/0s'],
  ['HUBSPOT_RATE_LIMIT', '100/10m'],
  ['HUBSPOT_API_VERSION', 'v3'],
  ['HUBSPOT_API_VERSION', `../${CANARY}`],
  ['HUBSPOT_APP_EVENTS', 'yes'],
  ['LOG_LEVEL', CANARY],
  ['LIVEPROMPT_WEBHOOK_SECRETS', CANARY],
  ['LIVEPROMPT_WEBHOOK_SECRETS', `whsec_${CANARY}`],
  ['LIVEPROMPT_WEBHOOK_SECRETS', `whsec_${base64(23)}`],
  ['LIVEPROMPT_WEBHOOK_SECRETS', `whsec_${base64(32)},`],
  ['LIVEPROMPT_WEBHOOK_SECRETS', base64(32)],
  ['LIVEPROMPT_API_SECRET', CANARY],
  ['LIVEPROMPT_API_SECRET', 's'.repeat(31)],
  ['TOKEN_ENCRYPTION_KEYS', CANARY],
  ['TOKEN_ENCRYPTION_KEYS', `a:${base64(31)}`],
  ['TOKEN_ENCRYPTION_KEYS', `a:${base64(33)}`],
  ['TOKEN_ENCRYPTION_KEYS', `:${base64(32)}`],
  ['TOKEN_ENCRYPTION_KEYS', `a:${base64(32)},a:${base64(32, 'x')}`],
];

describe('environment: bad values', () => {
  it.each(BAD)('%s=%s is refused by its name', (name, value) => {
    const message = problemsOf({ ...PRODUCTION, [name]: value });
    expect(message).toContain(name);
    expect(message.split('\n')).toHaveLength(2);
    expect(message).not.toContain(CANARY);
  });

  it.each(Object.keys(PRODUCTION).filter((name) => name !== 'NODE_ENV'))(
    '%s missing stops a production start',
    (name) => {
      const env: NodeJS.ProcessEnv = { ...PRODUCTION, [name]: undefined };
      expect(problemsOf(env)).toMatch(new RegExp(`^  - ${name} is missing: .{10,}$`, 'm'));
    },
  );

  it('one message names all of them, says what each should look like, and prints no value', () => {
    const worst = new Map(BAD.filter(([, value]) => value.includes(CANARY)));
    const env = {
      ...PRODUCTION,
      HUBSPOT_CLIENT_SECRET: ' ',
      HUBSPOT_APP_EVENTS: CANARY,
      ...Object.fromEntries(worst),
    };
    const message = problemsOf(env);
    const named = [...worst.keys(), 'HUBSPOT_CLIENT_SECRET', 'HUBSPOT_APP_EVENTS'];
    for (const name of named) expect(message).toContain(name);
    expect(message.split('\n')).toHaveLength(named.length + 1);
    expect(message).not.toContain(CANARY);
  });

  it('a production start without anything names every variable it cannot do without', () => {
    const message = problemsOf({ NODE_ENV: 'production' });
    for (const name of Object.keys(PRODUCTION)) {
      if (name !== 'NODE_ENV') expect(message).toContain(name);
    }
  });
});

describe('environment: development', () => {
  it('starts with nothing given', () => {
    const config = readEnvironment({});
    expect([config.production, config.mongodbUri]).toEqual([false, undefined]);
  });
  it('a trial may use secrets that production would refuse as guessable', () => {
    const short = { LIVEPROMPT_API_SECRET: 'secret', LIVEPROMPT_WEBHOOK_SECRETS: `whsec_${base64(4)}` };
    const { liveprompt } = readEnvironment(short);
    expect([liveprompt.apiSecret.toString(), liveprompt.webhookSecrets[0]?.length]).toEqual(['secret', 4]);
    const refused = problemsOf({ ...PRODUCTION, ...short });
    for (const name of Object.keys(short)) expect(refused).toContain(name);
  });
  it('a value that is given must still be right', () => {
    expect(problemsOf({ TOKEN_ENCRYPTION_KEYS: CANARY })).toContain('TOKEN_ENCRYPTION_KEYS');
  });
  it('finds a mongod where one was put', () => {
    expect(systemMongod({ MONGOMS_SYSTEM_BINARY: '/opt/mongod' })).toBe('/opt/mongod');
    expect(systemMongod({ MONGOMS_SYSTEM_BINARY: '' })).toBeUndefined();
  });
});
