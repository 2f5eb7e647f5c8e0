import { journal } from '../../../server/intake/journal.ts';
import { LEASE_MS, portals } from '../../../server/queue/portalQueue.ts';
import { NEVER } from '../../../server/queue/lease.ts';
import { syncs } from '../../../server/sync/ledger.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../support/heldSales.ts';
import { offsetClock, type OffsetClock } from '../../support/offsetClock.ts';
import { startProduct, type Product } from '../../support/product.ts';

jest.setTimeout(60_000);

const ORG = 'org_1';
const { portal } = DEMO_IDS;
const SWEEP_MS = 30_000;

/** reliability.md §4 "Sweep 30 s": what a crash between two documents leaves behind. */
describe('the sweeps of every thirty seconds', () => {
  let product: Product;
  let clock: OffsetClock;

  beforeEach(async () => {
    clock = offsetClock();
    product = await startProduct({ clock, sandbox: { now: clock.now } });
    product.sandbox.addPortal(demoPortal('2026-12-31'));
    await product.connect(ORG, portal);
    await product.deliver(sales(clock.now(), ORG, 'a'));
    await product.idle();
  });
  afterEach(() => product.stop());

  const row = () => product.store.collection(syncs).findOne({ sessionId: 'ses_sales_a' });
  const meetings = () => product.sandbox.records(portal, 'meetings').filter(({ archived }) => !archived);
  const fence = async () => (await product.store.collection(portals).findOne({ _id: portal }))?.fence ?? 0;
  const job = (name: string) => product.jobs.find((one) => one.name === name);
  const sweepAfter = async (name: string, ms = SWEEP_MS) => {
    clock.skip(ms);
    await job(name)?.run();
    await product.idle();
  };
  /** As a worker that took the row left it when it died; nobody is told. */
  const diedOver = async (leaseUntil: Date, dueAt: Date) => {
    const before = await fence();
    await product.store
      .collection(syncs)
      .updateOne(
        { sessionId: 'ses_sales_a' },
        { $set: { state: 'running', dueAt: clock.now(), fence: before } },
      );
    await product.store
      .collection(portals)
      .updateOne({ _id: portal }, { $set: { owner: 'dead', leaseUntil, dueAt } });
  };

  it.each(['sweep-journal', 'sweep-sleepers'])('%s runs twice a minute', (name) => {
    expect(job(name)?.every).toMatch(/^(\*\/30|15,45) \* \* \* \* \*$/);
  });

  it('a `running` row without a lease, under a portal that sleeps, is taken over and synced once', async () => {
    await diedOver(new Date(0), NEVER);
    const dead = await fence();
    await sweepAfter('sweep-sleepers');
    expect(await row()).toMatchObject({ state: 'synced', dueAt: NEVER });
    expect(await fence()).toBeGreaterThan(dead);
    expect(meetings()).toHaveLength(1);
  });

  it('a `running` row whose worker still has its lease is left alone until the lease ends', async () => {
    const until = new Date(clock.now().getTime() + LEASE_MS);
    await diedOver(until, NEVER);
    const held = await fence();
    clock.skip(SWEEP_MS);
    await job('sweep-sleepers')?.run();
    expect(await fence()).toBe(held);
    expect((await row())?.state).toBe('running');
    await sweepAfter('sweep-sleepers');
    await sweepAfter('sweep-sleepers');
    expect((await row())?.state).toBe('synced');
  });

  it('a conversation that is due under a portal due later is not kept waiting', async () => {
    const later = new Date(clock.now().getTime() + 3_600_000);
    await product.store
      .collection(syncs)
      .updateOne({ sessionId: 'ses_sales_a' }, { $set: { state: 'queued', dueAt: clock.now() } });
    await product.store.collection(portals).updateOne({ _id: portal }, { $set: { dueAt: later } });
    await sweepAfter('sweep-sleepers');
    expect((await row())?.state).toBe('synced');
  });

  it('a conversation that is not due wakes nobody', async () => {
    const before = await fence();
    await sweepAfter('sweep-sleepers');
    expect(await fence()).toBe(before);
  });

  it('a webhook that was accepted and never carried over reaches HubSpot', async () => {
    const { data } = sales(clock.now(), ORG, 'b');
    await product.store.collection(journal).insertOne({
      _id: 'msg_forgotten',
      orgId: ORG,
      type: 'session.completed',
      event: { type: 'session.completed', data },
      sentAt: clock.now(),
      receivedAt: clock.now(),
      projectedAt: null,
    });
    clock.skip(SWEEP_MS);
    await job('sweep-journal')?.run();
    await product.idle();
    expect((await product.api('GET', '/syncs/ses_sales_b')).body.state).toBe('synced');
    expect(meetings()).toHaveLength(2);
  });
});
