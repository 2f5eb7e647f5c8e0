import { createHubSpotCall, type HubSpotCallDeps } from '../../../server/hubspot/call.ts';
import type { HubSpotRequest } from '../../../server/hubspot/call.types.ts';
import { HubSpotError } from '../../../server/hubspot/errors.ts';
import { steppedClock } from '../../support/steppedClock.ts';

type Answer = (url: string, init: RequestInit) => Response | Promise<Response>;
const json = (status: number, body: unknown, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers });
const READ: HubSpotRequest = { endpoint: 'objects.read', path: { type: 'contacts' }, body: { inputs: [] } };
const WRITE: HubSpotRequest = {
  endpoint: 'objects.create',
  path: { type: 'contacts' },
  body: { inputs: [] },
};

function border(answer: Answer, change: Partial<HubSpotCallDeps> = {}) {
  const log: string[] = [];
  const requests: { url: string; init: RequestInit }[] = [];
  const call = createHubSpotCall({
    apiUrl: 'https://api.example',
    apiVersion: '2026-09',
    fetch: (url, init = {}) => {
      requests.push({ url: url as string, init });
      log.push('fetch');
      return Promise.resolve().then(() => answer(url as string, init));
    },
    tokens: {
      current: () => Promise.resolve('first'),
      replace: (_portalId, stale) => {
        log.push(`replace ${stale}`);
        return Promise.resolve('second');
      },
      latest: () => Promise.resolve('first'),
    },
    window: {
      take: (portalId, bucket, lane) => {
        log.push(`take ${portalId} ${bucket} ${lane}`);
        return Promise.resolve();
      },
      heard: (portalId, bucket, headers, departedAt) => {
        const left = headers.get('x-hubspot-ratelimit-remaining');
        if (left) log.push(`heard ${portalId} ${bucket} ${left} ${departedAt.toISOString()}`);
        return Promise.resolve();
      },
    },
    slowDown: (_portalId, bucket, error) => {
      if (error.kind === 'rate_limit') log.push(`slow down ${bucket} ${error.retryAfterMs ?? 'unsaid'}`);
      return Promise.resolve(error);
    },
    clock: steppedClock(),
    ...change,
  });
  return { call, log, requests };
}
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => {
      throw new Error('it succeeded');
    },
    (error: unknown) => error as HubSpotError,
  );

describe('a call to HubSpot', () => {
  it('goes to the dated path with the portal token, after its turn in the window', async () => {
    const { call, log, requests } = border(() => json(200, { results: [] }));
    const query = { limit: '100', after: 'a b' };
    const reply = await call('101', { endpoint: 'owners.list', query, lane: 'people' });
    expect(reply).toEqual({ status: 200, body: { results: [] } });
    expect(log).toEqual(['take 101 general people', 'fetch']);
    expect(requests[0]).toMatchObject({
      url: 'https://api.example/crm/owners/2026-09?limit=100&after=a+b',
      init: { method: 'GET', redirect: 'manual', headers: { authorization: 'Bearer first' } },
    });
    expect(requests[0]?.init.body).toBeUndefined();
  });

  it('tells the window what HubSpot says is left, also when it refuses', async () => {
    const left = { 'x-hubspot-ratelimit-remaining': '7' };
    const { call, log } = border(() => json(404, {}, left));
    await failure(call('101', READ));
    expect(log).toEqual(['take 101 general sync', 'fetch', 'heard 101 general 7 2026-11-24T10:00:00.000Z']);
  });

  it('search waits in the line of search', async () => {
    const { call, log } = border(() => json(200, {}));
    await call('101', { endpoint: 'objects.search', path: { type: 'companies' }, body: {} });
    expect(log[0]).toBe('take 101 search sync');
  });

  it('a path value cannot leave its place', async () => {
    const { call, requests } = border(() => json(200, {}));
    await call('101', { ...READ, path: { type: '../../oauth?x=#' } });
    expect(requests[0]?.url).toBe(
      'https://api.example/crm/objects/2026-09/..%2F..%2Foauth%3Fx%3D%23/batch/read',
    );
  });

  it('204 is an answer without a body', async () => {
    const { call } = border(() => new Response(null, { status: 204 }));
    expect(await call('101', { endpoint: 'app.uninstall' })).toEqual({ status: 204, body: undefined });
  });

  it('a 200 without a body is an answer where the specification promises none', async () => {
    const { call } = border(() => new Response(null, { status: 200 }));
    expect(await call('101', { endpoint: 'events.send', body: {} })).toEqual({
      status: 200,
      body: undefined,
    });
  });

  it('207 is an answer', async () => {
    const { call } = border(() => json(207, { errors: [{}] }));
    expect((await call('101', WRITE)).status).toBe(207);
  });

  it.each(['', '<html>', '{"results":[', 'null', '"ok"', '7'])(
    'a 200 that says %j leaves a write unknown, whatever was meant',
    async (text) => {
      const { call } = border(() => new Response(text, { status: 200 }));
      expect(await failure(call('101', WRITE))).toMatchObject({
        kind: 'transient',
        effect: 'unknown',
        code: 'hubspot_no_answer',
      });
    },
  );
});

