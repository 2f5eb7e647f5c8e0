import type { Settings } from '../../../shared/settings.ts';
import { audit } from '../../../server/audit/audit.ts';
import { NEVER } from '../../../server/queue/lease.ts';
import { dueBySettings } from '../../../server/queue/admission.ts';
import { syncs } from '../../../server/sync/ledger.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../support/heldSales.ts';
import { support } from '../../sandbox/samples/support.ts';
import { eventually } from '../../support/eventually.ts';
import { startProduct, type Product } from '../../support/product.ts';

const { portal } = DEMO_IDS;
const NOW = new Date();

jest.setTimeout(40_000);

describe('what waits, and what sets it in motion', () => {
  let product: Product;

  beforeEach(async () => {
    product = await startProduct();
    product.sandbox.addPortal(demoPortal('2027-12-31'));
    await product.connect('org_1', portal);
  });
  afterEach(() => product.stop());

  const rows = () => product.store.collection(syncs);
  const row = async (sessionId = 'ses_sales_a') => rows().findOne({ orgId: 'org_1', sessionId });
  const settings = async () => (await product.api('GET', '/settings')).body as unknown as Settings;
  async function save(change: Partial<Settings['sync']>): Promise<Settings> {
    const now = await settings();
    const saved = await product.api('PUT', '/settings', {
      body: { ...now, sync: { ...now.sync, ...change } },
    });
    expect(saved.status).toBe(200);
    return saved.body as unknown as Settings;
  }
  const isHeld = (reason: string) =>
    eventually(async () => expect(await row()).toMatchObject({ state: 'held', heldReason: reason }));
  const isSynced = (sessionId?: string) =>
    eventually(async () => expect(await row(sessionId)).toMatchObject({ state: 'synced', heldReason: null }));

  it('turned off, a conversation waits for a person; turned on again, it flows at once', async () => {
    await save({ auto: false });
    await product.deliver(sales(NOW, 'org_1', 'a'));
    await isHeld('manual');
    expect((await row())?.dueAt).toEqual(NEVER);
    await save({ auto: true });
    await isSynced();
  });

  it('hourly becomes daily becomes manual becomes real time, each with its due time', async () => {
    await save({ frequency: 'hourly' });
    await product.deliver(sales(NOW, 'org_1', 'a'));
    await isHeld('frequency');
    for (const change of [
      { frequency: 'daily', dailyAt: '03:30', timeZone: 'Asia/Tokyo' },
      { frequency: 'daily', dailyAt: '04:30', timeZone: 'Asia/Tokyo' },
      { frequency: 'hourly', timeZone: 'Asia/Kolkata' },
    ] as const) {
      const { sync } = await save(change);
      expect((await row())?.dueAt).toEqual(dueBySettings(sync, new Date()).dueAt);
    }
    await save({ auto: false });
    expect(await row()).toMatchObject({ heldReason: 'manual', dueAt: NEVER });
    await save({ auto: true, frequency: 'realtime' });
    await isSynced();
  });

  it('leaves alone what is due already: a save on the hour must not put it off', async () => {
    await save({ frequency: 'hourly' });
    await product.worker.stop(1_000);
    await product.deliver(sales(NOW, 'org_1', 'a'));
    await isHeld('frequency');
    const due = new Date(Date.now() - 1);
    await rows().updateOne({ sessionId: 'ses_sales_a' }, { $set: { dueAt: due } });
    await save({ frequency: 'daily' });
    expect((await row())?.dueAt).toEqual(due);
  });

  it('is found again when the settings changed in the moment it came in', async () => {
    await save({ auto: false });
    await product.deliver(sales(NOW, 'org_1', 'a'));
    await isHeld('manual');
    // As a save between admission and ledger leaves it: real time by now, held by what was.
    await product.store
      .collection<{ _id: string }>({ name: 'settings', tenant: 'orgId', indexes: [] })
      .updateOne({ _id: 'org_1' }, { $set: { 'settings.sync.auto': true } });
    await product.jobs.find(({ name }) => name === 'follow-settings')?.run();
    await isSynced();
  });

  it('sync now takes one, or everything that waits, and says who pressed', async () => {
    await save({ auto: false });
    await product.deliver(sales(NOW, 'org_1', 'a'));
    await product.deliver(support(NOW, 'org_1', 'b'));
    await product.deliver(sales(NOW, 'org_1', 'c'));
    await eventually(async () => expect(await rows().countDocuments({ heldReason: 'manual' })).toBe(3));
    expect((await product.api('POST', '/syncs/ses_support_b/retry')).status).toBe(202);
    await isSynced('ses_support_b');
    expect((await product.api('POST', '/syncs/retry')).body).toEqual({ retried: 0 });
    expect(await row()).toMatchObject({ heldReason: 'manual' });
    const all = await product.api('POST', '/syncs/retry', { body: { held: true } });
    expect([all.status, all.body]).toEqual([202, { retried: 2 }]);
    await isSynced();
    await isSynced('ses_sales_c');
    expect((await product.api('POST', '/syncs/retry', { body: { held: 'all' } })).status).toBe(422);
    const trail = await product.store
      .collection(audit)
      .find({ what: 'sync_retried' })
      .sort({ seq: 1 })
      .toArray();
    expect(trail.map(({ who, details }) => [who, details?.subject, details?.after])).toEqual([
      ['admin@seller.com', 'ses_support_b', null],
      ['admin@seller.com', null, { failed: '0', held: '2' }],
    ]);
  });

  describe('applied to past conversations', () => {
    const apply = (days: unknown) => product.api('POST', '/settings/apply', { body: { days } });
    const notes = () => product.sandbox.records(portal, 'notes').filter(({ archived }) => !archived);

    it('new settings reach what was synced in those days, and nothing counts twice', async () => {
      await save({ notes: false });
      await product.deliver(sales(NOW, 'org_1', 'a'));
      await product.deliver(sales(NOW, 'org_1', 'old'));
      await isSynced();
      await isSynced('ses_sales_old');
      const long = new Date(Date.now() - 10 * 24 * 3_600_000);
      await rows().updateOne({ sessionId: 'ses_sales_old' }, { $set: { syncedAt: long } });
      expect(notes()).toHaveLength(0);
      const before = (await product.api('GET', '/usage')).body as unknown as { used: number };
      await save({ notes: true });
      const answer = await apply(7);
      expect([answer.status, answer.body]).toEqual([202, { queued: 1 }]);
      // Of the key insights, and of the one feature request.
      await eventually(() => expect(notes()).toHaveLength(2));
      await isSynced();
      expect(product.sandbox.records(portal, 'meetings')).toHaveLength(2);
      expect((await product.api('GET', '/usage')).body).toMatchObject({ used: before.used });
      const [entry] = await product.store.collection(audit).find({ what: 'settings_applied' }).toArray();
      expect(entry?.details?.after).toEqual({ days: '7', queued: '1' });
    });

    it('gives way to a conversation that came later', async () => {
      await product.deliver(sales(NOW, 'org_1', 'a'));
      await isSynced();
      await product.worker.stop(1_000);
      await apply(1);
      await product.deliver(support(NOW, 'org_1', 'b'));
      await product.projected();
      const due = await rows().find({}).sort({ background: 1, dueAt: 1, receivedAt: 1 }).toArray();
      expect(due.map(({ sessionId, background }) => [sessionId, background])).toEqual([
        ['ses_support_b', false],
        ['ses_sales_a', true],
      ]);
    });

    it.each([0, 366, 1.5, '7', null])('refuses %p days', async (days) => {
      expect((await apply(days)).status).toBe(422);
    });

    it('needs a connection and an admin', async () => {
      const body = { days: 1 };
      expect((await product.api('POST', '/settings/apply', { org: 'org_none', body })).status).toBe(409);
      expect((await product.api('POST', '/settings/apply', { role: 'member', body })).status).toBe(403);
    });
  });
});
