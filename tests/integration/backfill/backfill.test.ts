import type { Backfill } from '../../../shared/backfill.ts';
import type { Simulation } from '../../../shared/simulation.ts';
import { sessions } from '../../../server/sessions/sessionStore.ts';
import { createLedger, syncs } from '../../../server/sync/ledger.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../sandbox/samples/sales.ts';
import { startProduct, type Product } from '../../support/product.ts';

jest.setTimeout(60_000);

const { portal } = DEMO_IDS;
/** What the doors of this test answer; the one that was asked decides which keys are there. */
interface Body extends Backfill, Simulation {
  items: (Backfill & { what: string })[];
  error?: { code: string };
}

const WRITES = /batch\/(create|update|archive)/;

describe('a backfill', () => {
  let product: Product;
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000);
  const date = (ago: number) => day(ago).toISOString().slice(0, 10);

  beforeEach(async () => {
    product = await startProduct();
    product.sandbox.addPortal(demoPortal('2026-12-31'));
    await product.connect('org_1', portal);
    for (const [suffix, ago] of [
      ['a', 20],
      ['b', 10],
      ['c', 1],
    ] as const) {
      await product.deliver(sales(day(ago), 'org_1', suffix));
    }
    await product.idle();
    product.sandbox.resetCalls();
  });

  afterEach(() => product.stop());

  const ask = async (method: string, path: string, body?: unknown, org?: string) => {
    const { status, body: answer } = await product.api(method, path, { body, ...(org ? { org } : {}) });
    return { status, body: answer as unknown as Body };
  };
  const start = (from = date(30), to = date(0)) => ask('POST', '/backfill', { from, to });
  const tick = async () => {
    await product.jobs.find(({ name }) => name === 'advance-backfills')?.run();
    await product.idle();
  };
  const read = async (id: string) => (await ask('GET', `/backfill/${id}`)).body;
  const rows = () => product.store.collection(syncs);

  it('syncs the conversations of its days again, writes nothing where nothing changed, and says so', async () => {
    const { status, body } = await start(date(11), date(0));
    expect(status).toBe(202);
    expect(body).toMatchObject({ state: 'running', total: 2, queued: 0, startedBy: 'admin@seller.com' });
    await tick();
    expect(await read(body.id)).toMatchObject({ state: 'running', queued: 2, synced: 2, failed: 0 });
    await tick();
    const done = await read(body.id);
    expect(done).toMatchObject({ state: 'done', total: 2, queued: 2, synced: 2 });
    expect(done.endedAt).not.toBeNull();
    expect(product.sandbox.calls().filter(({ path }) => WRITES.test(path))).toEqual([]);
    expect(await rows().countDocuments({ backfillId: body.id })).toBe(2);
  });

  it('makes in HubSpot what was never made there, and what failed', async () => {
    await rows().updateOne({ sessionId: 'ses_sales_a' }, { $set: { state: 'failed', objects: [] } });
    const { body } = await start();
    await tick();
    await tick();
    expect(await read(body.id)).toMatchObject({ state: 'done', synced: 3 });
    expect((await product.api('GET', '/syncs/ses_sales_a')).body.state).toBe('synced');
  });

  it('tells beforehand what it would do, and does nothing', async () => {
    const { status, body } = await ask('POST', '/backfill', {
      from: date(30),
      to: date(0),
      dryRun: true,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ sessions: 3, writes: [], planUnits: 0, differences: [] });
    expect(body.estimatedCalls).toBeGreaterThan(0);
    expect((await ask('GET', '/backfill')).body.items).toEqual([]);
  });

  it('pauses, goes on and is cancelled; pressing twice is pressing once, and each is in the trail once', async () => {
    const { body } = await start();
    const steer = (what: string) => ask('POST', `/backfill/${body.id}/${what}`);
    expect((await steer('pause')).body.state).toBe('paused');
    expect((await steer('pause')).status).toBe(200);
    await tick();
    expect(await read(body.id)).toMatchObject({ state: 'paused', queued: 0 });
    expect((await steer('resume')).body.state).toBe('running');
    await tick();
    expect(await read(body.id)).toMatchObject({ queued: 3 });
    expect((await steer('cancel')).body.state).toBe('cancelled');
    expect((await steer('cancel')).status).toBe(200);
    expect(await steer('resume')).toMatchObject({ status: 409, body: { error: { code: 'backfill_ended' } } });
    const trail = await ask('GET', '/audit');
    expect(trail.body.items.map(({ what }) => what).filter((what) => what.startsWith('backfill'))).toEqual([
      'backfill_cancelled',
      'backfill_resumed',
      'backfill_paused',
      'backfill_started',
    ]);
  });

  it('refuses a second one beside it, a range that ends before it begins, and strangers', async () => {
    const { body } = await start();
    expect(await start()).toMatchObject({ status: 409, body: { error: { code: 'backfill_open' } } });
    expect((await start(date(1), date(5))).status).toBe(422);
    expect((await ask('POST', '/backfill', { from: 'yesterday', to: date(0) })).status).toBe(422);
    expect((await ask('GET', `/backfill/${body.id}`, undefined, 'org_2')).status).toBe(404);
    expect((await ask('POST', `/backfill/${body.id}/cancel`, undefined, 'org_2')).status).toBe(404);
    expect(await ask('POST', '/backfill', { from: date(1), to: date(0) }, 'org_2')).toMatchObject({
      status: 409,
      body: { error: { code: 'not_connected' } },
    });
  });

  it('survives a scheduler that died after queueing, and schedulers side by side', async () => {
    const { body } = await start();
    await tick();
    // As if the position had not been stored.
    await product.store
      .collection<{ _id: string; position: null; allQueued: boolean }>({
        name: 'backfills',
        tenant: 'orgId',
        indexes: [],
      })
      .updateOne({ _id: body.id }, { $set: { position: null, allQueued: false } });
    product.sandbox.resetCalls();
    await Promise.all([tick(), tick(), tick()]);
    await tick();
    await tick();
    expect(await read(body.id)).toMatchObject({ state: 'done', queued: 3, synced: 3 });
    expect(product.sandbox.calls()).toEqual([]);
  });

  it('lets live work go first', async () => {
    await product.worker.stop(1_000);
    const now = new Date();
    await rows().updateMany(
      { sessionId: { $ne: 'ses_sales_c' } },
      {
        $set: { state: 'queued', background: true, dueAt: day(3) },
      },
    );
    await rows().updateOne({ sessionId: 'ses_sales_c' }, { $set: { state: 'queued', dueAt: now } });
    const lease = {
      portalId: portal,
      owner: 'w',
      fence: 1_000,
      wakeSeq: 0,
      signal: new AbortController().signal,
      leftMs: () => 60_000,
    };
    const ledger = createLedger({ store: product.store, counted: { giveBack: () => Promise.resolve() } });
    const taken = [];
    for (let turn = 0; turn < 2; turn += 1) {
      const claimed = await ledger.take(lease, await ledger.due(lease, new Date(now.getTime() + 1), 100));
      taken.push(claimed.map(({ sessionId }) => sessionId).sort());
      await ledger.finishAll(
        lease,
        claimed.map((row) => ({ row, planned: row.version, change: {}, verdict: { state: 'synced' } })),
      );
    }
    expect(taken).toEqual([['ses_sales_c'], ['ses_sales_a', 'ses_sales_b']]);
  });

  it('finds conversations in days of the organisation, whatever offset their times were sent with', async () => {
    await product.store
      .collection(sessions)
      .updateOne(
        { sessionId: 'ses_sales_c' },
        { $set: { 'session.started_at': '2026-11-02T00:30:00+02:00' } },
      );
    const count = async (from: string, to: string) => (await start(from, to)).body.total;
    expect(await count('2026-11-01', '2026-11-01')).toBe(1);
  });
});
