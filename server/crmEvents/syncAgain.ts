import type { Clock } from '../clock.ts';
import type { PortalQueue } from '../queue/portalQueue.ts';
import type { Store } from '../store/store.ts';
import { syncs } from '../sync/ledger.ts';

/** Has conversations look at HubSpot once more: a record they lost is there again, or lives on in another one. */
export function createSyncAgain(deps: { store: Store; clock: Clock; queue: Pick<PortalQueue, 'wake'> }) {
  const documents = deps.store.collection(syncs);
  return async (portalId: string, rows: readonly string[]): Promise<void> => {
    if (rows.length === 0) return;
    const dueAt = deps.clock.now();
    // Those that wait for a person, a plan or an hour go on waiting; the turn then reads what HubSpot shows.
    const settled = ['running' as const, 'synced' as const, 'partial' as const, 'filtered' as const];
    await documents.updateMany(
      { _id: { $in: [...rows] }, portalId, state: { $in: settled } },
      { $set: { state: 'queued', dueAt, attempts: 0 } },
    );
    await deps.queue.wake(portalId, dueAt);
  };
}
