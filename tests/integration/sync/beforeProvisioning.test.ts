import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../support/heldSales.ts';
import { startProduct } from '../../support/product.ts';

jest.setTimeout(60_000);

test('a conversation that came before our properties existed is completed once they do', async () => {
  const product = await startProduct();
  try {
    const { portal, john } = DEMO_IDS;
    product.sandbox.addPortal(demoPortal('2026-12-31'));
    const heal = product.sandbox.fault({
      path: /\/properties\/2026-09\/contacts\/batch\/create/,
      kind: 'status',
      status: 500,
    });
    await product.connect('org_1', portal);
    await product.deliver(sales(new Date(), 'org_1', 'a'));
    await product.idle();
    const state = async () => (await product.api('GET', '/syncs/ses_sales_a')).body.state;
    expect(await state()).toBe('partial');

    const finish = product.jobs.find(({ name }) => name === 'finish-provisioning');
    await finish?.run();
    expect(await state()).toBe('partial');
    heal();
    await finish?.run();
    await product.idle();
    expect(await state()).toBe('synced');
    const { properties = {} } = product.sandbox.record(portal, 'contacts', john) ?? {};
    expect(properties['liveprompt_engagement_score']).toBe('80');
    expect(product.sandbox.records(portal, 'meetings')).toHaveLength(1);
  } finally {
    await product.stop();
  }
});

test('what a portal forbade and allows now is made when somebody presses retry', async () => {
  const product = await startProduct();
  try {
    const { portal, john } = DEMO_IDS;
    product.sandbox.addPortal(demoPortal('2026-12-31'));
    const allow = product.sandbox.fault({
      path: /\/properties\/2026-09\/contacts\/batch\/create/,
      kind: 'status',
      status: 403,
    });
    await product.connect('org_1', portal);
    product.sandbox.resetCalls();
    await product.deliver(sales(new Date(), 'org_1', 'b'));
    await product.idle();
    const row = async () => (await product.api('GET', '/syncs/ses_sales_b')).body;
    expect(await row()).toMatchObject({
      state: 'partial',
      error: { code: 'hubspot_property_doesnt_exist', action: expect.stringContaining('Retry') as string },
    });
    // Nothing was sent that had to be refused.
    expect(product.sandbox.calls().filter(({ status }) => status === 400)).toEqual([]);

    const finish = product.jobs.find(({ name }) => name === 'finish-provisioning');
    allow();
    await finish?.run();
    await product.idle();
    expect((await row()).state).toBe('partial');
    await product.api('POST', '/syncs/ses_sales_b/retry');
    await product.idle();
    await finish?.run();
    await product.idle();
    expect((await row()).state).toBe('synced');
    const { properties = {} } = product.sandbox.record(portal, 'contacts', john) ?? {};
    expect(properties['liveprompt_engagement_score']).toBe('80');
  } finally {
    await product.stop();
  }
});
