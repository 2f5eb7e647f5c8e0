import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Journal } from '../intake/journal.ts';
import type { Project } from '../intake/project.ts';
import type { PortalQueue } from '../queue/portalQueue.ts';
import type { Ledger } from '../sync/ledger.ts';
import type { Releases } from '../sync/releases.ts';
import { activePortal, type RequeueDeps } from './activePortals.ts';

/** Longer than a projection takes: a webhook that is just being carried over is left alone. */
const UNPROJECTED_MS = 10_000;
const BATCH = 500;
/** One tick carries at most this many over; the next one goes on. */
const ROUNDS = 40;

/** Webhooks that were accepted and then forgotten by a crash (reliability.md §4 "Sweep"). */
export function sweepJournal(deps: { journal: Journal; project: Project; log: Logger }) {
  return async (): Promise<number> => {
    let carried = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const rows = await deps.journal.unprojected(UNPROJECTED_MS, BATCH);
      await deps.project(rows);
      carried += rows.length;
      if (rows.length < BATCH) break;
    }
    if (carried > 0)
      deps.log.warn({ rows: carried }, 'carried over webhooks that a crash or a burst had left behind');
    return carried;
  };
}

/**
 * Conversations held for a connection that exists: they arrived, or lost their access, in the moment in
 * which a person connected.
 */
export function sweepPaused(deps: RequeueDeps) {
  return async (): Promise<number> => {
    const now = deps.clock.now();
    let released = 0;
    for (const orgId of await deps.ledger.pausedOrganizations(BATCH)) {
      const portalId = await activePortal(deps, orgId);
      if (portalId === null) continue;
      released += await deps.ledger.releasePaused(orgId, portalId, now);
      await deps.queue.wake(portalId, now);
    }
    return released;
  };
}

/** Conversations that were admitted by settings which somebody changed in that very moment. */
export function sweepHeld({ releases }: { releases: Pick<Releases, 'waitingOrganizations' | 'redate'> }) {
  return async (): Promise<number> => {
    let moved = 0;
    for (const orgId of await releases.waitingOrganizations()) moved += await releases.redate(orgId);
    return moved;
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
