import type { Clock } from '../clock.ts';
import type { InstallDocument } from '../installs/install.ts';
import type { PortalQueue } from '../queue/portalQueue.ts';
import type { Ledger } from '../sync/ledger.ts';

const BATCH = 500;
const DAY_MS = 86_400_000;

/**
 * Conversations without a deal are matched again through the queue every other sync goes through; what is
 * unchanged writes nothing. @returns how many.
 */
export function rematchDeals(deps: {
  ledger: Ledger;
  queue: PortalQueue;
  installOf: (orgId: string) => Promise<InstallDocument | null>;
  clock: Clock;
}) {
  return async (): Promise<number> => {
    const now = deps.clock.now();
    const due = await deps.ledger.dueRematches(now, BATCH);
    for (const orgId of new Set(due.map((row) => row.orgId))) {
      const ids = due.filter((row) => row.orgId === orgId).map(({ _id }) => _id);
      const install = await deps.installOf(orgId);
      if (install?.status === 'active') {
        await deps.ledger.rematch(install._id, ids, now);
        await deps.queue.wake(install._id, now);
      } else {
        await deps.ledger.postponeRematch(ids, new Date(now.getTime() + DAY_MS));
      }
    }
    return due.length;
  };
}
