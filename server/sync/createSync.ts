import type { Audit } from '../audit/audit.types.ts';
import type { Clock } from '../clock.ts';
import type { Crashpoint } from '../crashpoints.ts';
import type { Conversations } from '../cards/conversations.ts';
import type { Figures } from '../reports/figures.ts';
import { createAssociations } from '../hubspot/associations.ts';
import { createDefaultLinks } from '../hubspot/defaultLinks.ts';
import { createBatchWriter } from '../hubspot/batchWrite.ts';
import type { HubSpotCall } from '../hubspot/call.types.ts';
import type { Directory } from '../hubspot/directory.ts';
import { createObjects } from '../hubspot/objects.ts';
import { createReadOrigins } from '../hubspot/readOrigins.ts';
import { createNameSearch } from '../hubspot/searchNames.ts';
import type { CoachingObjects } from '../installs/coachingObjects.ts';
import type { InstallDocument } from '../installs/install.ts';
import type { ActivityKeyLost } from '../installs/activityKeyLost.ts';
import type { RestoreProperties } from '../installs/restoreProperties.ts';
import type { RequireReconnect } from '../installs/requireReconnect.ts';
import type { Corrections } from '../matching/corrections.ts';
import { createStageWritten } from '../proposals/auditEntry.ts';
import type { Proposals } from '../proposals/proposalStore.ts';
import type { ServePortal } from '../queue/worker.ts';
import type { SessionStore } from '../sessions/sessionStore.ts';
import type { Store } from '../store/store.ts';
import { createCoachingLook } from './lookForCoaching.ts';
import { createCloseTurn } from './closeTurn.ts';
import { createCompanyDomains } from './companyDomains.ts';
import { createDecide } from './decide.ts';
import { createFindByKey } from './findByKey.ts';
import { createForgivingWriter } from './forgivingWriter.ts';
import { createKeepFigures } from './keepFigures.ts';
import type { Ledger } from './ledger.ts';
import { createPlanLimit, type PlanLimitDeps } from './planLimit.ts';
import { createMarks } from './marks.ts';
import { createServePortal, type ServeDeps } from './serve.ts';
import { createSettler } from './settle.ts';
import { createSnapshotReader } from './snapshot.ts';
import { createCoachingStep } from './stepCoachingSessions.ts';
import { createActivityStep } from './stepActivities.ts';
import { createEventStep } from './stepEvents.ts';
import { createPeopleStep } from './stepPeople.ts';
import { createProposalStep } from './stepProposals.ts';
import { createRecordStep } from './stepRecords.ts';
import { createSweepCompanies } from './sweepCompanies.ts';
import { createSweepLate } from './sweepLate.ts';
import { createTakeDue } from './takeDue.ts';
import { createTurn } from './turn.ts';

export interface SyncDeps extends Pick<PlanLimitDeps, 'counted' | 'planOf' | 'releases'> {
  store: Store;
  call: HubSpotCall;
  directory: Directory;
  ledger: Ledger;
  sessions: SessionStore;
  conversations: Conversations;
  figures: Figures;
  corrections: Corrections;
  proposals: Proposals;
  coachingObjects: CoachingObjects;
  install: (portalId: string) => Promise<InstallDocument | null>;
  accessLost: RequireReconnect;
  keyLost: ActivityKeyLost;
  restoreProperties: RestoreProperties;
  terms: ServeDeps['terms'];
  waitingCalls: (portalId: string) => number;
  prepareCalls: (portalId: string) => Promise<unknown>;
  /** Conversations in a flush at most; default HubSpot's batch size, so that one write per type does for all. */
  flushSize?: number;
  appEvents: boolean;
  appId: string;
  appUrl: string;
  audit: Audit;
  clock: Clock;
  sleep: (ms: number) => Promise<void>;
  /** 0 ≤ random < 1; spreads retries. */
  random: () => number;
  crash: Crashpoint;
}

/** HubSpot's batch size (hubspot-api.md §2.1). */
const BATCH = 100;

/** The sync of one portal, put together: settle, snapshot, plan, steps, ledger. */
export function createSync(deps: SyncDeps): ServePortal {
  const { store, call, ledger, clock, crash } = deps;
  const objects = createObjects(call);
  const associations = createAssociations(call);
  const write = createBatchWriter(call, deps.sleep);
  const companyDomains = createCompanyDomains({ store, clock });
  const marks = createMarks({ store });
  const { proposals } = deps;
  const coaching = createCoachingStep({
    write,
    link: createDefaultLinks(call),
    associations,
    doubt: deps.coachingObjects.doubt,
    clock,
    crash,
  });
  const forgiving = createForgivingWriter({
    write,
    restore: deps.restoreProperties,
    forget: deps.directory.forget,
    crash,
  });
  const findByKey = createFindByKey({ objects, associations, crash });
  const runTurn = createTurn({
    ...deps,
    closing: createCloseTurn(deps),
    keepFigures: createKeepFigures(deps),
    lookForCoaching: createCoachingLook(deps),
    settle: createSettler({ ...deps, findByKey }),
    sweepLate: createSweepLate({ ...deps, objects, findByKey }),
    sweepCompanies: createSweepCompanies({
      ...deps,
      companyDomains,
      objects,
      associations,
      readOrigins: createReadOrigins(call),
    }),
    readSnapshot: createSnapshotReader({
      ...deps,
      linkedTo: ledger.linkedTo,
      objects,
      searchNames: createNameSearch(call),
      associations,
      companyDomains,
      marks,
    }),
    decide: createDecide({ objects, clock }),
    rememberDomains: (portalId, found) => companyDomains.rememberAll(portalId, found),
    steps: {
      people: createPeopleStep({ write, associations, companyDomains, crash }),
      activities: createActivityStep({ ...deps, write: forgiving, objects, associations, coaching }),
      records: createRecordStep({
        write: forgiving,
        marks,
        proposals,
        crash,
        stageWritten: createStageWritten(deps.audit),
      }),
      proposals: createProposalStep({ proposals, crash }),
      events: createEventStep({ call, crash }),
    },
  });
  const planLimit = createPlanLimit(deps);
  const takeDue = createTakeDue({ ...deps, planLimit, flushSize: deps.flushSize ?? BATCH });
  return createServePortal({ ...deps, planLimit, ...takeDue, runTurn });
}
