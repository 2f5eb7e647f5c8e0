import { once } from 'node:events';
import { journal } from '../../../server/intake/journal.ts';
import { portals } from '../../../server/queue/portalQueue.ts';
import { connectStore } from '../../../server/store/connect.ts';
import { syncs } from '../../../server/sync/ledger.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../support/heldSales.ts';
import { eventually } from '../../support/eventually.ts';
import {
  startProcesses,
  type ProductProcess,
  type ProductProcesses,
} from '../../support/productProcesses.ts';

jest.setTimeout(60_000);

const ORG = 'org_1';
const { portal } = DEMO_IDS;
const STOP_MS = 15_000;

/** contract §5, reliability.md §2 "SIGTERM": every role a process of its own on one MONGODB_URI. */
describe('web, worker and scheduler as processes of their own', () => {
  let product: ProductProcesses;

  beforeAll(async () => {
    product = await startProcesses(['web', 'worker', 'scheduler']);
    product.sandbox.addPortal(demoPortal('2026-12-31'));
    expect((await product.connect(ORG, portal)).status).toBe(302);
  });
  afterAll(() => product.stop());

  const stateOf = async (id: string) => (await product.api('GET', `/syncs/${id}`)).body.state;

  it('carry a webhook from the door of one to HubSpot by the hand of another', async () => {
    expect((await product.deliver(sales(new Date(), ORG, 'a'))).status).toBe(202);
    await eventually(async () => expect(await stateOf('ses_sales_a')).toBe('synced'));
    expect(product.sandbox.records(portal, 'meetings')).toHaveLength(1);
  });

  it('end with 0 on SIGTERM within 15 s each, and leave nothing half done of what they took in', async () => {
    expect((await product.deliver(sales(new Date(), ORG, 'b'))).status).toBe(202);
    const endings = await Promise.all(product.processes.map(stop));
    expect(endings).toEqual(product.processes.map(({ role }) => ({ role, code: 0, inTime: true })));
    const store = await connectStore({ uri: product.mongodbUri });
    expect(await store.collection(journal).countDocuments({ projectedAt: null })).toBe(0);
    const row = await store.collection(syncs).findOne({ sessionId: 'ses_sales_b' });
    // Either nobody had begun with it, or it is done: `running` would have to wait for a lease to end.
    expect(['queued', 'synced']).toContain(row?.state);
    expect(await store.collection(portals).findOne({ _id: portal })).toMatchObject({ owner: null });
    await store.close();
  });

  async function stop({ role, script: { child } }: ProductProcess) {
    const asked = performance.now();
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const [code] = (await gone) as [number | null];
    return { role, code, inTime: performance.now() - asked < STOP_MS };
  }
});
