import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { systemClock } from '../../../server/clock.ts';
import { createApp } from '../../../server/http/app.ts';
import { apiRouter } from '../../../server/http/apiRouter.ts';
import { createAuthenticate } from '../../../server/http/middleware/authenticate.ts';
import type { ApiRoute } from '../../../server/http/route.ts';
import { serve } from '../../support/serve.ts';
import { API_SECRET, apiToken } from '../../support/tokens.ts';

const echo: ApiRoute = {
  method: 'get',
  path: '/echo',
  access: 'read',
  handle: ({ caller, query }) => Promise.resolve({ status: 200, body: { caller, query } }),
};
const write: ApiRoute = {
  method: 'put',
  path: '/write',
  access: 'write',
  handle: ({ body }) => Promise.resolve({ status: 200, body: { body } }),
};
const broken: ApiRoute = {
  method: 'get',
  path: '/broken',
  access: 'read',
  handle: () => Promise.reject(new Error('canary: mongodb://user:pw@host')),
};

let server: Awaited<ReturnType<typeof serve>>;
let lines: string[];

beforeEach(async () => {
  lines = [];
  const fairUse = () => Promise.resolve();
  const authenticate = createAuthenticate({ secret: API_SECRET, clock: systemClock, fairUse });
  server = await serve(
    createApp({
      log: pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }),
      ops: [],
      trustedProxies: 0,
      doors: { '/api/v1': apiRouter({ authenticate, routes: [echo, write, broken] }) },
    }),
  );
});
afterEach(() => server.close());

const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const errorOf = async (response: Response) => (await response.json()) as { error: { code: string } };

describe('who may come in', () => {
  it('takes the organisation from the token and from nowhere else', async () => {
    const response = await get('/api/v1/echo?org=org_2', bearer(await apiToken()));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      caller: { orgId: 'org_1', email: 'admin@seller.com', role: 'admin', door: 'liveprompt' },
      query: { org: 'org_2' },
    });
  });

  const now = Math.floor(Date.now() / 1_000);
  it.each<[string, () => Promise<string>]>([
    ['HS384', () => apiToken({}, { alg: 'HS384', secret: Buffer.alloc(48, 1) })],
    [
      'HS512 with our key',
      () => apiToken({}, { alg: 'HS512', secret: Buffer.concat([API_SECRET, Buffer.alloc(32)]) }),
    ],
    ['another key', () => apiToken({}, { secret: Buffer.alloc(40, 7) })],
    ['an expired token', () => apiToken({ exp: now - 1 })],
    ['no exp', () => apiToken({ exp: undefined })],
    ['a future nbf', () => apiToken({ nbf: now + 60 })],
    ['no org', () => apiToken({ org: undefined })],
    ['an empty org', () => apiToken({ org: '' })],
    ['org as array', () => apiToken({ org: ['org_1'] })],
    ['org as object', () => apiToken({ org: { $gt: '' } })],
    ['role Admin', () => apiToken({ role: 'Admin' })],
    ['role as array', () => apiToken({ role: ['admin'] })],
    ['no sub', () => apiToken({ sub: undefined })],
    [
      'alg none',
      async () =>
        `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await apiToken()).split('.')[1]}.`,
    ],
    [
      'RS256 in the header',
      async () =>
        `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.${(await apiToken()).split('.').slice(1).join('.')}`,
    ],
    [
      'a changed payload',
      async () =>
        (await apiToken()).replace(
          /\.[^.]+\./,
          `.${Buffer.from(JSON.stringify({ org: 'org_2', sub: 'a', role: 'admin', exp: now + 60 })).toString('base64url')}.`,
        ),
    ],
    ['rubbish', () => Promise.resolve('rubbish')],
  ])('answers 401 to %s', async (_name, token) => {
    const response = await get('/api/v1/echo', bearer(await token()));
    expect(response.status).toBe(401);
    expect((await errorOf(response)).error.code).toBe('unauthenticated');
  });

  it('answers 401 to exp as a string', async () => {
    const payload = { org: 'org_1', sub: 'a@b.co', role: 'admin', exp: String(now + 60) };
    const signed = [{ alg: 'HS256' }, payload]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const mac = createHmac('sha256', API_SECRET).update(signed).digest('base64url');
    expect((await get('/api/v1/echo', bearer(`${signed}.${mac}`))).status).toBe(401);
  });

  it('reads the Authorization header only, and only once', async () => {
    const token = await apiToken();
    expect((await get(`/api/v1/echo?token=${token}&access_token=${token}`)).status).toBe(401);
    expect((await get('/api/v1/echo', { cookie: `token=${token}` })).status).toBe(401);
    expect((await get('/api/v1/echo', { authorization: `Basic ${token}` })).status).toBe(401);
    const doubled = await new Promise<number | undefined>((resolve, reject) => {
      const headers = ['Host', 'x', 'Authorization', `Bearer ${token}`, 'Authorization', `Bearer ${token}`];
      httpRequest(`${server.url}/api/v1/echo`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(doubled).toBe(401);
  });

  it('slows down who keeps failing, never a genuine token', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 22; i += 1) statuses.push((await get('/api/v1/echo', bearer('x'))).status);
    expect(statuses.slice(0, 20)).toEqual(Array<number>(20).fill(401));
    expect(statuses.slice(20)).toEqual([429, 429]);
    const refused = await get('/api/v1/echo', bearer('x'));
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await get('/api/v1/echo', bearer(await apiToken()))).status).toBe(200);
  });

  it('answers 431 to a token of 20 kB', async () => {
    expect((await get('/api/v1/echo', bearer('a'.repeat(20_480)))).status).toBe(431);
  });

  it('lets members read and not write', async () => {
    const member = bearer(await apiToken({ role: 'member' }));
    expect((await get('/api/v1/echo', member)).status).toBe(200);
    const response = await fetch(`${server.url}/api/v1/write`, { method: 'PUT', headers: member, body: '{' });
    expect(response.status).toBe(403);
  });

  it('tells an unknown address only to callers', async () => {
    expect((await get('/api/v1/nothing')).status).toBe(401);
    const response = await get('/api/v1/nothing', bearer(await apiToken()));
    expect(response.status).toBe(404);
    expect((await errorOf(response)).error.code).toBe('not_found');
  });
});

