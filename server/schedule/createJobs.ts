import type { Logger } from 'pino';
import { advanceBackfills, type AdvanceDeps } from '../backfill/advanceBackfills.ts';
import type { Clock } from '../clock.ts';
import type { InstallDocument } from '../installs/install.ts';
import type { Journal } from '../intake/journal.ts';
import type { Project } from '../intake/project.ts';
import type { PortalQueue } from '../queue/portalQueue.ts';
import type { Ledger } from '../sync/ledger.ts';
import type { Releases } from '../sync/releases.ts';
import { rematchDeals } from './rematchDeals.ts';
import type { Job } from './schedule.ts';
import { sweepDoubts } from './sweepDoubts.ts';
import { sweepHeld, sweepJournal, sweepPaused, sweepSleepers } from './sweeps.ts';

export interface JobsDeps extends Pick<AdvanceDeps, 'store' | 'sessions'> {
  journal: Journal;
  project: Project;
  ledger: Ledger;
  queue: PortalQueue;
  releases: Releases;
  installOf: (orgId: string) => Promise<InstallDocument | null>;
  /** What other rooms want to be woken for. */
  erasures: { sweep: () => Promise<unknown> };
  removeOldContent: () => Promise<unknown>;
  sweepCrmEvents: () => Promise<unknown>;
  followTasks: () => Promise<unknown>;
  finishProvisioning: () => Promise<unknown>;
  resumeDisconnects: () => Promise<unknown>;
  clock: Clock;
  log: Logger;
}

/** Everything that runs by the clock, at seconds of its own so that nothing comes in one burst. */
export function createJobs(deps: JobsDeps): readonly Job[] {
  return [
    { name: 'sweep-journal', every: '*/30 * * * * *', run: sweepJournal(deps) },
    {
      name: 'advance-backfills',
      every: '*/5 * * * * *',
      run: advanceBackfills(deps),
    },
    { name: 'finish-erasures', every: '*/10 * * * * *', run: () => deps.erasures.sweep() },
    { name: 'remove-old-content', every: '55 */5 * * * *', run: deps.removeOldContent },
    { name: 'sweep-crm-events', every: '*/10 * * * * *', run: deps.sweepCrmEvents },
    { name: 'sweep-sleepers', every: '15,45 * * * * *', run: sweepSleepers(deps) },
    { name: 'sweep-paused', every: '25,55 * * * * *', run: sweepPaused(deps) },
    { name: 'sweep-doubts', every: '20 * * * * *', run: sweepDoubts(deps) },
    { name: 'rematch-deals', every: '45 * * * * *', run: rematchDeals(deps) },
    { name: 'follow-tasks', every: '50 */5 * * * *', run: deps.followTasks },
    { name: 'follow-settings', every: '45 * * * * *', run: sweepHeld(deps) },
    { name: 'finish-provisioning', every: '35 * * * * *', run: deps.finishProvisioning },
    { name: 'resume-disconnects', every: '5 * * * * *', run: deps.resumeDisconnects },
  ];
}