describe('a token HubSpot does not accept', () => {
  it('is replaced once, and the call replayed once, in a turn of its own', async () => {
    const { call, log, requests } = border((_url, init) =>
      (init.headers as Record<string, string>)['authorization'] === 'Bearer first'
        ? json(401, {})
        : json(200, { ok: 1 }),
    );
    expect((await call('101', WRITE)).body).toEqual({ ok: 1 });
    expect(log).toEqual([
      'take 101 general sync',
      'fetch',
      'replace first',
      'take 101 general sync',
      'fetch',
    ]);
    expect(requests[0]?.init.body).toBe(requests[1]?.init.body);
  });

  it('refused twice is revoked, without a third try', async () => {
    const { call, requests } = border(() => json(401, {}));
    expect(await failure(call('101', WRITE))).toMatchObject({ kind: 'revoked' });
    expect(requests).toHaveLength(2);
  });

  it('that cannot be replaced ends the call with that reason', async () => {
    const revoked = new HubSpotError({
      kind: 'revoked',
      effect: 'refused',
      code: 'reconnect',
      message: 'm',
      action: 'a',
    });
    const current = () => Promise.resolve('first');
    const tokens = { current, replace: () => Promise.reject(revoked), latest: current };
    const { call, requests } = border(() => json(401, {}), { tokens });
    expect(await failure(call('101', WRITE))).toBe(revoked);
    expect(requests).toHaveLength(1);
  });

  it.each([
    ['of before somebody granted more is exchanged for the new one, once', 'granted', 2],
    ['that may not do this is not tried twice', 'first', 1],
  ])('%s', async (_what, latest, times) => {
    const tokens = {
      current: () => Promise.resolve('first'),
      replace: () => Promise.reject(new Error('nothing to renew')),
      latest: () => Promise.resolve(latest),
    };
    const { call, requests } = border(() => json(403, { category: 'MISSING_SCOPES' }), { tokens });
    expect(await failure(call('101', WRITE))).toMatchObject({ code: 'hubspot_missing_scope' });
    expect(requests).toHaveLength(times);
    expect(requests.at(-1)?.init.headers).toMatchObject({ authorization: `Bearer ${latest}` });
  });

  it('never appears in an error or an observation', async () => {
    const seen: unknown[] = [];
    const { call } = border(() => json(400, { message: 'no' }), { observe: (one) => seen.push(one) });
    const error = await failure(call('101', WRITE));
    expect(JSON.stringify([error, error.message, error.action, seen])).not.toContain('first');
    expect(seen).toEqual([{ endpoint: 'objects.create', outcome: 'hubspot_invalid', ms: 0 }]);
  });
});

