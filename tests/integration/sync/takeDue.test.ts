import { noCrash } from '../../../server/crashpoints.ts';
import { LeaseLost, type Lease } from '../../../server/queue/lease.ts';
import { sessions, createSessionStore } from '../../../server/sessions/sessionStore.ts';
import { createLedger, syncs } from '../../../server/sync/ledger.ts';
import type { SyncDocument } from '../../../server/sync/ledger.types.ts';
import { createReservations } from '../../../server/sync/reservations.ts';
import { createTakeDue, type Serving } from '../../../server/sync/takeDue.ts';
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';
import { worstCaseSession } from '../../bench/worstCase.ts';
import { TEST_ENGINE, testStore, type TestStore } from '../../support/store.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const LEASE: Lease = {
  portalId: '1',
  owner: 'worker',
  fence: 3,
  wakeSeq: 1,
  signal: new AbortController().signal,
  leftMs: () => 60_000,
};

describe(`taking what is due ${TEST_ENGINE}`, () => {
  let room: TestStore;

  beforeEach(async () => {
    room = await testStore([syncs, sessions]);
  });
  afterEach(() => room.close());

  const ledger = () => createLedger({ store: room.store, counted: { giveBack: () => Promise.resolve() } });
  /** A conversation of the people of `firm`. */
  const due = async (index: number, firm: number, change: Partial<SyncDocument> = {}) => {
    const participants = worstCaseSession('org_1', firm, NOW).participants;
    const session = { ...worstCaseSession('org_1', index, NOW), participants };
    const identity = { _id: `org_1:${session.id}`, orgId: 'org_1', sessionId: session.id, version: 1 };
    await createSessionStore(room).acceptAll([{ ...identity, stage: 'finished', session }]);
    await ledger().documents.insertOne({
      ...identity,
      portalId: '1',
      title: 'Call',
      state: 'queued',
      heldReason: null,
      syncedVersion: null,
      removed: false,
      receivedAt: new Date(NOW.getTime() + index),
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
  };
  const serving = (): Serving => ({
    lease: LEASE,
    orgId: 'org_1',
    connectedAt: NOW,
    settings: DEFAULT_SETTINGS,
    reservations: createReservations(),
    learned: new Map(),
  });
  const taker = (flushSize = 10, store = createSessionStore(room)) =>
    createTakeDue({
      ledger: ledger(),
      sessions: store,
      planLimit: {
        count: () => Promise.resolve(new Set()),
        hold: (_lease, rows) => Promise.resolve(rows),
        settle: () => Promise.resolve(),
      },
      clock: { now: () => new Date(NOW.getTime() + 1), monotonicMs: () => 0 },
      crash: noCrash,
      flushSize,
    }).take;
  const ids = (flush?: { rows: readonly SyncDocument[] }) => flush?.rows.map(({ sessionId }) => sessionId);

  it('leaves what a running flush touches to a later one, and takes the rest', async () => {
    for (const [index, firm] of [0, 1, 0, 2].entries()) await due(index, firm);
    const portal = serving();
    const first = await taker(2)(portal, false);
    expect(ids(first)).toEqual(['ses_0', 'ses_1']);
    const second = await taker()(portal, true);
    expect(ids(second)).toEqual(['ses_3']);
    expect(await taker()(portal, true)).toBeUndefined();
    first?.reservation.release();
    expect(ids(await taker()(portal, true))).toEqual(['ses_2']);
  });

  it('does not take a conversation twice although a newer version queued it again', async () => {
    await due(0, 0);
    const portal = serving();
    const first = await taker()(portal, false);
    await ledger().documents.updateOne({ _id: 'org_1:ses_0' }, { $set: { state: 'queued', version: 2 } });
    expect(await taker()(portal, true)).toBeUndefined();
    first?.reservation.release();
    expect(ids(await taker()(portal, false))).toEqual(['ses_0']);
  });

  it('knows the next time what a plan found that a conversation touches', async () => {
    await due(0, 0);
    const portal = serving();
    portal.learned.set('org_1:ses_0', ['deals:900']);
    const other = portal.reservations.begin();
    other.take(['deals:900']);
    expect(await taker()(portal, true)).toBeUndefined();
    other.release();
    expect(ids(await taker()(portal, false))).toEqual(['ses_0']);
  });

  it('lets nobody overtake one that waits for what both touch', async () => {
    await due(0, 0);
    await due(1, 0);
    const portal = serving();
    portal.learned.set('org_1:ses_0', ['deals:900']);
    portal.reservations.begin().take(['deals:900']);
    expect(await taker()(portal, true)).toBeUndefined();
  });

  it('takes those behind a customer with more conversations than a flush holds', async () => {
    for (const [index, firm] of [0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 3].entries()) await due(index, firm);
    const portal = serving();
    expect(ids(await taker(2)(portal, false))).toEqual(['ses_0', 'ses_1']);
    expect(ids(await taker(2)(portal, true))).toEqual(['ses_7', 'ses_9']);
    expect(ids(await taker(2)(portal, true))).toEqual(['ses_10']);
    expect(await taker(2)(portal, true)).toBeUndefined();
  });

  it('looks no further than ten flushes', async () => {
    for (let index = 0; index < 11; index += 1) await due(index, 0);
    await due(11, 1);
    const portal = serving();
    expect(ids(await taker(1)(portal, false))).toEqual(['ses_0']);
    expect(await taker(1)(portal, true)).toBeUndefined();
    expect(ids(await taker(2)(portal, true))).toEqual(['ses_11']);
  });

  it('lets nobody far behind overtake one in front that waits for what both touch', async () => {
    for (const [index, firm] of [0, 0, 0, 1, 1].entries()) await due(index, firm);
    const portal = serving();
    portal.learned.set('org_1:ses_2', ['address:p0@firm-1.com']);
    expect(ids(await taker(2)(portal, false))).toEqual(['ses_0', 'ses_1']);
    expect(await taker(2)(portal, true)).toBeUndefined();
  });

  it('does not take one far behind that got a newer version during the look: it may have other people', async () => {
    for (const [index, firm] of [0, 0, 0, 0, 1, 2].entries()) await due(index, firm);
    const portal = serving();
    await taker(2)(portal, false);
    const store = createSessionStore(room);
    const readMeetings = async (keys: readonly string[]) => {
      const meetings = await store.readMeetings(keys);
      const session = worstCaseSession('org_1', 3, NOW);
      await store.acceptAll([
        { _id: 'org_1:ses_4', orgId: 'org_1', sessionId: 'ses_4', version: 2, stage: 'finished', session },
      ]);
      return meetings;
    };
    expect(ids(await taker(2, { ...store, readMeetings })(portal, true))).toEqual(['ses_5']);
  });

  it('leaves one far behind whose turns died twice until nothing else runs', async () => {
    for (const [index, firm] of [0, 0, 0, 0, 1].entries()) await due(index, firm);
    await due(5, 2, { state: 'running', attempts: 2, fence: 2 });
    const portal = serving();
    await taker(2)(portal, false);
    expect(await taker(2)(portal, true)).toBeUndefined();
  });

  it('lets a conversation whose turns died twice work alone, when nothing else runs', async () => {
    await due(0, 0);
    await due(1, 1, { state: 'running', attempts: 2, fence: 2 });
    const portal = serving();
    expect(await taker()(portal, true)).toBeUndefined();
    const alone = await taker()(portal, false);
    expect(ids(alone)).toEqual(['ses_1']);
    expect(alone?.alone).toBe(true);
  });

  it('neither takes nor counts once the lease has hardly any time left', async () => {
    await due(0, 0);
    const lease: Lease = { ...LEASE, leftMs: () => 29_999 };
    await expect(taker()({ ...serving(), lease }, false)).rejects.toThrow(LeaseLost);
    expect(await ledger().documents.findOne({ _id: 'org_1:ses_0' })).toMatchObject({
      state: 'queued',
      attempts: 0,
    });
  });

  it('ends what kept dying and goes on with the others', async () => {
    await due(0, 0, { state: 'running', attempts: 8, fence: 2 });
    await due(1, 1);
    expect(ids(await taker()(serving(), false))).toEqual(['ses_1']);
    expect(await ledger().documents.findOne({ _id: 'org_1:ses_0' })).toMatchObject({
      state: 'failed',
      error: { code: 'sync_crashed' },
    });
  });
});
