import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { InstallDocument } from '../installs/install.ts';
import type { PortalQueue } from '../queue/portalQueue.ts';
import { sessionKey, type SessionStore } from '../sessions/sessionStore.ts';
import type { Store } from '../store/store.ts';
import type { Ledger } from '../sync/ledger.ts';
import { backfills, type BackfillDocument } from './backfill.ts';
import { countBackfill } from './countBackfill.ts';

/** One turn's worth: what is queued is finished even when someone pauses, so it must not be much. */
const PORTION = 100;
/** Longer than queueing a portion takes. */
const BUSY_MS = 30_000;
const BATCH = 100;

export interface AdvanceDeps {
  store: Store;
  ledger: Ledger;
  sessions: SessionStore;
  queue: PortalQueue;
  installOf: (orgId: string) => Promise<InstallDocument | null>;
  clock: Clock;
  log: Logger;
}

/**
 * Queues the next portion of every running backfill whose last one is done. The portion goes through the
 * queue every sync goes through, behind whatever came in live (see `Ledger.due`). Any number of schedulers may
 * do this at once, and any may die: `busyUntil` is a compare-and-set, the portion before the position is
 * queued once because its rows name the backfill.
 */
export function advanceBackfills(deps: AdvanceDeps) {
  const documents = deps.store.collection(backfills);

  return async (): Promise<number> => {
    const now = deps.clock.now();
    const running = await documents
      .find({ state: 'running', busyUntil: { $lte: now } })
      .limit(BATCH)
      .toArray();
    for (const { _id } of running) {
      const mine = await documents.findOneAndUpdate(
        { _id, state: 'running', busyUntil: { $lte: now } },
        { $set: { busyUntil: new Date(now.getTime() + BUSY_MS) } },
        { returnDocument: 'after' },
      );
      if (!mine) continue;
      try {
        await advance(mine);
      } catch (err) {
        deps.log.error({ err, backfill: _id }, 'a backfill could not go on; it is tried again');
      }
    }
    return running.length;
  };

  async function advance(backfill: BackfillDocument): Promise<void> {
    const { _id, orgId, busyUntil } = backfill;
    const free = { busyUntil: deps.clock.now() };
    const install = await deps.installOf(orgId);
    if (install?.status !== 'active' || (await deps.ledger.countOpenOfBackfill(orgId, _id)) > 0) {
      await documents.updateOne({ _id, busyUntil }, { $set: free });
      return;
    }
    if (backfill.allQueued) {
      const counts = await countBackfill(deps.ledger, backfill);
      const ended = { state: 'done' as const, endedAt: deps.clock.now(), counts };
      await documents.updateOne({ _id, state: 'running' }, { $set: ended, $unset: { openOf: '' } });
      return;
    }
    const page = await deps.sessions.begun(orgId, backfill, backfill.position, PORTION);
    const keys = page.map(({ sessionId }) => sessionKey(orgId, sessionId));
    const now = deps.clock.now();
    const queued = await deps.ledger.queueBackfill(
      { orgId, portalId: install._id, backfillId: _id },
      keys,
      now,
    );
    const last = page.at(-1);
    await documents.updateOne(
      { _id, busyUntil },
      {
        $set: {
          ...free,
          allQueued: page.length < PORTION,
          ...(last ? { position: { startedAt: last.session.started_at, sessionId: last.sessionId } } : {}),
        },
      },
    );
    if (queued > 0) await deps.queue.wake(install._id, now);
  }
}