describe('what may come in', () => {
  const put = async (body: string | Buffer, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/api/v1/write`, {
      method: 'PUT',
      headers: { ...bearer(await apiToken()), 'content-type': 'application/json', ...headers },
      body,
    });

  it.each([
    ['no JSON', '{', {}, 400, 'not_json'],
    ['broken UTF-8', Buffer.from([0x22, 0xff, 0x22]), {}, 400, 'not_json'],
    ['another type', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'unsupported_type'],
    ['an unknown encoding', '{}', { 'content-encoding': 'zap' }, 415, 'unsupported_type'],
    ['a large body', `"${'a'.repeat(1_048_576)}"`, {}, 413, 'too_large'],
    ['a zip bomb', gzipSync(Buffer.alloc(3_000_000, 32)), { 'content-encoding': 'gzip' }, 413, 'too_large'],
    ['deep nesting', '['.repeat(33) + ']'.repeat(33), {}, 422, 'invalid_body'],
    ['absurd nesting', '['.repeat(200_000) + ']'.repeat(200_000), {}, 400, 'not_json'],
  ])('answers %s with the contract shape', async (_name, body, headers, status, code) => {
    const response = await put(body, headers);
    expect(response.status).toBe(status);
    expect((await errorOf(response)).error).toMatchObject({ code, message: expect.any(String) });
  });

  it('drops keys that reach a prototype', async () => {
    const response = await put('{"__proto__":{"admin":true},"constructor":1,"a":{"prototype":2,"b":3}}');
    expect(await response.json()).toEqual({ body: { a: { b: 3 } } });
  });

  it('refuses a repeated parameter and keeps operators flat', async () => {
    const token = bearer(await apiToken());
    expect((await errorOf(await get('/api/v1/echo?a=1&a=2', token))).error.code).toBe('repeated_parameter');
    expect(await (await get('/api/v1/echo?a[$ne]=1', token)).json()).toMatchObject({
      query: { 'a[$ne]': '1' },
    });
    expect((await get('/api/v1/%zz', token)).status).toBe(404);
  });
});

describe('what goes out', () => {
  it('hides the inside of an unexpected error', async () => {
    const response = await get('/api/v1/broken', bearer(await apiToken()));
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ error: { code: 'internal_error' } });
    expect(text).not.toContain('canary');
  });

  it('answers an unknown door in the contract shape with guarded headers', async () => {
    const response = await get('/nothing/here', { 'x-request-id': 'abc"><script>' });
    expect(response.status).toBe(404);
    expect((await errorOf(response)).error.code).toBe('not_found');
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('strict-transport-security')).toContain('max-age');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-powered-by')).toBeNull();
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('keeps what an address breaks into lines on one line of the log', async () => {
    const before = lines.length;
    await get('/api/v1/echo%0d%0a{"level":60}%0aforged', bearer(await apiToken()));
    const written = lines.slice(before);
    expect(written.length).toBeGreaterThan(0);
    for (const line of written) expect(line.trimEnd().split(/[\r\n]/)).toHaveLength(1);
    expect(written.map((line) => JSON.parse(line) as object)).toHaveLength(written.length);
  });

  it('logs path and status, never query, token or body', async () => {
    const token = await apiToken();
    await get('/api/v1/echo?code=canary-query', bearer(token));
    const log = lines.join('');
    expect(log).toContain('"path":"/api/v1/echo"');
    expect(log).not.toContain('canary-query');
    expect(log).not.toContain(token);
  });
});
