import type { Settings } from '../../../shared/settings.ts';
import type { SyncRow } from '../../../shared/ledger.ts';
import type { Usage } from '../../../shared/usage.ts';
import {
  countedConversations,
  createCountedConversations,
} from '../../../server/usage/countedConversations.ts';
import { calendarDay, monthOf } from '../../../server/usage/month.ts';
import { audit } from '../../../server/audit/audit.ts';
import { syncs } from '../../../server/sync/ledger.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../support/heldSales.ts';
import { unknownAttendee } from '../../sandbox/samples/unknownAttendee.ts';
import { eventually } from '../../support/eventually.ts';
import { offsetClock, type OffsetClock } from '../../support/offsetClock.ts';
import { startProduct, type Product } from '../../support/product.ts';

const { portal } = DEMO_IDS;
const NOW = new Date();

jest.setTimeout(40_000);

describe('the limit of the plan', () => {
  let product: Product;
  let clock: OffsetClock;

  beforeEach(async () => {
    clock = offsetClock();
    product = await startProduct({ asleep: true, clock });
    product.sandbox.addPortal(demoPortal('2027-12-31'));
    await product.connect('org_1', portal);
    product.sandbox.resetCalls();
  });
  afterEach(async () => {
    const violations = product.sandbox.calls().flatMap((call) => call.violations);
    await product.stop();
    expect(violations).toEqual([]);
  });

  /** As if so many conversations had been synced this month. */
  async function used(count: number): Promise<void> {
    const now = clock.now();
    const earlier = Array.from({ length: count }, (_, index) => `org_1:earlier_${index}`);
    const month = calendarDay(now, 'UTC').slice(0, 7);
    await createCountedConversations(product).count('org_1', earlier, { month, limit: null });
    const rows = earlier.map((_id) => ({ _id, orgId: 'org_1', state: 'synced', firstSyncedAt: now }));
    await product.store
      .collection({ name: syncs.name, tenant: 'none', indexes: [] })
      .insertMany(rows as never);
  }
  async function deliver(...suffixes: string[]): Promise<void> {
    for (const suffix of suffixes) {
      await product.deliver(sales(NOW, 'org_1', suffix));
      await product.projected();
    }
  }
  async function announce(plan: string): Promise<void> {
    const data = { organization_id: 'org_1', plan };
    await product.deliver({
      type: 'organization.plan_changed',
      timestamp: new Date().toISOString(),
      data,
    });
    await product.projected();
  }
  const states = async () => {
    const rows = await product.store
      .collection(syncs)
      .find({ orgId: 'org_1', sessionId: { $type: 'string' } })
      .sort({ receivedAt: 1 })
      .toArray();
    return rows.map(({ state, heldReason }) => heldReason ?? state);
  };
  const become = (...wanted: string[]) => eventually(async () => expect(await states()).toEqual(wanted));
  const usage = async () => (await product.api('GET', '/usage')).body as unknown as Usage;

  it('holds what is over it, visibly and until the month is over, and syncs the oldest', async () => {
    await used(98);
    await deliver('a', 'b', 'c', 'd');
    product.worker.start();
    await become('synced', 'synced', 'plan_limit', 'plan_limit');
    const { end } = monthOf(clock.now(), 'UTC');
    const now = await usage();
    expect(now).toMatchObject({
      plan: 'starter',
      used: 100,
      limit: 100,
      warning: true,
      held: 2,
      resetsAt: end.toISOString(),
    });
    expect(now.days.at(-1)).toEqual({ date: calendarDay(clock.now(), 'UTC'), count: 100 });
    const { body } = await product.api('GET', '/connection');
    expect(body).toMatchObject({ plan: 'starter', usage: { used: 100, limit: 100, resetsAt: now.resetsAt } });
    const row = (await product.api('GET', '/syncs/ses_sales_d')).body as unknown as SyncRow;
    expect(row).toMatchObject({
      state: 'held',
      heldReason: 'plan_limit',
      nextAttemptAt: end.toISOString(),
      attempts: 0,
    });
    expect(product.sandbox.records(portal, 'meetings')).toHaveLength(2);
  });

  it('lets what was synced before change as often as it likes', async () => {
    await used(99);
    await deliver('a', 'b');
    product.worker.start();
    await become('synced', 'plan_limit');
    const newer = sales(NOW, 'org_1', 'a');
    newer.data.session.version = 2;
    newer.data.session.title = 'Second look';
    await product.deliver({ ...newer, type: 'session.updated' });
    await eventually(() =>
      expect(product.sandbox.records(portal, 'meetings')).toMatchObject([
        { properties: { hs_meeting_title: 'Second look' } },
      ]),
    );
    expect((await usage()).used).toBe(100);
  });

  it('opens with an upgrade, and a downgrade takes nothing back', async () => {
    await used(100);
    await deliver('a', 'b');
    product.worker.start();
    await become('plan_limit', 'plan_limit');
    await announce('professional');
    await become('synced', 'synced');
    expect(await usage()).toMatchObject({
      plan: 'professional',
      used: 102,
      limit: 1_000,
      warning: false,
      held: 0,
    });
    await announce('starter');
    await deliver('c');
    await become('synced', 'synced', 'plan_limit');
    expect(product.sandbox.records(portal, 'meetings')).toHaveLength(2);
    expect(await usage()).toMatchObject({ used: 102, limit: 100, held: 1 });
    await announce('enterprise');
    await become('synced', 'synced', 'synced');
    expect(await usage()).toMatchObject({ limit: null, warning: false });
    const trail = await product.store
      .collection(audit)
      .find({ orgId: 'org_1', what: 'plan_changed' })
      .toArray();
    expect(trail.map(({ details }) => details?.after?.['plan'])).toEqual([
      'professional',
      'starter',
      'enterprise',
    ]);
  });

  it('opens on the first of the next month, in which they count then', async () => {
    await used(100);
    await deliver('a', 'b');
    product.worker.start();
    await become('plan_limit', 'plan_limit');
    clock.skip(monthOf(clock.now(), 'UTC').end.getTime() - clock.now().getTime() + 60_000);
    await become('synced', 'synced');
    const counted = product.store.collection(countedConversations);
    const month = calendarDay(clock.now(), 'UTC').slice(0, 7);
    expect(await counted.countDocuments({ orgId: 'org_1', month })).toBe(2);
  });

  it('does not count what is left out: the next in line takes the place', async () => {
    await used(99);
    const { body } = await product.api('GET', '/settings');
    const settings = body as unknown as Settings;
    const skip = { ...settings, matching: { ...settings.matching, noMatch: 'skip' } };
    await product.api('PUT', '/settings', { body: skip });
    await product.deliver(unknownAttendee(NOW, 'org_1', 'x'));
    await product.projected();
    await deliver('a');
    product.worker.start();
    await become('filtered', 'synced');
    expect(await usage()).toMatchObject({ used: 100, held: 0 });
  });

  it('warns from 80 of 100 on', async () => {
    await used(79);
    expect(await usage()).toMatchObject({ used: 79, warning: false });
    await deliver('a');
    product.worker.start();
    await become('synced');
    expect(await usage()).toMatchObject({ used: 80, warning: true });
  });
});