describe('what a call guards against', () => {
  it('429 pauses that bucket for everyone and is not replayed here', async () => {
    const { call, log } = border(() => json(429, { policyName: 'TEN_SECONDLY_ROLLING' }));
    expect(await failure(call('101', WRITE))).toMatchObject({ kind: 'rate_limit', effect: 'refused' });
    expect(log).toEqual(['take 101 general sync', 'fetch', 'slow down general 10000']);
  });

  it.each([301, 302, 307, 308])('a %i is never followed: the token would go along', async (status) => {
    const { call, requests } = border(
      () => new Response(null, { status, headers: { location: 'https://evil.example' } }),
    );
    expect(await failure(call('101', READ))).toMatchObject({ kind: 'final', httpStatus: status });
    expect(requests).toHaveLength(1);
  });

  const endless = (piece: Uint8Array, cancelled: () => void) =>
    new ReadableStream<Uint8Array>({ pull: (sink) => sink.enqueue(piece), cancel: cancelled });

  it('an answer over 8 MB is dropped while it arrives', async () => {
    const cancelled = jest.fn();
    const { call } = border(() => new Response(endless(new Uint8Array(65_536), cancelled)));
    expect(await failure(call('101', READ))).toMatchObject({ code: 'hubspot_no_answer' });
    expect(cancelled).toHaveBeenCalledTimes(1);
  });

  it('an answer of just 8 MB is read', async () => {
    const text = JSON.stringify({ x: 'x'.repeat(8 * 1_024 * 1_024 - 8) });
    const { call } = border(() => new Response(text));
    expect((await call<{ x: string }>('101', READ)).body.x).toHaveLength(8 * 1_024 * 1_024 - 8);
  });

  it('a portal without a token is not called', async () => {
    const current = () => Promise.reject(new Error('store'));
    const tokens = { current, replace: () => Promise.resolve(''), latest: current };
    const { call, requests } = border(() => json(200, {}), { tokens });
    await expect(call('101', READ)).rejects.toThrow('store');
    expect(requests).toHaveLength(0);
  });
});

describe('deadlines of a call', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] }));
  afterEach(() => jest.useRealTimers());
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  /** Hangs until the signal fires, as fetch does. */
  const silent: Answer = (_url, { signal }) =>
    new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));

  async function passes(promise: Promise<unknown>, ms: number): Promise<boolean> {
    let open = true;
    promise.then(
      () => (open = false),
      () => (open = false),
    );
    jest.advanceTimersByTime(ms);
    await turn();
    return open;
  }

  it('ten seconds for the headers', async () => {
    const { call } = border(silent);
    const reply = failure(call('101', WRITE));
    await turn();
    expect(await passes(reply, 9_999)).toBe(true);
    expect(await passes(reply, 1)).toBe(false);
    expect(await reply).toMatchObject({ kind: 'transient', effect: 'unknown' });
    expect(jest.getTimerCount()).toBe(0);
  });

  it('twenty seconds for the whole body, however it drips', async () => {
    const { call } = border((_url, { signal }) => {
      const drip = new ReadableStream<Uint8Array>({
        start(sink) {
          sink.enqueue(new TextEncoder().encode('{"results":['));
          signal?.addEventListener('abort', () => sink.error(signal.reason));
        },
      });
      return new Response(drip);
    });
    const reply = failure(call('101', WRITE));
    await turn();
    await turn();
    expect(await passes(reply, 19_999)).toBe(true);
    expect(await passes(reply, 1)).toBe(false);
    expect(await reply).toMatchObject({ effect: 'unknown' });
    expect(jest.getTimerCount()).toBe(0);
  });

  it('the signal of its lease ends it at once', async () => {
    const lease = new AbortController();
    const { call } = border(silent);
    const reply = failure(call('101', { ...WRITE, signal: lease.signal }));
    await turn();
    lease.abort(new Error('lease lost'));
    expect(await reply).toMatchObject({ kind: 'transient', effect: 'unknown' });
    expect(jest.getTimerCount()).toBe(0);
  });

  it('no timer stays behind a good answer', async () => {
    const { call } = border(() => json(200, {}));
    await call('101', READ);
    expect(jest.getTimerCount()).toBe(0);
  });
});
