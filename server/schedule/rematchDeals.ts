import { activePortal, idsByOrganization, type RequeueDeps } from './activePortals.ts';

const BATCH = 500;
const DAY_MS = 86_400_000;

/**
 * Conversations without a deal are matched again through the queue every other sync goes through; what is
 * unchanged writes nothing. @returns how many.
 */
export function rematchDeals(deps: RequeueDeps) {
  return async (): Promise<number> => {
    const now = deps.clock.now();
    const due = await deps.ledger.dueRematches(now, BATCH);
    for (const [orgId, ids] of idsByOrganization(due)) {
      const portalId = await activePortal(deps, orgId);
      if (portalId === null) {
        await deps.ledger.postponeRematch(ids, new Date(now.getTime() + DAY_MS));
        continue;
      }
      await deps.ledger.rematch(portalId, ids, now);
      await deps.queue.wake(portalId, now);
    }
    return due.length;
  };
}
