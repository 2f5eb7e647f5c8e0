import { COMPANY_PROPERTIES_SCOPE } from '../../../shared/scopes.ts';
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';
import { discovery } from '../../sandbox/samples/discovery.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../sandbox/samples/sales.ts';
import type { SessionSample } from '../../sandbox/samples/sample.types.ts';
import { support } from '../../sandbox/samples/support.ts';
import { offsetClock } from '../../support/offsetClock.ts';
import { startProduct, type Product } from '../../support/product.ts';

const { portal } = DEMO_IDS;
const NOW = new Date();

jest.setTimeout(30_000);

/** What the accounts differ in: all permissions, none for properties of companies, and coaching sessions on top. */
const ACCOUNTS = {
  org_1: { portalId: portal },
  org_2: { portalId: '48291574', withheldScopes: [COMPANY_PROPERTIES_SCOPE] },
  org_3: { portalId: '48291575' },
};
type Organization = keyof typeof ACCOUNTS;

/** What each use case costs, as `server/docs/guide/kinds.md` says. */
describe('calls of each use case', () => {
  let product: Product;
  const clock = offsetClock();
  beforeAll(async () => {
    product = await startProduct({ clock, sandbox: { monotonicMs: () => clock.monotonicMs() } });
    for (const [org, account] of Object.entries(ACCOUNTS)) {
      product.sandbox.addPortal({ ...demoPortal('2027-12-31'), ...account });
      await product.connect(org, account.portalId);
    }
    await keepCoaching('org_3');
    // Owners, pipelines and the custom object are read once, as in any portal that is in use.
    for (const org of Object.keys(ACCOUNTS)) await product.deliver(sales(NOW, org, `${org}_before`));
    await product.idle();
  });
  afterAll(() => product.stop());

  async function keepCoaching(org: Organization): Promise<void> {
    const sync = { ...DEFAULT_SETTINGS.sync, customObject: 'coaching_sessions' };
    const body = { ...DEFAULT_SETTINGS, sync };
    expect((await product.api('PUT', '/settings', { org, body })).status).toBe(200);
  }

  /** Calls, and those of them that write. */
  const counted = async (work: () => Promise<unknown>) => {
    clock.skip(10_001);
    product.sandbox.resetCalls();
    await work();
    await product.idle();
    const calls = product.sandbox.calls();
    expect(calls.flatMap(({ violations }) => violations)).toEqual([]);
    const writes = calls.filter(({ path }) =>
      /\/batch\/(create|update|upsert|archive|associate\/default)$/.test(path),
    );
    return [calls.length, writes.length];
  };

  it.each<[string, SessionSample, Record<Organization, [number, number]>]>([
    ['sales', sales, { org_1: [13, 6], org_2: [11, 5], org_3: [17, 10] }],
    ['support', support, { org_1: [14, 5], org_2: [12, 4], org_3: [17, 8] }],
    ['discovery', discovery, { org_1: [15, 7], org_2: [13, 6], org_3: [19, 11] }],
  ])('%s', async (_kind, sample, expected) => {
    const spent: Record<string, number[]> = {};
    for (const org of Object.keys(ACCOUNTS))
      spent[org] = await counted(() => product.deliver(sample(NOW, org, `${org}_a`)));
    expect(spent).toEqual(expected);
    const { id } = sample(NOW, 'org_3', 'org_3_a').data.session;
    const [, written] = await counted(() => product.api('POST', `/syncs/${id}/retry`, { org: 'org_3' }));
    expect(written).toBe(0);
  });
});
