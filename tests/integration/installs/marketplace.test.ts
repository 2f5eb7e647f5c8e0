import { installs } from '../../../server/installs/install.ts';
import { cookieBrowser, type CookieBrowser } from '../../support/cookieBrowser.ts';
import { installRoom, type InstallRoom } from '../../support/installRoom.ts';
import { APP_URL } from '../../support/webRole.ts';

const RETURN_URL = 'https://app-eu1.hubspot.com/integrations-oauth/77?flow=1';

let room: InstallRoom;
beforeAll(async () => {
  room = await installRoom();
  for (let portal = 201; portal <= 210; portal += 1) {
    room.sandbox.addPortal({ portalId: String(portal), name: `Portal ${portal}` });
  }
});
afterAll(() => room.close());
beforeEach(() => room.sandbox.resetCalls());

const callbackUrl = (query: Record<string, string>) =>
  `${room.url}/oauth/callback?${new URLSearchParams(query).toString()}`;
const code = (portalId: string) => room.sandbox.mintCode(portalId, `${room.url}/oauth/callback`);
const ownerOf = async (portalId: string) =>
  (await room.db.store.collection(installs).findOne({ _id: portalId }))?.orgId;
const link = (orgId: string, linkToken: string) => room.api(orgId, 'POST', '/connection/link', { linkToken });

/** Installs without sign-in; answers the link token the browser was given. */
async function installUnowned(portalId: string, browser: CookieBrowser = cookieBrowser()): Promise<string> {
  const response = await browser.get(callbackUrl({ code: code(portalId), returnUrl: RETURN_URL }));
  expect(response.status).toBe(302);
  expect(response.headers.get('location')).toBe(RETURN_URL);
  const page = await browser.get(`${room.url}/oauth/link`);
  const target = new URL(page.headers.get('location') ?? '');
  expect(`${target.origin}${target.pathname}`).toBe(`${APP_URL}/integrations/hubspot/link`);
  expect(target.searchParams.get('portal')).toBe(portalId);
  return target.searchParams.get('linkToken') ?? '';
}

describe('marketplace install without sign-in', () => {
  it('belongs to nobody until a link token ties it to an organisation', async () => {
    const token = await installUnowned('201');
    expect(await ownerOf('201')).toBeUndefined();
    const { status, body } = await link('org_1', token);
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'active', portalId: '201', connectedBy: 'admin@org_1.example' });
  });

  it('has a link token that works once', async () => {
    const token = await installUnowned('202');
    expect((await link('org_2', token)).status).toBe(200);
    for (const orgId of ['org_2', 'org_3']) {
      const { status, body } = await link(orgId, token);
      expect([status, body.error?.code]).toEqual([400, 'link_token_invalid']);
    }
    expect((await link('org_3', 'made-up')).status).toBe(400);
  });

  it('gives the token back when the organisation was the wrong one', async () => {
    const token = await installUnowned('203');
    const wrong = await link('org_1', token);
    expect([wrong.status, wrong.body.error?.code]).toEqual([409, 'organization_already_connected']);
    expect((await link('org_4', token)).status).toBe(200);
    expect(await ownerOf('203')).toBe('org_4');
  });

  it('lets one of ten organisations redeem the same token', async () => {
    const token = await installUnowned('204');
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => link(`org_race_${i}`, token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('keeps its owner when it is installed again', async () => {
    const browser = cookieBrowser();
    const response = await browser.get(callbackUrl({ code: code('201'), returnUrl: RETURN_URL }));
    expect(response.headers.get('location')).toBe(RETURN_URL);
    expect(await ownerOf('201')).toBe('org_1');
    expect((await browser.get(`${room.url}/oauth/link`)).status).toBe(400);
  });

  it('needs an administrator to link', async () => {
    const token = await installUnowned('205');
    const answer = await room.api('org_5', 'POST', '/connection/link', { linkToken: token }, 'member');
    expect(answer.status).toBe(403);
    expect(await ownerOf('205')).toBeUndefined();
  });
});

describe('marketplace install with the partner sign-in', () => {
  /** `step=authorize` up to liveprompt's sign-in page; answers the state it carries. */
  async function begin(browser: CookieBrowser): Promise<string> {
    const response = await browser.get(callbackUrl({ step: 'authorize', returnUrl: RETURN_URL }));
    const signIn = new URL(response.headers.get('location') ?? '');
    expect(`${signIn.origin}${signIn.pathname}`).toBe(`${APP_URL}/integrations/hubspot/signin`);
    expect(signIn.searchParams.get('returnUrl')).toBe(RETURN_URL);
    return signIn.searchParams.get('state') ?? '';
  }
  const finalize = (browser: CookieBrowser, portalId: string, state: string) =>
    browser.get(callbackUrl({ step: 'finalize', code: code(portalId), state, returnUrl: RETURN_URL }));

  it('ends tied to the organisation that signed in', async () => {
    const browser = cookieBrowser();
    const state = await begin(browser);
    const { body } = await room.api('org_6', 'POST', '/connection', { state });
    const back = await browser.get(String(body['authorizeUrl']));
    const hubspot = new URL(back.headers.get('location') ?? '');
    expect(hubspot.toString().startsWith(`${RETURN_URL}&state=`)).toBe(true);
    const done = await finalize(browser, '206', hubspot.searchParams.get('state') ?? '');
    expect(done.headers.get('location')).toBe(RETURN_URL);
    expect(await ownerOf('206')).toBe('org_6');
  });

  it('ends unowned, with a link token, when nobody signed in', async () => {
    const browser = cookieBrowser();
    const done = await finalize(browser, '207', await begin(browser));
    expect(done.headers.get('location')).toBe(RETURN_URL);
    expect(await ownerOf('207')).toBeUndefined();
    expect((await browser.get(`${room.url}/oauth/link`)).status).toBe(302);
  });

  it('cannot be finished by the browser of a stranger who lured someone into signing in', async () => {
    const stranger = cookieBrowser();
    const victim = cookieBrowser();
    const state = await begin(stranger);
    const { body } = await room.api('org_7', 'POST', '/connection', { state });
    const opened = await victim.get(String(body['authorizeUrl']));
    expect(opened.status).toBe(400);
    expect(opened.headers.get('location')).toBeNull();
    const finished = await finalize(stranger, '208', state);
    expect(finished.status).toBe(400);
    expect(await ownerOf('208')).toBeUndefined();
    expect(room.tokenCalls()).toBe(0);
  });

  it('refuses to finish in another browser or without a state', async () => {
    const state = await begin(cookieBrowser());
    expect((await finalize(cookieBrowser(), '209', state)).status).toBe(400);
    const bare = callbackUrl({ step: 'finalize', code: code('209'), returnUrl: RETURN_URL });
    expect((await cookieBrowser().get(bare)).status).toBe(400);
    expect(room.tokenCalls()).toBe(0);
  });
});

describe('install link without a state', () => {
  it('goes to consent and comes back to link at liveprompt', async () => {
    const browser = cookieBrowser();
    const opened = await browser.get(`${room.url}/oauth/install`);
    const callback = await room.sandbox.consent(opened.headers.get('location') ?? '', '210');
    expect((await cookieBrowser().get(callback)).status).toBe(400);
    const done = await browser.get(callback);
    const target = new URL(done.headers.get('location') ?? '');
    expect(target.pathname).toBe('/integrations/hubspot/link');
    expect(await ownerOf('210')).toBeUndefined();
    expect((await link('org_8', target.searchParams.get('linkToken') ?? '')).status).toBe(200);
  });
});
