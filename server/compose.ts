import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleepFor } from 'node:timers/promises';
import type { Logger } from 'pino';
import { createAudit } from './audit/audit.ts';
import { createReadAudit } from './audit/readAudit.ts';
import { createCards } from './cards/createCards.ts';
import { advanceBackfills } from './backfill/advanceBackfills.ts';
import { createBackfills } from './backfill/createBackfills.ts';
import { createBrief } from './brief/createBrief.ts';
import { createConversations } from './cards/conversations.ts';
import { COLLECTIONS } from './collections.ts';
import type { Clock } from './clock.ts';
import { createCrmEvents } from './crmEvents/createCrmEvents.ts';
import { noCrash, type Crashpoint } from './crashpoints.ts';
import type { Config } from './config/environment.ts';
import { createMetrics } from './health/metrics.ts';
import { createHealth } from './health/health.ts';
import { measureBacklog } from './health/backlog.ts';
import { createWatch } from './health/watch.ts';
import { createOpsServer } from './http/opsServer.ts';
import { createWebRole } from './http/webRole.ts';
import { createHubSpotCall } from './hubspot/call.ts';
import { createDirectory } from './hubspot/directory.ts';
import { createObjects } from './hubspot/objects.ts';
import { createContactSearch } from './hubspot/searchContacts.ts';
import { createTokenClient } from './hubspot/oauth.ts';
import { createRateWindow } from './hubspot/rateWindow.ts';
import { createSlowDown } from './hubspot/slowDown.ts';
import { createAccessTokens } from './installs/accessTokens.ts';
import { createCoachingObjects } from './installs/coachingObjects.ts';
import { createConnect } from './installs/connect.ts';
import { createReadConnection } from './installs/connection.ts';
import { createConnectionTest } from './installs/connectionTest.ts';
import { createDisconnect } from './installs/disconnect.ts';
import { installs } from './installs/install.ts';
import { createInstallStore } from './installs/installStore.ts';
import { createLinkTokens, linkTokenCollection } from './installs/linkTokens.ts';
import { createOAuthStates, oauthStates } from './installs/oauthState.ts';
import { createActivityKeyLost } from './installs/activityKeyLost.ts';
import { createRemakeProperties, createRestoreProperties } from './installs/restoreProperties.ts';
import { createRequireReconnect } from './installs/requireReconnect.ts';
import { createReadyProperties } from './installs/readyProperties.ts';
import { createProvision } from './installs/provision.ts';
import { createProvisionAnew } from './installs/provisionAnew.ts';
import { provisionPending } from './installs/provisionPending.ts';
import { releaseOnConnect } from './installs/releaseOnConnect.ts';
import { createVault } from './installs/vault.ts';
import { createJournal } from './intake/journal.ts';
import { createProjection } from './intake/project.ts';
import { createProjector } from './intake/projector.ts';
import { createCorrections } from './matching/corrections.ts';
import { createErasePerson } from './privacy/erasePerson.ts';
import { createErasures } from './privacy/erasures.ts';
import { createExportPerson } from './privacy/exportPerson.ts';
import { createTombstones } from './privacy/tombstones.ts';
import { createAdmit } from './queue/admission.ts';
import { createProposalDesk } from './proposals/createProposalDesk.ts';
import { createProposals } from './proposals/proposalStore.ts';
import { createReportRoom } from './reports/createReportRoom.ts';
import { createFigures } from './reports/figures.ts';
import { createPortalQueue } from './queue/portalQueue.ts';
import { createWorkflow } from './workflow/createWorkflow.ts';
import { createWorker } from './queue/worker.ts';
import { rematchDeals } from './schedule/rematchDeals.ts';
import { sweepDoubts } from './schedule/sweepDoubts.ts';
import { startSchedule, type Job } from './schedule/schedule.ts';
import { sweepHeld, sweepJournal, sweepPaused, sweepSleepers } from './schedule/sweeps.ts';
import { createSessionStore } from './sessions/sessionStore.ts';
import { createCoachingSwitch } from './settings/coachingSwitch.ts';
import { createCheckSettings } from './settings/checkSettings.ts';
import { underPlan } from './settings/premium.ts';
import { createFindContacts } from './settings/findContacts.ts';
import { createReadOptions } from './settings/readOptions.ts';
import { createSettingsStore, settingsCollection } from './settings/settingsStore.ts';
import { createSimulate } from './simulate/simulate.ts';
import type { Store } from './store/store.ts';
import { createSync } from './sync/createSync.ts';
import { createLedger } from './sync/ledger.ts';
import { createMarks } from './sync/marks.ts';
import { createChangePlan } from './sync/changePlan.ts';
import { createReleases } from './sync/releases.ts';
import { createLedgerReader } from './sync/readLedger.ts';
import { createCountedConversations } from './usage/countedConversations.ts';
import { createReadUsage } from './usage/readUsage.ts';
import { createOrganizations, organizations } from './usage/organization.ts';

