import { activePortal, idsByOrganization, type RequeueDeps } from './activePortals.ts';

const BATCH = 500;

/** Conversations of which something may have reached HubSpot late are looked at again, in the background. @returns how many. */
export function sweepDoubts(deps: RequeueDeps) {
  return async (): Promise<number> => {
    const now = deps.clock.now();
    const due = await deps.ledger.dueDoubts(now, BATCH);
    for (const [orgId, ids] of idsByOrganization(due)) {
      const portalId = await activePortal(deps, orgId);
      // Nobody may call the portal: it is looked at when somebody may.
      if (portalId === null) continue;
      await deps.ledger.lookAgain(portalId, ids, now);
      await deps.queue.wake(portalId, now);
    }
    return due.length;
  };
}
