import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../sandbox/samples/sales.ts';
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