export interface ComposeDeps {
  config: Config;
  store: Store;
  /** The store's (`store/storeClock.ts`): leases and due times are compared between processes. */
  clock: Clock;
  /** Milliseconds by which the machine's own clock is ahead of it; not at all unless told. */
  clockOffByMs?: () => number;
  log: Logger;
  fetch?: typeof fetch;
  /** Time and chance of a run that has to be repeatable; default the machine's. */
  sleep?: (ms: number) => Promise<void>;
  random?: () => number;
  /** Conversations in a flush at most; tests make them small to have many. */
  flushSize?: number;
  /** Where a test lets the process die; in production nothing happens there. */
  crash?: Crashpoint;
}

/** Portals one process serves side by side, and how soon it sees work another process queued. */
const SLOTS = 8;
const POLL_MS = 1_000;

const machineSleep = async (ms: number): Promise<void> => {
  // Not worth keeping the process alive for.
  await sleepFor(ms, undefined, { ref: false });
};

/** The composition root: the only place where the rooms meet. */
export function compose(deps: ComposeDeps) {
  const { config, store, clock, log, fetch: fetchOf = fetch, sleep = machineSleep, crash = noCrash } = deps;
  const clockOffByMs = deps.clockOffByMs ?? (() => 0);
  const metrics = createMetrics({ clockOffByMs });
  const watch = createWatch(metrics, clock);
  measureBacklog({ registry: metrics.registry, store, clock });
  const redirectUri = `${config.publicUrl}/oauth/callback`;
  const { hubspot, liveprompt } = config;

  // installs
  const installRows = store.collection(installs);
  const vault = createVault({ keys: config.encryptionKeys, randomBytes });
  const oauth = watch.tokens(
    createTokenClient({
      apiUrl: hubspot.apiUrl,
      apiVersion: hubspot.apiVersion,
      clientId: hubspot.clientId,
      clientSecret: hubspot.clientSecret,
      redirectUri,
      fetch: fetchOf,
      clock,
    }),
  );
  const tokens = createAccessTokens({
    installs: installRows,
    vault,
    oauth,
    clock,
    sleep,
    newId: randomUUID,
    log,
  });
  const installStore = createInstallStore({ installs: installRows, vault, clock });
  const settings = createSettingsStore({ settings: store.collection(settingsCollection), clock });
  const plans = createOrganizations({ organizations: store.collection(organizations) });
  const trail = createAudit({ store, clock });

  // hubspot
  const window = watch.window(createRateWindow({ store, limit: hubspot.rateLimit, clock, sleep }));
  const call = createHubSpotCall({
    apiUrl: hubspot.apiUrl,
    apiVersion: hubspot.apiVersion,
    fetch: fetchOf,
    tokens,
    window,
    slowDown: createSlowDown({
      window,
      timeZone: async (portalId) => (await installStore.ofPortal(portalId))?.timeZone ?? 'UTC',
      clock,
    }),
    clock,
    observe: watch.call,
  });
  const directory = createDirectory(call, clock);
  const coachingObjects = createCoachingObjects({ call, installs: installRows, clock });
  const settingsUnderPlan = async (orgId: string) =>
    underPlan(await settings.read(orgId), await plans.plan(orgId));

  // queue, sessions, sync
  const queue = createPortalQueue({ store, clock });
  const counted = createCountedConversations({ store });
  const ledger = watch.ledger(createLedger({ store, counted }));
  const releases = createReleases({
    ledger,
    queue,
    installOf: installStore.ofOrganization,
    settings: settings.read,
    clock,
  });
  const sessionStore = createSessionStore({ store });
  const readModel = createConversations({ store });
  const figures = createFigures({ store });
  const corrections = createCorrections({ store, clock });
  const proposals = createProposals({ store, clock });
  const restoreProperties = createRestoreProperties({ call, installs: installRows });
  const worker = createWorker({
    queue,
    serve: watch.serve(
      createSync({
        store,
        call,
        directory,
        ledger,
        sessions: sessionStore,
        conversations: readModel,
        figures,
        corrections,
        proposals,
        install: installStore.ofPortal,
        keyLost: createActivityKeyLost(installRows),
        restoreProperties,
        accessLost: createRequireReconnect({ installs: installRows, forget: tokens.forget }),
        coachingObjects,
        settings: settingsUnderPlan,
        counted,
        planOf: plans.plan,
        releases,
        waitingCalls: window.waitingCalls,
        ...(deps.flushSize === undefined ? {} : { flushSize: deps.flushSize }),
        appEvents: hubspot.appEvents,
        appId: hubspot.appId,
        appUrl: liveprompt.appUrl,
        clock,
        audit: trail,
        random: deps.random ?? Math.random,
        sleep,
        crash,
      }),
    ),
    owner: randomUUID(),
    slots: SLOTS,
    pollMs: POLL_MS,
    clock,
    log,
    crash,
  });

  // intake
  const journalStore = watch.journal(createJournal({ store, clock }));
  const tombstones = createTombstones({ store, clock });
  const project = createProjection({
    journal: journalStore,
    sessions: sessionStore,
    ledger,
    queue,
    admit: createAdmit({ installsOf: installStore.ofOrganizations, settingsOf: settings.readAll }),
    strip: tombstones.strip,
    setPlan: createChangePlan({ organizations: plans, releases, audit: trail }),
    clock,
    log,
    crash,
  });

  const projector = createProjector({ project, log });

  const erasures = createErasures({
    store,
    clock,
    erase: createErasePerson({ store, tombstones }),
    installOf: installStore.ofOrganization,
    audit: trail,
  });
  const crmEvents = createCrmEvents({
    store,
    clock,
    log,
    queue,
    audit: trail,
    tombstones,
    installOf: installStore.ofPortal,
  });

  // connect and disconnect
  const disconnect = createDisconnect({
    store,
    collections: COLLECTIONS,
    call,
    oauth,
    vault,
    audit: trail,
    clock,
    forget: (portalId) => {
      tokens.forget(portalId);
      directory.forget(portalId);
    },
    log,
  });
  const provision = createProvision({ call, installs: installRows, clock, log });
  const connect = releaseOnConnect(
    createConnect({
      oauth,
      store: installStore,
      provision,
      settleDisconnect: disconnect.settleBeforeGrant,
      audit: trail,
      sleep,
      log,
    }),
    {
      release: ledger.releasePaused,
      releaseForbidden: releases.afterGrant,
      wake: queue.wake,
      clock,
    },
  );
  const provisionAnew = createProvisionAnew(installRows);
  const reader = createLedgerReader({
    ledger,
    queue,
    installOf: installStore.ofOrganization,
    provisionAnew,
    clock,
  });

  const simulate = createSimulate({
    store,
    clock,
    call,
    directory,
    conversations: readModel,
    corrections,
    proposals,
    ledger,
    sessions: sessionStore,
    installOf: installStore.ofOrganization,
    savedSettings: settings.read,
    appEvents: hubspot.appEvents,
    appUrl: liveprompt.appUrl,
  });

  const reports = createReportRoom({
    figures,
    call,
    directory,
    installOf: installStore.ofOrganization,
    installOfPortal: installStore.ofPortal,
    settings: settings.read,
    noteSeen: readModel.noteSeen,
    isWaiting: (portalId) => window.waitingCalls(portalId) > 0,
    clock,
    log,
  });
  const readOptions = createReadOptions({ directory, installOf: installStore.ofOrganization });
  const proposalDesk = createProposalDesk({
    proposals,
    call,
    marks: createMarks({ store }),
    installOf: installStore.ofOrganization,
    audit: trail,
    clock,
    sleep,
  });

  const readUsage = createReadUsage({
    countSynced: releases.countFirstSynced,
    organizations: plans,
    settings,
    countHeld: releases.countPlanLimited,
    clock,
  });
  const backfillDeps = {
    store,
    ledger,
    sessions: sessionStore,
    installOf: installStore.ofOrganization,
    clock,
  };

  const web = createWebRole({
    backfills: createBackfills({ ...backfillDeps, simulate, settings: settings.read, newId: randomUUID }),
    proposalDesk,
    readBrief: createBrief({
      store,
      call,
      directory,
      conversations: readModel,
      installOf: installStore.ofOrganization,
      settings: settings.read,
      appUrl: liveprompt.appUrl,
      clock,
      deadline: (ms) => AbortSignal.timeout(ms),
    }),
    readReports: reports.read,
    createReadyProperties: createReadyProperties({ call, forget: directory.forget }),
    simulate,
    config,
    log,
    crash,
    clock,
    registry: metrics.registry,
    ping: () => store.ping(),
    clockOffByMs,
    sleep,
    randomBytes,
    journal: journalStore,
    projector,
    states: createOAuthStates({
      states: store.collection(oauthStates),
      secret: liveprompt.apiSecret,
      clock,
      randomBytes,
    }),
    linkTokens: createLinkTokens({ tokens: store.collection(linkTokenCollection), clock, randomBytes }),
    connect,
    disconnect,
    redirectUri,
    readConnection: createReadConnection({
      store: installStore,
      readUsage,
      manageUrl: `${liveprompt.appUrl}/integrations/hubspot`,
    }),
    testConnection: createConnectionTest({
      store: installStore,
      tokens,
      oauth,
      call,
      wantsCoaching: async (orgId) => (await settingsUnderPlan(orgId)).sync.customObject !== null,
      coachingObjects,
      remake: createRemakeProperties({
        restore: restoreProperties,
        installs: installRows,
        clock,
        complete: releases.afterProvisioning,
      }),
      provisionAnew,
      pingStore: () => store.ping(),
    }),
    settings,
    audit: trail,
    readAudit: createReadAudit({ store }),
    readOptions,
    findContacts: createFindContacts({
      searchContacts: createContactSearch(call),
      objects: createObjects(call),
      installOf: installStore.ofOrganization,
    }),
    checkSettings: createCheckSettings({
      readOptions,
      objects: createObjects(call),
      installOf: installStore.ofOrganization,
      planOf: plans.plan,
      coachingObjects,
    }),
    switchCoaching: createCoachingSwitch({
      coachingObjects,
      installOf: installStore.ofOrganization,
      log,
    }),
    ledger: reader,
    releases,
    readUsage,
    installOf: installStore.ofOrganization,
    readHealth: createHealth({
      ledger,
      reader,
      installOf: installStore.ofOrganization,
      settings: settings.read,
      clock,
    }),
    installOfPortal: installStore.ofPortal,
    erasures,
    exportPerson: createExportPerson({ store, clock }),
    acceptCrmEvents: crmEvents.accept,
    workflow: createWorkflow({
      store,
      call,
      conversations: readModel,
      installOf: installStore.ofPortal,
      appUrl: liveprompt.appUrl,
      clock,
      sleep,
    }),
    conversations: readModel,
    proposalsOn: proposals.onCard,
    sessions: sessionStore,
    ...createCards({
      conversations: readModel,
      corrections,
      decideTask: ledger.decideTask,
      taskDecision: ledger.taskDecision,
      tasksChanged: (orgId, sessionId) => figures.lookSoon(orgId, sessionId, clock.now()),
      resync: reader.retry,
      call,
      directory,
      audit: trail,
      clock,
      sleep,
    }),
  });

  const jobs: readonly Job[] = [
    {
      name: 'sweep-journal',
      every: '*/30 * * * * *',
      run: sweepJournal({ journal: journalStore, project, log }),
    },
    {
      name: 'advance-backfills',
      every: '*/5 * * * * *',
      run: advanceBackfills({ ...backfillDeps, queue, log }),
    },
    { name: 'finish-erasures', every: '*/10 * * * * *', run: erasures.sweep },
    { name: 'sweep-crm-events', every: '*/10 * * * * *', run: crmEvents.worker.sweep },
    {
      name: 'sweep-sleepers',
      every: '15,45 * * * * *',
      run: sweepSleepers({ ledger, queue, clock, log }),
    },
    {
      name: 'sweep-paused',
      every: '25,55 * * * * *',
      run: sweepPaused({ ledger, queue, installOf: installStore.ofOrganization, clock }),
    },
    {
      name: 'sweep-doubts',
      every: '20 * * * * *',
      run: sweepDoubts({ ledger, queue, installOf: installStore.ofOrganization, clock }),
    },
    {
      name: 'rematch-deals',
      every: '45 * * * * *',
      run: rematchDeals({ ledger, queue, installOf: installStore.ofOrganization, clock }),
    },
    { name: 'follow-tasks', every: '50 */5 * * * *', run: reports.followTasks },
    {
      name: 'follow-settings',
      every: '45 * * * * *',
      run: sweepHeld({ releases }),
    },
    {
      name: 'finish-provisioning',
      every: '35 * * * * *',
      run: provisionPending({
        installs: installRows,
        provision,
        provisioned: releases.afterProvisioning,
        clock,
        log,
      }),
    },
    { name: 'resume-disconnects', every: '5 * * * * *', run: () => disconnect.resume() },
  ];
  return {
    web,
    ops: createOpsServer({ log, registry: metrics.registry, ping: () => store.ping(), clockOffByMs, sleep }),
    worker,
    /** Resolves when nothing that this process took in from liveprompt or HubSpot is under way in it. */
    async takenInSettled(): Promise<void> {
      await Promise.all([projector.settled(), crmEvents.worker.settled()]);
    },
    /** What the schedule runs; a run on another clock than the machine's starts them itself. */
    jobs,
    /** What `/metrics` shows. */
    metrics: metrics.registry,
    startSchedule: () => startSchedule({ store, log }, jobs),
  };
}

export type Composition = ReturnType<typeof compose>;
