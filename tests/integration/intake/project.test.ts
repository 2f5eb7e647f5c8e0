import { pino } from 'pino';
import { noCrash } from '../../../server/crashpoints.ts';
import { systemClock } from '../../../server/clock.ts';
import { journal, createJournal, type JournalDocument } from '../../../server/intake/journal.ts';
import { createProjection, type ProjectDeps } from '../../../server/intake/project.ts';
import { createTombstones, tombstones } from '../../../server/privacy/tombstones.ts';
import { createPortalQueue, portals, type Woken } from '../../../server/queue/portalQueue.ts';
import { createSessionStore, sessions } from '../../../server/sessions/sessionStore.ts';
import { createLedger, syncs } from '../../../server/sync/ledger.ts';
import type { SessionEvent } from '../../../shared/webhook.ts';
import { worstCaseSession } from '../../bench/worstCase.ts';
import { TEST_ENGINE, testStore, type TestStore } from '../../support/store.ts';

const AT = new Date('2026-11-24T10:00:00Z');

describe(`a batch of webhooks ${TEST_ENGINE}`, () => {
  let room: TestStore;
  let project: ReturnType<typeof createProjection>;
  let deps: ProjectDeps;
  let count = 0;

  beforeAll(async () => {
    room = await testStore([journal, sessions, syncs, portals, tombstones]);
    const { store } = room;
    deps = {
      journal: createJournal({ store, clock: systemClock }),
      sessions: createSessionStore({ store }),
      ledger: createLedger({ store, counted: { giveBack: () => Promise.resolve() } }),
      queue: createPortalQueue({ store, clock: systemClock }),
      admit: (orgIds) =>
        Promise.resolve(
          new Map(orgIds.map((orgId) => [orgId, { portalId: `9${orgId}`, dueAt: AT, heldReason: null }])),
        ),
      strip: createTombstones({ store, clock: systemClock }).strip,
      setPlan: jest.fn(() => Promise.resolve()),
      clock: systemClock,
      log: pino({ level: 'silent' }),
      crash: noCrash,
    };
    project = createProjection(deps);
  });
  afterAll(() => room.close());

  async function stored(...events: (SessionEvent | null)[]): Promise<JournalDocument[]> {
    const rows = events.map((event): JournalDocument => ({
      _id: `row_${(count += 1)}`,
      orgId: null,
      type: event?.type ?? 'session.unheard_of',
      event,
      sentAt: AT,
      receivedAt: AT,
      projectedAt: null,
    }));
    await Promise.all(rows.map((row) => deps.journal.append(row)));
    return rows;
  }
  const said = (index: number, version: number, type: 'session.completed' | 'session.updated') =>
    ({ type, data: { session: { ...worstCaseSession('1', index, AT), version } } }) as SessionEvent;
  const deleted = (index: number, version: number) =>
    ({
      type: 'session.deleted',
      data: { session: { id: `ses_${index}`, organization_id: '1', version } },
    }) as SessionEvent;
  const shown = async (index: number) => {
    const session = await room.store.collection(sessions).findOne({ _id: `1:ses_${index}` });
    const row = await room.store.collection(syncs).findOne({ _id: `1:ses_${index}` });
    return { session: session?.version, stage: session?.stage, ledger: row?.version, removed: row?.removed };
  };

  it('keeps the newest version of each conversation, in whatever order they stand', async () => {
    await project(
      await stored(
        said(1, 3, 'session.updated'),
        said(1, 1, 'session.completed'),
        deleted(2, 2),
        said(2, 1, 'session.completed'),
        said(3, 1, 'session.completed'),
        deleted(3, 1),
        null,
      ),
    );
    expect(await shown(1)).toEqual({ session: 3, stage: 'finished', ledger: 3, removed: false });
    expect(await shown(2)).toEqual({ session: 2, stage: 'deleted', ledger: 2, removed: true });
    expect(await shown(3)).toEqual({ session: 1, stage: 'deleted', ledger: 1, removed: true });
    expect(await deps.journal.unprojected(-1_000, 10)).toEqual([]);
  });

  it('changes nothing when it runs again, and wakes each portal once', async () => {
    const rows = await stored(said(4, 1, 'session.completed'), said(5, 1, 'session.completed'));
    const wakes = async () => (await room.store.collection(portals).findOne({ _id: '91' }))?.wakeSeq ?? 0;
    const before = await wakes();
    await project(rows);
    expect(await wakes()).toBe(before + 1);
    await room.store.collection(syncs).updateOne({ _id: '1:ses_4' }, { $set: { state: 'synced' } });
    await project(rows);
    expect(await room.store.collection(syncs).findOne({ _id: '1:ses_4' })).toMatchObject({ state: 'synced' });
  });

  it('tells the worker of this process what it carried over, as far as it may be synced', async () => {
    const woken: Woken[] = [];
    deps.queue.onWake((portals) => void woken.push(portals));
    const started = {
      type: 'session.started',
      data: { session: { ...worstCaseSession('1', 8, AT), version: 1 } },
    } as SessionEvent;
    await project(await stored(said(7, 1, 'session.completed'), started));
    expect(woken).toEqual([new Map([['91', { orgId: '1', keys: ['1:ses_7'] }]])]);
  });

  it('leaves its rows to the sweep when the store fails half-way', async () => {
    const rows = await stored(said(6, 1, 'session.completed'));
    const broken = createProjection({
      ...deps,
      queue: { ...deps.queue, wakeAll: () => Promise.reject(new Error('no primary')) },
    });
    await expect(broken(rows)).rejects.toThrow('no primary');
    expect((await deps.journal.unprojected(-1_000, 10)).map(({ _id }) => _id)).toEqual([rows[0]?._id]);
    await project(rows);
    expect(await shown(6)).toMatchObject({ session: 1, ledger: 1 });
  });
});
