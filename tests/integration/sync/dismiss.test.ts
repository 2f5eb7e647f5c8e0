import { syncs } from '../../../server/sync/ledger.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../sandbox/samples/sales.ts';
import { startProduct, type Product } from '../../support/product.ts';

jest.setTimeout(30_000);

const { portal } = DEMO_IDS;

describe('problems that a person dismisses', () => {
  let product: Product;
  const REFUSED = {
    path: /deals\/batch\/update/,
    kind: 'status',
    status: 400,
    body: { status: 'error', category: 'VALIDATION_ERROR', message: 'Property values were not valid' },
  } as const;

  beforeEach(async () => {
    product = await startProduct();
    product.sandbox.addPortal(demoPortal('2026-12-31'));
    await product.connect('org_1', portal);
    product.sandbox.fault(REFUSED);
    await product.deliver(sales(new Date(), 'org_1', 'a'));
    await product.idle();
  });

  afterEach(() => product.stop());

  const problems = async () =>
    (await product.api('GET', '/syncs?problems=true')).body.items.map(({ sessionId }) => sessionId);
  const dismiss = async (sessionId = 'ses_sales_a', org = 'org_1') =>
    (await product.api('POST', `/syncs/${sessionId}/dismiss`, { org })).status;

  it('leave the list, stay in the ledger, and are in the trail once', async () => {
    expect(await problems()).toEqual(['ses_sales_a']);
    expect(await dismiss()).toBe(200);
    expect(await dismiss()).toBe(200);
    expect(await problems()).toEqual([]);
    const { body } = await product.api('GET', '/syncs/ses_sales_a');
    expect(body).toMatchObject({ state: 'partial', dismissedAt: expect.any(String) });
    const trail = (await product.api('GET', '/audit?what=sync_dismissed')).body.items;
    expect(trail).toMatchObject([{ subject: 'ses_sales_a', who: 'admin@seller.com' }]);
  });

  it('stay away while they are the same, and come back when they are others', async () => {
    await dismiss();
    const retry = async () => {
      await product.api('POST', '/syncs/ses_sales_a/retry');
      await product.idle();
    };
    await retry();
    expect(await problems()).toEqual([]);
    product.sandbox.fault({ ...REFUSED, body: { ...REFUSED.body, message: 'Another reason' } });
    await retry();
    const { state } = (await product.api('GET', '/syncs/ses_sales_a')).body;
    expect(state).toBe('partial');
    await product.store
      .collection(syncs)
      .updateOne({ sessionId: 'ses_sales_a' }, { $set: { 'dismissed.problem': 'another one' } });
    await retry();
    expect(await problems()).toEqual(['ses_sales_a']);
  });

  it('cannot be dismissed where there are none, nor by strangers', async () => {
    await product.store.collection(syncs).updateOne({}, { $set: { state: 'synced' } });
    expect(await dismiss()).toBe(409);
    expect(await dismiss('ses_unknown')).toBe(404);
    expect(await dismiss('ses_sales_a', 'org_2')).toBe(404);
  });
});
