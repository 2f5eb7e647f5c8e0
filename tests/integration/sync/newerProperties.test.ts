import { installs } from '../../../server/installs/install.ts';
import { PROPERTY_SET } from '../../../server/installs/ownProperties.ts';
import { marks } from '../../../server/sync/marks.ts';
import { COMPANY_PROPERTIES_SCOPE } from '../../../shared/scopes.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../sandbox/samples/sales.ts';
import { startProduct, type Product } from '../../support/product.ts';

jest.setTimeout(30_000);

const { portal, john, acme } = DEMO_IDS;
const SMALL = '48291574';
const TOTAL = 'liveprompt_conversations';
const REQUESTS = 'liveprompt_feature_requests';

/** Portals that were connected by a version of the product that knew fewer properties. */
describe('an update of the product that brings properties', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
    product.sandbox.addPortal(demoPortal('2027-12-31'));
    product.sandbox.addPortal({
      ...demoPortal('2027-12-31'),
      portalId: SMALL,
      withheldScopes: [COMPANY_PROPERTIES_SCOPE],
    });
    await product.connect('org_1', portal);
    await product.connect('org_2', SMALL);
    for (const org of ['org_1', 'org_2']) await product.deliver(sales(new Date(), org, `${org}_before`));
    await product.idle();
    for (const [id, type, name] of [
      [portal, 'contacts', TOTAL],
      [portal, 'companies', REQUESTS],
      [SMALL, 'contacts', TOTAL],
    ] as const)
      product.sandbox.deleteProperty(id, type, name, true);
    // What was never written has no mark of ours: without this the value would count as cleared by a person.
    await product.store.collection(marks).deleteMany({});
    await product.store.collection(installs).updateMany({}, { $set: { propertySet: 'older' } });
    product.sandbox.resetCalls();
  });
  afterAll(() => product.stop());

  const finish = () => product.jobs.find(({ name }) => name === 'finish-provisioning')?.run();
  const has = (portalId: string, type: string, name: string) =>
    product.sandbox.properties(portalId, type).some((one) => one.name === name);
  const sets = async () =>
    (await product.store.collection(installs).find({}).toArray()).map(({ propertySet }) => propertySet);
  const value = (type: string, id: string, name: string) =>
    product.sandbox.record(portal, type, id)?.properties[name];

  it('waits while HubSpot is unwell, and is not taken for done', async () => {
    const heal = product.sandbox.fault({
      path: /\/properties\/2026-09\/contacts\/batch\/create/,
      kind: 'status',
      status: 500,
    });
    await finish();
    heal();
    expect(await sets()).toEqual(['older', 'older']);
    expect(has(portal, 'contacts', TOTAL)).toBe(false);
  });

  it('makes what is missing, on companies where that is permitted, and looks no more', async () => {
    await finish();
    expect(await sets()).toEqual([PROPERTY_SET, PROPERTY_SET]);
    expect([has(portal, 'contacts', TOTAL), has(portal, 'companies', REQUESTS)]).toEqual([true, true]);
    expect([has(SMALL, 'contacts', TOTAL), has(SMALL, 'companies', REQUESTS)]).toEqual([true, false]);
    product.sandbox.resetCalls();
    await finish();
    expect(product.sandbox.calls()).toEqual([]);
  });

  it('fills them with the next conversation, the earlier ones counted', async () => {
    await product.deliver(sales(new Date(), 'org_1', 'after'));
    await product.idle();
    expect(value('contacts', john, TOTAL)).toBe('2');
    expect(value('companies', acme, REQUESTS)).toBe('Team leaderboard by site (2 conversations)');
    expect(product.sandbox.calls().flatMap(({ violations }) => violations)).toEqual([]);
  });
});
