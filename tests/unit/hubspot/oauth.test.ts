import { HubSpotError } from '../../../server/hubspot/errors.ts';
import { createTokenClient, type TokenClient } from '../../../server/hubspot/oauth.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const CANARY = 'canary-secret-value';

interface Sent {
  url: string;
  form: Record<string, string>;
  contentType: string | null;
}

function client(...answers: (() => Response | Promise<Response>)[]): { tokens: TokenClient; sent: Sent[] } {
  const sent: Sent[] = [];
  const fake: typeof fetch = async (input, init) => {
    const request = new Request(input instanceof Request ? input.url : input, init);
    sent.push({
      url: request.url,
      form: Object.fromEntries(new URLSearchParams(await request.text())),
      contentType: request.headers.get('content-type'),
    });
    const answer = answers[sent.length - 1];
    if (!answer) throw new Error('one call too many');
    return answer();
  };
  const tokens = createTokenClient({
    apiUrl: 'https://api.hubapi.com',
    apiVersion: '2026-09',
    clientId: 'client',
    clientSecret: CANARY,
    redirectUri: 'https://ours.example/oauth/callback',
    fetch: fake,
    clock: { now: () => NOW, monotonicMs: () => 0 },
  });
  return { tokens, sent };
}

const json =
  (status: number, body: unknown, headers = {}) =>
  () =>
    new Response(JSON.stringify(body), { status, headers });
const lost = (code: string) => () =>
  Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }));
const GRANT = {
  token_type: 'bearer',
  token_use: 'access_token',
  access_token: 'access-1',
  refresh_token: 'na1-1',
  expires_in: 1_800,
  hub_id: 101,
  user_id: 7,
  scopes: ['oauth'],
};

async function failure(work: Promise<unknown>): Promise<HubSpotError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof HubSpotError)) throw new Error('expected a HubSpotError');
  return error;
}

describe('token client', () => {
  it('trades a code at the dated endpoint, everything in the form', async () => {
    const { tokens, sent } = client(json(200, GRANT));
    expect(await tokens.exchange('code-1')).toEqual({
      accessToken: 'access-1',
      refreshToken: 'na1-1',
      issuedAt: NOW,
      expiresAt: new Date('2026-11-24T10:30:00Z'),
      portalId: '101',
      scopes: ['oauth'],
    });
    expect(sent).toEqual([
      {
        url: 'https://api.hubapi.com/oauth/2026-09/token',
        contentType: 'application/x-www-form-urlencoded',
        form: {
          grant_type: 'authorization_code',
          code: 'code-1',
          redirect_uri: 'https://ours.example/oauth/callback',
          client_id: 'client',
          client_secret: CANARY,
        },
      },
    ]);
  });

  it('keeps the refresh token when HubSpot does not repeat it, and takes a new one', async () => {
    const without = { ...GRANT, refresh_token: undefined };
    const { tokens } = client(json(200, without), json(200, { ...GRANT, refresh_token: 'na1-2' }));
    expect((await tokens.refresh('na1-1')).refreshToken).toBe('na1-1');
    expect((await tokens.refresh('na1-1')).refreshToken).toBe('na1-2');
  });

  it.each([
    ['BAD_REFRESH_TOKEN', { error: 'invalid_grant', status: 'BAD_REFRESH_TOKEN' }, 'revoked'],
    ['invalid_grant alone', { error: 'invalid_grant' }, 'revoked'],
    ['BAD_HUB', { error: 'access_denied', status: 'BAD_HUB' }, 'revoked'],
    ['a rotated secret', { error: 'invalid_client', status: 'BAD_CLIENT_SECRET' }, 'final'],
    ['an unknown refusal', { error: 'something_new' }, 'final'],
    ['an unreadable refusal', 'no', 'final'],
  ])('tells a refused refresh by its body: %s', async (_name, body, kind) => {
    const error = await failure(client(json(400, body)).tokens.refresh('na1-1'));
    expect(error.kind).toBe(kind);
    expect(error.code).toBe(kind === 'revoked' ? 'hubspot_access_revoked' : 'hubspot_app_credentials');
  });

  it('does not take 401 for a revocation', async () => {
    const error = await failure(client(json(401, { error: 'invalid_grant' })).tokens.refresh('na1-1'));
    expect(error).toMatchObject({ kind: 'final', code: 'hubspot_app_credentials' });
  });

  it.each([
    [423, 'transient'],
    [429, 'rate_limit'],
    [477, 'transient'],
    [500, 'transient'],
    [503, 'transient'],
  ])('waits out %d', async (status, kind) => {
    const error = await failure(client(json(status, {}, { 'retry-after': '7' })).tokens.refresh('na1-1'));
    expect(error).toMatchObject({ kind, retryAfterMs: 7_000 });
  });

  it.each([
    ['a network error', lost('ECONNRESET')],
    ['a refused connection', lost('ECONNREFUSED')],
    ['HTML', () => new Response('<html>', { status: 200 })],
    ['an answer without a token', json(200, { expires_in: 1_800 })],
  ])('calls %s transient', async (_name, answer) => {
    expect((await failure(client(answer).tokens.refresh('na1-1'))).kind).toBe('transient');
  });

  it('resends a code once, then asks the person to begin again', async () => {
    const recovered = client(lost('ECONNRESET'), json(200, GRANT));
    expect((await recovered.tokens.exchange('code-1')).portalId).toBe('101');
    const spent = client(lost('ECONNRESET'), json(400, { error: 'invalid_grant', status: 'BAD_AUTH_CODE' }));
    const error = await failure(spent.tokens.exchange('code-1'));
    expect(error).toMatchObject({ kind: 'final', code: 'oauth_code_refused', status: 400 });
    expect(spent.sent).toHaveLength(2);
  });

  it('introspects and revokes by form', async () => {
    const { tokens, sent } = client(
      json(200, { active: true, hub_id: 101, scopes: ['oauth'], user: 'a@b.co' }),
      () => new Response(null, { status: 200 }),
    );
    expect(await tokens.introspect('access-1', 'access_token')).toEqual({
      active: true,
      portalId: '101',
      scopes: ['oauth'],
      user: 'a@b.co',
    });
    await tokens.revoke('na1-1');
    expect(sent.map(({ url }) => url)).toEqual([
      'https://api.hubapi.com/oauth/2026-09/token/introspect',
      'https://api.hubapi.com/oauth/2026-09/token/revoke',
    ]);
    expect(sent[0]?.form).toMatchObject({ token: 'access-1', token_type_hint: 'access_token' });
  });

  it('never carries a secret in an error', async () => {
    const echo = json(400, { error: 'invalid_client', message: CANARY, client_secret: CANARY });
    const error = await failure(client(echo).tokens.refresh(CANARY));
    const text = [error.message, error.stack, JSON.stringify(error), String(error.cause)].join();
    expect(text).not.toContain(CANARY);
  });
});
