import type { Clock } from '../clock.ts';
import type { InstallDocument } from '../installs/install.ts';
import type { PortalQueue } from '../queue/portalQueue.ts';
import type { Ledger } from '../sync/ledger.ts';

const BATCH = 500;

/** Conversations of which something may have reached HubSpot late are looked at again, in the background. @returns how many. */
export function sweepDoubts(deps: {
  ledger: Ledger;
  queue: PortalQueue;
  installOf: (orgId: string) => Promise<InstallDocument | null>;
  clock: Clock;
}) {
  return async (): Promise<number> => {
    const now = deps.clock.now();
    const due = await deps.ledger.dueDoubts(now, BATCH);
    for (const orgId of new Set(due.map((row) => row.orgId))) {
      const install = await deps.installOf(orgId);
      // Nobody may call the portal: it is looked at when somebody may.
      if (install?.status !== 'active') continue;
      const ids = due.filter((row) => row.orgId === orgId).map(({ _id }) => _id);
      await deps.ledger.lookAgain(install._id, ids, now);
      await deps.queue.wake(install._id, now);
    }
    return due.length;
  };
}
