import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { pino } from 'pino';
import { createApp } from '../../../server/http/app.ts';
import { hubspotRouter } from '../../../server/http/hubspotRouter.ts';
import { sign } from '../../../server/hubspot/signature.ts';
import { serve } from '../../support/serve.ts';

const SECRET = 'client-secret-1';
const PUBLIC_URL = 'https://crm.liveprompt.example';
const NOW = new Date('2026-11-24T10:00:00Z');
const WHO = 'portalId=101&userId=7&userEmail=rep%40seller.com&appId=4711';

let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  const echo = {
    path: '/echo',
    handle: (request: object) => Promise.resolve({ status: 200, body: request }),
  };
  server = await serve(
    createApp({
      log: pino({ level: 'silent' }),
      trustedProxies: 0,
      ops: [],
      doors: {
        '/hubspot': hubspotRouter({
          clientSecret: SECRET,
          appId: '4711',
          publicUrl: PUBLIC_URL,
          clock: { now: () => NOW, monotonicMs: () => 0 },
          routes: [
            { method: 'get', ...echo },
            { method: 'post', ...echo },
          ],
        }),
      },
    }),
  );
});
afterAll(() => server.close());

interface Attempt {
  method?: string;
  path?: string;
  body?: string;
  /** What HubSpot signed, where it differs from what arrives. */
  signed?: { method?: string; url?: string; body?: string };
  timestamp?: string;
  headers?: Record<string, string>;
}

function headersOf(attempt: Attempt): Record<string, string> {
  const { method = 'GET', path = `/hubspot/echo?${WHO}`, body = '', signed = {} } = attempt;
  const timestamp = attempt.timestamp ?? String(NOW.getTime());
  const over = { method: signed.method ?? method, rawBody: Buffer.from(signed.body ?? body), timestamp };
  return {
    'x-hubspot-signature-v3': sign(over, signed.url ?? PUBLIC_URL + path, SECRET),
    'x-hubspot-request-timestamp': timestamp,
    ...(body === '' ? {} : { 'content-type': 'application/json' }),
    ...attempt.headers,
  };
}

const send = (attempt: Attempt = {}) =>
  fetch(server.url + (attempt.path ?? `/hubspot/echo?${WHO}`), {
    method: attempt.method ?? 'GET',
    headers: headersOf(attempt),
    ...(attempt.body === undefined ? {} : { body: attempt.body }),
  });

describe('the door for cards and actions', () => {
  it('knows portal and person from the signed query', async () => {
    const response = await send({ method: 'POST', body: '{"portalId":"999"}' });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      caller: { portalId: '101', userId: '7', userEmail: 'rep@seller.com' },
      body: { portalId: '999' },
    });
  });

  it('passes a query that HubSpot signed in its decoded form', async () => {
    const decoded = `${PUBLIC_URL}/hubspot/echo?${WHO.replace('%40', '@')}`;
    expect((await send({ signed: { url: decoded } })).status).toBe(200);
  });

  it.each<[string, Attempt]>([
    ['another method', { signed: { method: 'POST' } }],
    ['another host', { signed: { url: `https://evil.example/hubspot/echo?${WHO}` } }],
    [
      'the local address instead of the public one',
      { signed: { url: `http://127.0.0.1/hubspot/echo?${WHO}` } },
    ],
    ['another portal', { signed: { url: `${PUBLIC_URL}/hubspot/echo?${WHO.replace('101', '102')}` } }],
    [
      'an added parameter',
      { path: `/hubspot/echo?${WHO}&x=1`, signed: { url: `${PUBLIC_URL}/hubspot/echo?${WHO}` } },
    ],
    ['another body', { method: 'POST', body: '{"a":1}', signed: { body: '{"a":2}' } }],
    ['an old request', { timestamp: String(NOW.getTime() - 301_000) }],
    ['a future request', { timestamp: String(NOW.getTime() + 301_000) }],
    ['another app', { path: `/hubspot/echo?${WHO.replace('4711', '4712')}` }],
    ['an empty signature', { headers: { 'x-hubspot-signature-v3': '' } }],
  ])('answers 401 to %s', async (_name, attempt) => {
    const response = await send(attempt);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code: 'signature_invalid' } });
  });

  it('answers 401 without v3, whatever else is signed', async () => {
    const v2 = createHash('sha256').update(`${SECRET}GET${PUBLIC_URL}/hubspot/echo?${WHO}`).digest('hex');
    const headers = { 'x-hubspot-signature': v2, 'x-hubspot-signature-version': 'v2' };
    expect((await fetch(`${server.url}/hubspot/echo?${WHO}`, { headers })).status).toBe(401);
    expect((await fetch(`${server.url}/hubspot/echo?${WHO}`)).status).toBe(401);
    expect((await fetch(`${server.url}/hubspot/unknown`)).status).toBe(401);
  });

  it.each(['x-hubspot-signature-v3', 'x-hubspot-request-timestamp'])(
    'answers 401 to a doubled %s',
    async (name) => {
      const headers = headersOf({});
      const flat = [...Object.entries(headers), [name, headers[name] ?? '']].flat();
      const status = await new Promise<number | undefined>((resolve, reject) => {
        httpRequest(`${server.url}/hubspot/echo?${WHO}`, { headers: ['Host', 'x', ...flat] }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });
      expect(status).toBe(401);
    },
  );

  it.each([
    ['a repeated portal', `/hubspot/echo?${WHO}&portalId=102`, 'repeated_parameter'],
    ['no portal', '/hubspot/echo?appId=4711', 'portal_missing'],
    ['a portal that is none', `/hubspot/echo?${WHO.replace('101', '1%2f2')}`, 'portal_missing'],
  ])('answers 400 to %s', async (_name, path, code) => {
    const response = await send({ path });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code } });
  });

  it('answers 413 over a megabyte, before it looks at the signature', async () => {
    expect((await send({ method: 'POST', body: `"${'a'.repeat(1_048_576)}"` })).status).toBe(413);
  });
});
