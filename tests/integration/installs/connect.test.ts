import { installs } from '../../../server/installs/install.ts';
import { cookieBrowser } from '../../support/cookieBrowser.ts';
import { installRoom, type InstallRoom } from '../../support/installRoom.ts';
import { APP_URL } from '../../support/webRole.ts';

let room: InstallRoom;
beforeAll(async () => {
  room = await installRoom();
  for (const portalId of ['101', '102', '103', '104', '105', '106']) {
    room.sandbox.addPortal({
      portalId,
      name: `Portal ${portalId}`,
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
    });
  }
});
afterAll(() => room.close());
beforeEach(() => room.sandbox.resetCalls());

const install = (portalId: string) => room.db.store.collection(installs).findOne({ _id: portalId });

describe('connect from liveprompt', () => {
  it('goes through consent and comes back connected', async () => {
    const response = await room.connect('org_1', '101');
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe(
      `${APP_URL}/integrations/hubspot?status=connected&portal=101`,
    );
    const { status, body } = await room.api('org_1', 'GET', '/connection');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'active',
      portalId: '101',
      portalName: 'Portal 101',
      missingScopes: [],
      limitations: [{ feature: 'activity_key', reason: expect.stringContaining('meetings') }],
      connectedBy: 'admin@org_1.example',
      plan: 'starter',
      usage: { used: 3, limit: 100, resetsAt: expect.stringMatching(/-01T00:00:00.000Z$/) },
    });
    expect(await install('101')).toMatchObject({
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      tokenVersion: 1,
    });
    // The probe for the activity key asks without knowing whether it may: its refusal is the answer.
    expect(room.sandbox.calls().flatMap(({ violations }) => violations)).toEqual([
      'missing scope: one of crm.schemas.meetings.write',
    ]);
    expect(room.tokenCalls()).toBe(1);
  });

  it('keeps a second organisation with a second portal apart', async () => {
    await room.connect('org_2', '102');
    expect((await room.api('org_2', 'GET', '/connection')).body).toMatchObject({ portalId: '102' });
    expect((await room.api('org_1', 'GET', '/connection')).body).toMatchObject({ portalId: '101' });
    expect((await room.api('org_none', 'GET', '/connection')).body).toMatchObject({
      status: 'not_connected',
      portalId: null,
      scopes: [],
    });
  });

  it('works twice: the same pair gets fresh tokens', async () => {
    const before = await install('101');
    expect((await room.connect('org_1', '101')).status).toBe(302);
    const after = await install('101');
    expect(after).toMatchObject({ orgId: 'org_1', tokenVersion: 2 });
    expect(after?.accessToken).not.toBe(before?.accessToken);
  });

  it('answers 409 for the portal of another organisation and leaves the first link alone', async () => {
    const before = await install('101');
    const response = await room.connect('org_3', '101');
    expect(response.status).toBe(409);
    expect(response.headers.get('location')).toBeNull();
    expect(await response.json()).toMatchObject({ error: { code: 'portal_already_connected' } });
    expect(await install('101')).toEqual(before);
    // The owner's refresh token still works: nothing was revoked on the way.
    room.role.tokens.forget('101');
    room.sandbox.expireAccessTokens('101');
    const { body } = await room.api('org_1', 'POST', '/connection/test');
    expect(body).toMatchObject({ ok: true });
  });

  it('answers 409 when the organisation has another portal', async () => {
    const response = await room.connect('org_1', '103');
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      error: { code: 'organization_already_connected', message: expect.stringContaining('Portal 101 (101)') },
    });
    expect(await install('103')).toBeNull();
  });

  it('says so when the person declines', async () => {
    const browser = cookieBrowser();
    const callback = new URL(await room.walkToCallback('org_4', '104', browser));
    callback.searchParams.delete('code');
    callback.searchParams.set('error', 'access_denied');
    const response = await browser.get(callback.toString());
    expect(response.headers.get('location')).toBe(
      `${APP_URL}/integrations/hubspot?status=declined&reason=access_denied`,
    );
    expect((await room.api('org_4', 'GET', '/connection')).body['status']).toBe('not_connected');
  });
});

describe('attacks on the callback', () => {
  const refused = async (response: Response) => {
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
    expect(room.tokenCalls()).toBe(0);
    return (await response.json()) as { error: { code: string } };
  };

  it('refuses another browser, then still lets the right one finish', async () => {
    const browser = cookieBrowser();
    const callback = await room.walkToCallback('org_5', '105', browser);
    expect((await refused(await cookieBrowser().get(callback))).error.code).toBe('oauth_state_invalid');
    const other = cookieBrowser();
    await other.get(`${room.url}/oauth/install`);
    await refused(await other.get(callback));
    expect((await browser.get(callback)).status).toBe(302);
  });

  it('refuses a reused state', async () => {
    const browser = cookieBrowser();
    const callback = await room.walkToCallback('org_5', '105', browser);
    expect((await browser.get(callback)).status).toBe(302);
    room.sandbox.resetCalls();
    await refused(await browser.get(callback));
  });

  it('refuses a state that was made up, and none at all', async () => {
    const browser = cookieBrowser();
    const callback = new URL(await room.walkToCallback('org_5', '105', browser));
    const state = callback.searchParams.get('state') ?? '';
    callback.searchParams.set('state', `${state.slice(0, -1)}${state.endsWith('A') ? 'B' : 'A'}x`);
    await refused(await browser.get(callback.toString()));
    callback.searchParams.delete('state');
    await refused(await browser.get(callback.toString()));
    await refused(await browser.get(`${room.url}/oauth/callback?code=x&state=a&state=b`));
  });

  it('refuses the link of one browser opened in another', async () => {
    const { body } = await room.api('org_6', 'POST', '/connection');
    const first = await cookieBrowser().get(String(body['authorizeUrl']));
    expect(first.status).toBe(302);
    await refused(await cookieBrowser().get(String(body['authorizeUrl'])));
  });

  it.each([
    'https://app.hubspot.com@evil.example/',
    'https://app.hubspot.com.evil.example/',
    '//evil.example',
    'http://app.hubspot.com/',
    'https://app.hubspot.com:8443/',
    'https://app.hubspot.com\\@evil.example',
  ])('never redirects to %s', async (returnUrl) => {
    for (const form of ['code=x', 'step=authorize', 'step=finalize&code=x&state=y']) {
      const url = `${room.url}/oauth/callback?${form}&returnUrl=${encodeURIComponent(returnUrl)}`;
      expect((await refused(await cookieBrowser().get(url))).error.code).toBe('return_url_invalid');
    }
  });

  it('asks to connect again when the code was spent', async () => {
    const browser = cookieBrowser();
    const callback = new URL(await room.walkToCallback('org_6', '106', browser));
    callback.searchParams.set('code', 'spent');
    const response = await browser.get(callback.toString());
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'oauth_code_refused' } });
  });

  it('shows a person a page with the next click', async () => {
    const page = await cookieBrowser().get(`${room.url}/oauth/callback?code=x`, { accept: 'text/html,*/*' });
    expect(page.status).toBe(400);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'sha256-");
    const html = await page.text();
    expect(html).toContain('press Connect HubSpot again');
    expect(html).toContain(`href="${APP_URL}/integrations/hubspot"`);
  });
});
