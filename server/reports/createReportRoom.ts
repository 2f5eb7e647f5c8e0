import type { HubSpotCall } from '../hubspot/call.types.ts';
import type { Directory } from '../hubspot/directory.ts';
import { createObjects } from '../hubspot/objects.ts';
import { createCompanyNames } from './companyNames.ts';
import { createReports, type ReportsDeps } from './createReports.ts';
import type { Figures } from './figures.ts';
import { createFollowTasks, type FollowTasksDeps } from './followTasks.ts';

export interface ReportRoomDeps
  extends
    Omit<ReportsDeps, 'companyNames' | 'figures' | 'directory'>,
    Pick<FollowTasksDeps, 'noteSeen' | 'isWaiting' | 'log'> {
  figures: Figures;
  call: HubSpotCall;
  directory: Directory;
  installOfPortal: FollowTasksDeps['installOf'];
}

/** The reports' room, put together: what people read, and what keeps it true. */
export function createReportRoom(deps: ReportRoomDeps) {
  const objects = createObjects(deps.call);
  const deadline = (ms: number) => AbortSignal.timeout(ms);
  return {
    read: createReports({ ...deps, companyNames: createCompanyNames({ objects, deadline }) }),
    followTasks: createFollowTasks({ ...deps, objects, installOf: deps.installOfPortal }),
  };
}
