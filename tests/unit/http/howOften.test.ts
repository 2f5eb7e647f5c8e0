import { pino } from 'pino';
import { systemClock } from '../../../server/clock.ts';
import { createApp } from '../../../server/http/app.ts';
import { apiRouter } from '../../../server/http/apiRouter.ts';
import { createAuthenticate } from '../../../server/http/middleware/authenticate.ts';
import { createFairUse } from '../../../server/http/middleware/fairUse.ts';
import type { ApiRoute } from '../../../server/http/route.ts';
import { serve } from '../../support/serve.ts';
import { API_SECRET, apiToken } from '../../support/tokens.ts';

const LIMIT = { requests: 50, windowMs: 60_000 };
const echo: ApiRoute = {
  method: 'get',
  path: '/echo',
  access: 'read',
  handle: () => Promise.resolve({ status: 200, body: {} }),
};

/** The API behind so many proxies of ours. */
function apiBehind(trustedProxies: number) {
  const authenticate = createAuthenticate({
    secret: API_SECRET,
    clock: systemClock,
    fairUse: createFairUse(LIMIT),
  });
  const doors = { '/api/v1': apiRouter({ authenticate, routes: [echo] }) };
  return serve(createApp({ log: pino({ level: 'silent' }), ops: [], trustedProxies, doors }));
}

describe('how often one may ask', () => {
  let server: Awaited<ReturnType<typeof serve>>;
  const start = async (trustedProxies: number) => {
    server = await apiBehind(trustedProxies);
  };
  afterEach(() => server.close());

  const ask = (headers: Record<string, string>) => fetch(`${server.url}/api/v1/echo`, { headers });
  const as = async (org: string) => ask({ authorization: `Bearer ${await apiToken({ org })}` });
  /** The last two of 22 failures from these addresses. */
  const failFrom = async (forwarded: (i: number) => string) => {
    const statuses: number[] = [];
    for (let i = 0; i < 22; i += 1) statuses.push((await ask({ 'x-forwarded-for': forwarded(i) })).status);
    return statuses.slice(20);
  };

  it('counts failures by the address of the connection, whatever X-Forwarded-For says', async () => {
    await start(0);
    expect(await failFrom((i) => `203.0.113.${i}`)).toEqual([429, 429]);
  });

  it('counts them by what our own proxy wrote, and believes nothing before it', async () => {
    await start(1);
    expect(await failFrom((i) => `198.51.100.${i}, 203.0.113.7`)).toEqual([429, 429]);
    expect(await failFrom((i) => `203.0.113.7, 198.51.100.${i}`)).toEqual([401, 401]);
  });

  it('stops an organisation that asks without end, says when to go on, and lets the others in', async () => {
    await start(0);
    for (let i = 0; i < LIMIT.requests; i += 1) expect((await as('org_1')).status).toBe(200);
    const response = await as('org_1');
    expect(response.status).toBe(429);
    const seconds = Number(response.headers.get('retry-after'));
    expect(seconds > 0 && seconds <= 60).toBe(true);
    expect(await response.json()).toMatchObject({ error: { code: 'too_many_requests' } });
    expect((await as('org_2')).status).toBe(200);
  });
});
