import { audit } from '../../../server/audit/audit.ts';
import type { CardData } from '../../../shared/card.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../sandbox/samples/sales.ts';
import { offsetClock } from '../../support/offsetClock.ts';
import { startProduct, type Product } from '../../support/product.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const { portal, john, sarah, anika, acmeRollout, acmePilot } = DEMO_IDS;

jest.setTimeout(30_000);

describe('a conversation on the wrong record', () => {
  const clock = offsetClock();
  let product: Product;
  /** Each test has a conversation of its own. */
  let suffix = 'a';
  let sessionId: string;

  beforeAll(async () => {
    product = await startProduct({ clock, sandbox: { now: clock.now } });
    product.sandbox.addPortal(demoPortal('2026-12-31'));
    await product.connect('org_1', portal);
  });

  beforeEach(async () => {
    // HubSpot's window of ten seconds is over, or the tests would wait for each other's calls.
    clock.skip(11_000);
    suffix += 'a';
    sessionId = `ses_sales_${suffix}`;
    await product.deliver(sales(NOW, 'org_1', suffix));
    await product.idle();
    await product.store.collection(audit).deleteMany({});
    product.sandbox.resetCalls();
  });

  afterEach(async () => {
    await product.idle();
    expect(product.sandbox.calls().flatMap((call) => call.violations)).toEqual([]);
  });
  afterAll(() => product.stop());

  const say = async (objectType: string, objectId: string, more: object, by: string = portal) => {
    const answer = await product.card(by, '/links', 'POST', { sessionId, objectType, objectId, ...more });
    await product.idle();
    return answer;
  };
  const isOn = async (card: string, id: string) => {
    const body = (await product.card(portal, `/cards/${card}?objectId=${id}`)).body as unknown as CardData;
    return body.conversations.some((conversation) => conversation.sessionId === sessionId);
  };
  const meetingLinks = async () => {
    const { objects } = (await product.api('GET', `/syncs/${sessionId}`)).body;
    const id = objects.find(({ type }) => type === 'meeting')?.id ?? '';
    return product.sandbox.record(portal, 'meetings', id)?.associations.map((to) => `${to.type}:${to.id}`);
  };
  const trail = async () =>
    (await product.store.collection(audit).find({ orgId: 'org_1' }).toArray()).flatMap(({ what, who }) =>
      what.startsWith('link_') ? [`${what} by ${who}`] : [],
    );

  it('is taken off, in HubSpot and on the card, and stays on the others', async () => {
    expect(await say('contact', john, { action: 'unlink' })).toMatchObject({
      status: 200,
      body: { ok: true },
    });
    expect(await meetingLinks()).not.toContain(`contacts:${john}`);
    expect(await meetingLinks()).toContain(`contacts:${sarah}`);
    expect([await isOn('contact', john), await isOn('contact', sarah)]).toEqual([false, true]);
    expect(await trail()).toEqual(['link_removed by rep@seller.com']);
  });

  it('moves to another deal, and still does when liveprompt sends it again', async () => {
    expect((await say('deal', acmeRollout, { action: 'move', toId: acmePilot })).status).toBe(200);
    expect(await meetingLinks()).toContain(`deals:${acmePilot}`);
    expect([await isOn('deal', acmeRollout), await isOn('deal', acmePilot)]).toEqual([false, true]);
    const envelope = sales(NOW, 'org_1', suffix);
    envelope.data.session.version = 2;
    await product.deliver({ ...envelope, type: 'session.updated' });
    await product.idle();
    expect([await isOn('deal', acmeRollout), await isOn('deal', acmePilot)]).toEqual([false, true]);
    expect(await trail()).toEqual(['link_moved by rep@seller.com']);
  });

  it('is corrected once when the request arrives twice', async () => {
    await say('deal', acmeRollout, { action: 'move', toId: acmePilot });
    expect((await say('deal', acmeRollout, { action: 'move', toId: acmePilot })).status).toBe(200);
    expect(await isOn('deal', acmePilot)).toBe(true);
    expect(await trail()).toHaveLength(1);
  });

  it.each([
    ['a record that HubSpot does not have', { action: 'move', toId: '999999' }, 422],
    ['the record it is on', { action: 'move', toId: john }, 422],
    ['nowhere', { action: 'move' }, 422],
    ['two things at once', { action: 'unlink', toId: anika }, 422],
    ['something that is no id', { action: 'move', toId: 'abc' }, 422],
    ['another wish', { action: 'delete' }, 422],
  ])('does not move to %s', async (_name, wish, status) => {
    expect((await say('contact', john, wish)).status).toBe(status);
    expect(await isOn('contact', john)).toBe(true);
    expect(await trail()).toEqual([]);
  });

  it('answers 404 where the conversation is not, or is not theirs', async () => {
    expect((await say('contact', anika, { action: 'unlink' })).status).toBe(404);
    product.sandbox.addPortal({ ...demoPortal('2026-12-31'), portalId: '777' });
    await product.connect('org_2', '777');
    product.sandbox.resetCalls();
    expect((await say('contact', john, { action: 'unlink' }, '777')).status).toBe(404);
    expect(await isOn('contact', john)).toBe(true);
  });
});
