import { APP, openLab, PORTAL, REDIRECT, SEED, type Lab } from './harness.ts';

const CLIENT = { client_id: APP.clientId, client_secret: APP.clientSecret };
const SCOPE = APP.scopes.join(' ');

describe('OAuth', () => {
  let lab: Lab;
  beforeEach(async () => {
    lab = await openLab({}, [
      { ...SEED, users: [{ id: 77, email: 'admin@acme.example' }], withheldScopes: ['tickets'] },
      { portalId: '2222', withheldScopes: ['crm.objects.deals.write'] },
    ]);
  });
  afterEach(() => lab.sandbox.close());

  const consentUrl = (change: Record<string, string> = {}): string => {
    const url = new URL(lab.sandbox.authorizeUrl);
    const parameters = {
      client_id: APP.clientId,
      redirect_uri: REDIRECT,
      scope: SCOPE,
      state: 'abc',
      ...change,
    };
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    return url.toString();
  };
  const token = (fields: Record<string, string>): ReturnType<Lab['form']> =>
    lab.form('/oauth/2026-09/token', { ...CLIENT, ...fields });
  const exchange = (code: string, redirect = REDIRECT): ReturnType<Lab['form']> =>
    token({ grant_type: 'authorization_code', code, redirect_uri: redirect });
  const codeFrom = async (url: string): Promise<string> =>
    new URL(await lab.sandbox.consent(url, PORTAL)).searchParams.get('code') ?? '';

  it('shows a page with the scopes in words, the accounts and both buttons', async () => {
    const html = await (await fetch(consentUrl())).text();
    for (const text of ['Create and change contacts', PORTAL, '2222', 'Connect app', 'Cancel']) {
      expect(html).toContain(text);
    }
  });

  it('cancelling comes back without a code', async () => {
    const answer = await fetch(consentUrl(), {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ decision: 'cancel', portal: PORTAL }),
    });
    const back = new URL(answer.headers.get('location') ?? '');
    expect(back.searchParams.get('error')).toBe('access_denied');
    expect(back.searchParams.get('state')).toBe('abc');
    expect(back.searchParams.has('code')).toBe(false);
  });

  it.each([
    ['another client', { client_id: 'other' }, /client_id/],
    ['a redirect URL that is not configured', { redirect_uri: `${REDIRECT}/` }, /redirect_uri/],
    ['a missing required scope', { scope: 'oauth' }, /Missing required scopes/],
    ['a scope the app does not have', { scope: `${SCOPE} files` }, /Not configured: files/],
  ])('refuses %s', async (_name, change, sentence) => {
    await expect(lab.sandbox.consent(consentUrl(change), PORTAL)).rejects.toThrow(sentence);
  });

  it('refuses the install where the account withholds a required scope', async () => {
    await expect(lab.sandbox.consent(consentUrl(), '2222')).rejects.toThrow(/crm.objects.deals.write/);
  });

  it('walks consent, exchanges once, and drops optional scopes the account withholds', async () => {
    const back = new URL(
      await lab.sandbox.consent(consentUrl({ optional_scope: 'tickets timeline' }), PORTAL),
    );
    expect(back.searchParams.get('state')).toBe('abc');
    const code = back.searchParams.get('code') ?? '';
    const first = await exchange(code);
    expect(first).toMatchObject({
      status: 200,
      body: {
        token_type: 'bearer',
        token_use: 'access_token',
        expires_in: 1_800,
        hub_id: 1_111,
        user_id: 77,
      },
    });
    expect(first.body['scopes']).toContain('timeline');
    expect(first.body['scopes']).not.toContain('tickets');
    expect(await exchange(code)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant', status: 'BAD_AUTH_CODE' },
    });
  });

  it('a code dies after a minute', async () => {
    const code = await codeFrom(consentUrl());
    lab.advance(60_000);
    expect((await exchange(code)).body['status']).toBe('BAD_AUTH_CODE');
  });

  it('a code is bound to its redirect URL', async () => {
    const answer = await exchange(await codeFrom(consentUrl()), 'http://127.0.0.1:9/other');
    expect(answer).toMatchObject({ status: 400, body: { status: 'BAD_REDIRECT_URI' } });
  });

  it.each([
    [{ client_secret: 'wrong' }, 'invalid_client', 'BAD_CLIENT_SECRET'],
    [{ client_id: 'wrong' }, 'invalid_client', 'BAD_CLIENT_ID'],
    [{ refresh_token: 'dead' }, 'invalid_grant', 'BAD_REFRESH_TOKEN'],
  ])('answers %j with %s', async (change, error, status) => {
    const answer = await token({ grant_type: 'refresh_token', refresh_token: 'dead', ...change });
    expect(answer).toMatchObject({ status: 400, body: { error, status } });
  });

  it('refuses an unknown grant by the OpenAPI file', async () => {
    expect((await token({ grant_type: 'password' })).status).toBe(400);
    expect(lab.sandbox.calls().at(-1)?.violations.join()).toContain('grant_type');
  });

  it('takes credentials from the form body only', async () => {
    const query = new URLSearchParams({ ...CLIENT, grant_type: 'refresh_token', refresh_token: 'x' });
    const inQuery = await fetch(`${lab.sandbox.url}/oauth/2026-09/token?${query.toString()}`, {
      method: 'POST',
    });
    expect(inQuery.status).toBe(400);
    const asJson = await fetch(`${lab.sandbox.url}/oauth/2026-09/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...CLIENT, grant_type: 'refresh_token', refresh_token: 'x' }),
    });
    expect(asJson.status).toBe(400);
  });

  it('refreshes with an unchanged refresh token; old access tokens live their time', async () => {
    const first = (await exchange(await codeFrom(consentUrl()))).body;
    lab.advance(1_000_000);
    const refreshToken = String(first['refresh_token']);
    const second = (await token({ grant_type: 'refresh_token', refresh_token: refreshToken })).body;
    expect(second['refresh_token']).toBe(refreshToken);
    expect(second['access_token']).not.toBe(first['access_token']);
    lab.advance(800_000);
    const details = '/account-info/2026-09/details';
    const old = await lab.call('GET', details, undefined, String(first['access_token']));
    expect(old).toMatchObject({ status: 401, body: { category: 'EXPIRED_AUTHENTICATION' } });
    expect((await lab.call('GET', details, undefined, String(second['access_token']))).status).toBe(200);
  });

  it('introspects both kinds of token, and dead ones as inactive', async () => {
    const first = (await exchange(await codeFrom(consentUrl()))).body;
    const ask = async (value: unknown): Promise<Record<string, unknown>> =>
      (await lab.form('/oauth/2026-09/token/introspect', { ...CLIENT, token: String(value) })).body;
    expect(await ask(first['access_token'])).toMatchObject({
      active: true,
      hub_id: 1_111,
      token_use: 'access_token',
      user: 'admin@acme.example',
      signed_access_token: { hubId: 1_111, isServiceAccount: true },
    });
    expect(await ask(first['refresh_token'])).toMatchObject({ active: true, token_use: 'refresh_token' });
    expect(await ask('nothing')).toEqual({ active: false });
  });

  it('revoking kills the refresh token and spares issued access tokens', async () => {
    const first = (await exchange(await codeFrom(consentUrl()))).body;
    const refreshToken = String(first['refresh_token']);
    expect((await lab.form('/oauth/2026-09/token/revoke', { ...CLIENT, token: refreshToken })).status).toBe(
      200,
    );
    expect((await token({ grant_type: 'refresh_token', refresh_token: refreshToken })).body['status']).toBe(
      'BAD_REFRESH_TOKEN',
    );
    const still = await lab.call(
      'GET',
      '/account-info/2026-09/details',
      undefined,
      String(first['access_token']),
    );
    expect(still.status).toBe(200);
  });

  it('uninstalling answers 204 and ends everything', async () => {
    const first = (await exchange(await codeFrom(consentUrl()))).body;
    const access = String(first['access_token']);
    expect(
      (await lab.call('DELETE', '/appinstalls/2026-09/external-install', undefined, access)).status,
    ).toBe(204);
    const after = await lab.call('GET', '/account-info/2026-09/details', undefined, access);
    expect(after).toMatchObject({ status: 401, body: { category: 'INVALID_AUTHENTICATION' } });
    const refreshed = await token({
      grant_type: 'refresh_token',
      refresh_token: String(first['refresh_token']),
    });
    expect(refreshed.body['status']).toBe('BAD_REFRESH_TOKEN');
  });

  it('a person uninstalling and an administrator expiring tokens show up as HubSpot shows them', async () => {
    const access = await lab.token();
    lab.sandbox.expireAccessTokens(PORTAL);
    expect((await lab.call('GET', '/account-info/2026-09/details')).body.message).toMatch(
      /expired 0 second\(s\) ago/,
    );
    lab.sandbox.uninstall(PORTAL);
    expect((await lab.call('GET', '/account-info/2026-09/details', undefined, access)).body.category).toBe(
      'INVALID_AUTHENTICATION',
    );
  });

  it('an install that begins in the marketplace: authorize, return with state, finalize', async () => {
    const go = async (url: string): Promise<URL> => {
      const answer = await fetch(url, { redirect: 'manual' });
      return new URL(answer.headers.get('location') ?? 'nowhere:');
    };
    const begun = await go(lab.sandbox.marketplaceUrl(PORTAL, REDIRECT));
    expect(`${begun.origin}${begun.pathname}`).toBe(REDIRECT);
    expect(begun.searchParams.get('step')).toBe('authorize');
    const returnUrl = new URL(begun.searchParams.get('returnUrl') ?? '');
    expect(returnUrl.host).toBe('app.hubspot.com');

    returnUrl.searchParams.set('state', 'mine');
    const finished = await go(`${lab.sandbox.url}${returnUrl.pathname}${returnUrl.search}`);
    expect(finished.searchParams.get('step')).toBe('finalize');
    expect(finished.searchParams.get('state')).toBe('mine');
    expect(new URL(finished.searchParams.get('returnUrl') ?? '').host).toBe('app.hubspot.com');
    expect((await exchange(finished.searchParams.get('code') ?? '')).status).toBe(200);

    const stateless = new URL(begun.searchParams.get('returnUrl') ?? '');
    expect((await fetch(`${lab.sandbox.url}${stateless.pathname}${stateless.search}`)).status).toBe(400);
    expect((await fetch(lab.sandbox.marketplaceUrl(PORTAL, 'http://127.0.0.1:9/other'))).status).toBe(400);
  });
});
