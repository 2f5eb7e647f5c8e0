import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../support/heldSales.ts';
import { EVENT_TYPES } from '../../support/eventTypes.ts';
import { startProduct, type Product } from '../../support/product.ts';

jest.setTimeout(30_000);

const NOW = new Date('2026-11-24T10:00:00Z');
const { portal } = DEMO_IDS;

describe('app events', () => {
  let product: Product;
  const start = async (flag: 'on' | 'off') => {
    product = await startProduct({
      environment: { HUBSPOT_APP_EVENTS: flag },
      sandbox: { eventTypes: EVENT_TYPES },
    });
    product.sandbox.addPortal({ ...demoPortal('2026-12-31'), appEvents: true });
    await product.connect('org_1', portal);
    product.sandbox.resetCalls();
  };
  const send = async (version: number) => {
    const envelope = sales(NOW, 'org_1', 'a');
    envelope.data.session.version = version;
    await product.deliver(envelope);
    await product.idle();
  };
  const ids = (uid = '') =>
    product.sandbox
      .events(portal)
      .map(({ id }) => id)
      .filter((id) => id.includes(`:${uid}`))
      .sort();

  afterEach(() => product.stop());

  it('are sent once for each contact, the company and the deal, whatever becomes of the conversation later', async () => {
    await start('on');
    await send(1);
    expect(ids('conversation_completed')).toEqual([
      `ses_sales_a:conversation_completed_company:${DEMO_IDS.acme}`,
      `ses_sales_a:conversation_completed_contact:${DEMO_IDS.john}`,
      `ses_sales_a:conversation_completed_contact:${DEMO_IDS.sarah}`,
      `ses_sales_a:conversation_completed_deal:${DEMO_IDS.acmeRollout}`,
    ]);
    expect(ids('competitor_mentioned_deal')).toEqual([
      `ses_sales_a:competitor_mentioned_deal:${DEMO_IDS.acmeRollout}:gong`,
    ]);
    const before = ids();
    await send(2);
    expect(ids()).toEqual(before);
    expect(product.sandbox.calls().flatMap(({ violations }) => violations)).toEqual([]);
  });

  it('let a workflow filter by length, mood, amount and stage of the deal', async () => {
    await start('on');
    await send(1);
    const ofDeal = product.sandbox
      .events(portal)
      .find(({ eventTypeName }) => eventTypeName === 'conversation_completed_deal');
    const deal = product.sandbox.record(portal, 'deals', DEMO_IDS.acmeRollout);
    expect(ofDeal?.properties).toMatchObject({
      kind: 'sales',
      duration_minutes: '45',
      sentiment: 'positive',
      deal_amount: deal?.properties['amount'],
      deal_stage_id: deal?.properties['dealstage'],
      recommendation_confidence: '86',
    });
  });

  it('count as delivered when the answer was lost: HubSpot knows their ids', async () => {
    await start('on');
    product.sandbox.fault({
      path: /timeline\/.*\/events\/batch/,
      kind: 'status',
      status: 502,
      before: false,
      times: 1,
    });
    await send(1);
    const sent = ids();
    expect((await product.api('GET', '/syncs/ses_sales_a')).body.state).toBe('retrying');
    await product.api('POST', '/syncs/ses_sales_a/retry');
    await product.idle();
    expect((await product.api('GET', '/syncs/ses_sales_a')).body.state).toBe('synced');
    expect(ids()).toEqual(sent);
    expect(product.sandbox.records(portal, 'meetings')).toHaveLength(1);
  });

  it('are not sent while the flag is off, and nothing else changes', async () => {
    await start('off');
    await send(1);
    expect(product.sandbox.events(portal)).toEqual([]);
    expect((await product.api('GET', '/syncs/ses_sales_a')).body.state).toBe('synced');
  });
});
