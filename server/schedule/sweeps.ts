import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Journal } from '../intake/journal.ts';
import type { Project } from '../intake/project.ts';
import type { PortalQueue } from '../queue/portalQueue.ts';
import type { Ledger } from '../sync/ledger.ts';

/** Longer than a projection takes: a webhook that is just being carried over is left alone. */
const UNPROJECTED_MS = 10_000;
const BATCH = 500;

/** Webhooks that were accepted and then forgotten by a crash (reliability.md §4 "Sweep"). */
export function sweepJournal(deps: { journal: Journal; project: Project; log: Logger }) {
  return async (): Promise<number> => {
    const rows = await deps.journal.unprojected(UNPROJECTED_MS, BATCH);
    for (const row of rows) await deps.project(row);
    if (rows.length > 0)
      deps.log.warn({ rows: rows.length }, 'carried over webhooks that a crash had left behind');
    return rows.length;
  };
}

/** Due conversations whose portal sleeps: the wake-up between two documents was lost. */
export function sweepSleepers(deps: { ledger: Ledger; queue: PortalQueue; clock: Clock; log: Logger }) {
  return async (): Promise<number> => {
    const now = deps.clock.now();
    const due = await deps.ledger.duePortals(now, BATCH);
    const asleep = await deps.queue.asleep(due, now);
    for (const portalId of asleep) await deps.queue.wake(portalId, now);
    if (asleep.length > 0)
      deps.log.warn({ portals: asleep.length }, 'woke portals that had missed their wake-up');
    return asleep.length;
  };
}
