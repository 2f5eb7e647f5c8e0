import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../sandbox/samples/sales.ts';
import { startProduct, type Product } from '../../support/product.ts';

const NOW = new Date('2026-11-24T10:00:00Z');

describe('a sales call becomes HubSpot records', () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct();
    product.sandbox.addPortal(demoPortal('2026-12-31'));
    await product.connect('org_1', DEMO_IDS.portal);
    product.sandbox.resetCalls();
    const answer = await product.deliver(sales(NOW, 'org_1', 'a'));
    expect(answer).toMatchObject({ status: 202, body: { accepted: true, duplicate: false } });
    await product.idle();
  });

  afterAll(() => product.stop());

  it('shows', async () => {
    const rows = await product.api('GET', '/syncs');
    console.log(JSON.stringify(rows.body, null, 1));
    console.log(product.sandbox.calls().map((c) => `${c.round} ${c.method} ${c.path} ${c.status} ${c.inputs} ${c.violations}`).join('\n'));
    const card = await product.card(DEMO_IDS.portal, `/cards/contact?objectId=${DEMO_IDS.john}`);
    console.log(JSON.stringify(card.body, null, 1).slice(0, 3000));
    expect(rows.body.items[0].state).toBe('synced');
  });
});
