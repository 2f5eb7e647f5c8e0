import { Registry } from 'prom-client';
import { measureBacklog } from '../../../server/health/backlog.ts';
import { installs } from '../../../server/installs/install.ts';
import { journal, type JournalDocument } from '../../../server/intake/journal.ts';
import { NEVER } from '../../../server/queue/lease.ts';
import { createPortalQueue, portals } from '../../../server/queue/portalQueue.ts';
import { syncs } from '../../../server/sync/ledger.ts';
import type { SyncDocument } from '../../../server/sync/ledger.types.ts';
import { steppedClock } from '../../support/steppedClock.ts';
import { TEST_ENGINE, testStore, type TestStore } from '../../support/store.ts';

describe(`what waits, as /metrics tells it, ${TEST_ENGINE}`, () => {
  let test: TestStore;
  beforeAll(async () => {
    test = await testStore([portals, syncs, journal, installs]);
  });
  afterAll(() => test.close());

  it('counts what is due and held, and how long the oldest has waited', async () => {
    const clock = steppedClock();
    const registry = new Registry();
    measureBacklog({ registry, store: test.store, clock });
    const shown = async () =>
      (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(await shown()).toContain('liveprompt_queue_oldest_seconds 0');

    const now = clock.now();
    const queue = createPortalQueue({ store: test.store, clock });
    await queue.wake('101', now);
    await queue.wake('102', new Date(now.getTime() + 3_600_000));
    const row = (id: string, change: Partial<SyncDocument>) =>
      ({ _id: id, orgId: 'o', dueAt: NEVER, heldReason: null, ...change }) as SyncDocument;
    await test.store
      .collection(syncs)
      .insertMany([
        row('o:1', { dueAt: now }),
        row('o:2', { dueAt: now }),
        row('o:3', { heldReason: 'plan_limit' }),
        row('o:4', {}),
      ]);
    const hook = (id: string, projectedAt: Date | null) =>
      ({ _id: id, receivedAt: now, projectedAt }) as JournalDocument;
    await test.store.collection(journal).insertMany([hook('a', null), hook('b', now)]);
    clock.advance(90_000);

    expect((await shown()).sort()).toEqual([
      'liveprompt_conversations_held 1',
      'liveprompt_intake_oldest_seconds 90',
      'liveprompt_portals_to_reconnect 0',
      'liveprompt_queue_conversations_due 2',
      'liveprompt_queue_oldest_seconds 90',
      'liveprompt_queue_portals_due 1',
    ]);
  });
});
