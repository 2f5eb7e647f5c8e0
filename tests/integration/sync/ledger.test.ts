import { createLedger, syncs } from '../../../server/sync/ledger.ts';
import type { SyncDocument } from '../../../server/sync/ledger.types.ts';
import { LeaseLost, NEVER, type Lease } from '../../../server/queue/lease.ts';
import { TEST_ENGINE, testStore, type TestStore } from '../../support/store.ts';

const NOW = new Date('2026-11-24T10:00:00Z');

const lease = (fence: number): Lease => ({
  portalId: '1',
  owner: `worker-${fence}`,
  fence,
  wakeSeq: 1,
  signal: new AbortController().signal,
  leftMs: () => 60_000,
});

const row = (sessionId: string, change: Partial<SyncDocument> = {}): SyncDocument => ({
  _id: `org_1:${sessionId}`,
  orgId: 'org_1',
  portalId: '1',
  sessionId,
  title: 'Call',
  state: 'queued',
  heldReason: null,
  version: 1,
  syncedVersion: null,
  removed: false,
  receivedAt: NOW,
  syncedAt: null,
  firstSyncedAt: null,
  attempts: 0,
  dueAt: NOW,
  objects: [],
  links: [],
  events: [],
  skips: [],
  error: null,
  fence: 0,
  ...change,
});

describe(`the ledger ${TEST_ENGINE}`, () => {
  let room: TestStore;
  const ledger = () => createLedger({ store: room.store, counted: { giveBack: () => Promise.resolve() } });

  beforeEach(async () => {
    room = await testStore([syncs]);
  });
  afterEach(() => room.close());

  const claim = async (fence: number) =>
    ledger().take(lease(fence), await ledger().due(lease(fence), NOW, 100));

  const insert = (...rows: SyncDocument[]) => ledger().documents.insertMany(rows);
  const read = async (sessionId: string) => {
    const found = await ledger().documents.findOne({ _id: `org_1:${sessionId}` });
    if (!found) throw new Error('no row');
    return found;
  };

  it('gives due rows to a turn and counts the attempt at once', async () => {
    await insert(row('a'), row('b', { dueAt: new Date(NOW.getTime() + 1) }), row('c', { state: 'synced' }));
    const claimed = await claim(3);
    expect(claimed.map(({ sessionId, attempts }) => ({ sessionId, attempts }))).toEqual([
      { sessionId: 'a', attempts: 1 },
    ]);
    expect(await read('a')).toMatchObject({ state: 'running', attempts: 1, fence: 3 });
  });

  it('lets a worker that lost its portal write nothing', async () => {
    await insert(row('a'));
    const [mine] = await claim(3);
    await claim(4);
    if (!mine) throw new Error('nothing was claimed');
    const change = { skips: [{ what: 'x', reason: 'y' }] };
    const late = ledger().finishAll(lease(3), [
      { row: mine, planned: 1, change, verdict: { state: 'synced' } },
    ]);
    await expect(late).rejects.toThrow(LeaseLost);
    expect(await read('a')).toMatchObject({ state: 'running', fence: 4, skips: [] });
    expect(await claim(3)).toEqual([]);
  });

  it('keeps a row queued when a newer version came while the older one was written', async () => {
    await insert(row('a'));
    const [mine] = await claim(3);
    if (!mine) throw new Error('nothing was claimed');
    await ledger().documents.updateOne(
      { _id: mine._id },
      { $set: { version: 2, state: 'queued', dueAt: NOW } },
    );
    await ledger().finishAll(lease(3), [
      { row: mine, planned: 1, change: { syncedVersion: 1 }, verdict: { state: 'synced' } },
    ]);
    expect(await read('a')).toMatchObject({ state: 'queued', version: 2, syncedVersion: 1, dueAt: NOW });
  });

  it('works off a newer version that came between the look and the take', async () => {
    await insert(row('a'));
    const seen = await ledger().due(lease(3), NOW, 100);
    await ledger().documents.updateOne(
      { _id: 'org_1:a' },
      { $set: { version: 2, state: 'queued', dueAt: NOW } },
    );
    const [mine] = await ledger().take(lease(3), seen);
    if (!mine) throw new Error('nothing was claimed');
    await ledger().finishAll(lease(3), [
      { row: mine, planned: 1, change: { syncedVersion: 1 }, verdict: { state: 'synced' } },
    ]);
    expect(await read('a')).toMatchObject({ state: 'queued', version: 2, syncedVersion: 1, dueAt: NOW });
  });

  it('tells from many rows in one write that a single one is not ours any more', async () => {
    await insert(row('a'), row('b'), row('c'));
    const mine = await claim(3);
    await ledger().documents.updateOne({ _id: 'org_1:b' }, { $set: { fence: 4 } });
    const ends = mine.map((one) => ({
      row: one,
      planned: 1,
      change: { syncedVersion: 1 },
      verdict: { state: 'synced' as const },
    }));
    await expect(ledger().finishAll(lease(3), ends)).rejects.toThrow(LeaseLost);
    expect(await read('b')).toMatchObject({ state: 'running', syncedVersion: null, fence: 4 });
  });

  it('shows a lease only what it does not work on already', async () => {
    await insert(row('a'), row('b', { state: 'running', fence: 2 }));
    expect((await claim(3)).map(({ sessionId }) => sessionId)).toEqual(['a', 'b']);
    expect(await ledger().due(lease(3), NOW, 100)).toEqual([]);
    expect(await ledger().due(lease(4), NOW, 100)).toHaveLength(2);
  });

  it('ends a conversation whose turns keep dying, with words for a person', async () => {
    await insert(row('a', { state: 'running', attempts: 8 }));
    const claimed = await claim(3);
    await ledger().failCrashed(lease(3), claimed);
    expect(await read('a')).toMatchObject({ state: 'failed', dueAt: NEVER, error: { code: 'sync_crashed' } });
  });

  it('holds what waits for a connection and releases exactly that', async () => {
    await insert(
      row('a'),
      row('b', { state: 'held', heldReason: 'manual', dueAt: NEVER }),
      row('c', { state: 'synced' }),
    );
    await ledger().holdAll('1');
    expect(await read('a')).toMatchObject({ state: 'held', heldReason: 'paused' });
    expect(await ledger().pausedOrganizations(10)).toEqual(['org_1']);
    expect(await ledger().releasePaused('org_1', '2', NOW)).toBe(1);
    expect(await read('a')).toMatchObject({ state: 'queued', portalId: '2', dueAt: NOW });
    expect(await read('b')).toMatchObject({ state: 'held', heldReason: 'manual' });
    expect(await read('c')).toMatchObject({ state: 'synced' });
  });
});
