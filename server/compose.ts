import { randomBytes, randomUUID } from 'node:crypto';
import { createAudit } from './audit/audit.ts';
import { createSeals } from './audit/seal.ts';
import { createReadAudit } from './audit/readAudit.ts';
import { createCards } from './cards/createCards.ts';
import { createBackfills } from './backfill/createBackfills.ts';
import { createBrief } from './brief/createBrief.ts';
import { createConversations } from './cards/conversations.ts';
import { COLLECTIONS } from './collections.ts';
import { systemSleep } from './clock.ts';
import { createCrmEvents } from './crmEvents/createCrmEvents.ts';
import { noCrash } from './crashpoints.ts';
import type { ComposeDeps } from './compose.types.ts';
import { createMetrics } from './health/metrics.ts';
import { createHealth } from './health/health.ts';
import { measureBacklog } from './health/backlog.ts';
import { createWatch } from './health/watch.ts';
import { createOpsServer } from './http/opsServer.ts';
import { createWebRole } from './http/webRole.ts';
import { createReadConnection } from './installs/connection.ts';
import { createCorrections } from './matching/corrections.ts';
import { createPrivacy } from './privacy/createPrivacy.ts';
import { createProposalDesk } from './proposals/createProposalDesk.ts';
import { createProposals } from './proposals/proposalStore.ts';
import { createReportRoom } from './reports/createReportRoom.ts';
import { createFigures } from './reports/figures.ts';
import { createPortalQueue } from './queue/portalQueue.ts';
import { createWorkflow } from './workflow/createWorkflow.ts';
import { createWorker } from './queue/worker.ts';
import { startSchedule } from './schedule/schedule.ts';
import { createSessionStore } from './sessions/sessionStore.ts';
import { createTerms } from './settings/premium.ts';
import { createSettingsStore, settingsCollection } from './settings/settingsStore.ts';
import { createSimulate } from './simulate/simulate.ts';
import { createSync } from './sync/createSync.ts';
import { createLedger } from './sync/ledger.ts';
import { createMarks } from './sync/marks.ts';
import { createChangePlan } from './sync/changePlan.ts';
import { createReleases } from './sync/releases.ts';
import { createLedgerReader } from './sync/readLedger.ts';
import { createCountedConversations } from './usage/countedConversations.ts';
import { createReadUsage } from './usage/readUsage.ts';
import { createOrganizations, organizations } from './usage/organization.ts';
import { createHubSpot } from './hubspot/createHubSpot.ts';
import { createAccess } from './installs/createAccess.ts';
import { createConnecting } from './installs/createConnecting.ts';
import { createIntake } from './intake/createIntake.ts';
import { createJobs } from './schedule/createJobs.ts';
import { createSettingsRoom } from './settings/createSettingsRoom.ts';

/** Portals one process serves side by side, and how soon it sees work another process queued. */
const [SLOTS, POLL_MS] = [8, 1_000];

/** The composition root: the only place where the rooms meet. */
export function compose(deps: ComposeDeps) {
  const { config, store, clock, log, fetch: fetchOf = fetch, clockOffByMs = () => 0 } = deps;
  const { sleep = systemSleep, crash = noCrash } = deps;
  const metrics = createMetrics({ clockOffByMs });
  const watch = createWatch(metrics, clock);
  measureBacklog({ registry: metrics.registry, store, clock });
  const redirectUri = `${config.publicUrl}/oauth/callback`;
  const { hubspot, liveprompt } = config;

  // installs, hubspot
  const access = createAccess({
    ...hubspot,
    store,
    watched: watch.tokens,
    keys: config.encryptionKeys,
    redirectUri,
    fetch: fetchOf,
    randomBytes,
    newId: randomUUID,
    clock,
    sleep,
    log,
  });
  const { tokens, installs: installStore } = access;
  const installOf = installStore.ofOrganization;
  const settings = createSettingsStore({ settings: store.collection(settingsCollection), clock });
  const plans = createOrganizations({ organizations: store.collection(organizations) });
  const { window, call, directory } = createHubSpot({
    ...hubspot,
    store,
    fetch: fetchOf,
    tokens,
    watched: watch.window,
    timeZone: async (portalId) => (await installStore.ofPortal(portalId))?.timeZone ?? 'UTC',
    clock,
    sleep,
    observe: watch.call,
  });
  const terms = createTerms({ settings: settings.read, planOf: plans.plan });
  const queue = createPortalQueue({ store, clock });
  const counted = createCountedConversations({ store });
  const ledger = watch.ledger(createLedger({ store, counted }));
  const releases = createReleases({ ledger, queue, installOf, settings: settings.read, clock });
  const readModel = createConversations({ store });
  const figures = createFigures({ store });
  /** What most rooms take some of; each says in its own type which. */
  const common = {
    store,
    clock,
    sleep,
    log,
    crash,
    call,
    directory,
    queue,
    ledger,
    releases,
    counted,
    figures,
    audit: createAudit({ store, clock, seals: createSeals(config.encryptionKeys) }),
    sessions: createSessionStore({ store }),
    conversations: readModel,
    corrections: createCorrections({ store, clock }),
    proposals: createProposals({ store, clock }),
    installOf,
    installOfPortal: installStore.ofPortal,
    settings: settings.read,
    planOf: plans.plan,
    appUrl: liveprompt.appUrl,
    appEvents: hubspot.appEvents,
    newId: randomUUID,
    randomBytes,
    ping: () => store.ping(),
  };

  const connecting = createConnecting({
    ...common,
    access,
    collections: COLLECTIONS,
    forgetPortal: directory.forget,
    release: ledger.releasePaused,
    releaseForbidden: releases.afterGrant,
    provisioned: releases.afterProvisioning,
    wake: queue.wake,
    wantsCoaching: async (orgId) => (await terms(orgId)).settings.sync.customObject !== null,
    pingStore: common.ping,
    secret: liveprompt.apiSecret,
  });
  const sync = createSync({
    ...common,
    ...connecting.lost,
    coachingObjects: connecting.coachingObjects,
    install: installStore.ofPortal,
    terms,
    waitingCalls: window.waitingCalls,
    prepareCalls: (portalId) => Promise.allSettled([tokens.current(portalId), window.prepare(portalId)]),
    ...(deps.flushSize === undefined ? {} : { flushSize: deps.flushSize }),
    appId: hubspot.appId,
    random: deps.random ?? Math.random,
  });
  const worker = createWorker({
    ...common,
    serve: watch.serve(sync),
    owner: randomUUID(),
    slots: SLOTS,
    pollMs: POLL_MS,
  });

  const privacy = createPrivacy(common);
  const intake = createIntake({
    ...common,
    watched: watch.journal,
    installsOf: installStore.ofOrganizations,
    settingsOf: settings.readAll,
    strip: privacy.tombstones.strip,
    setPlan: createChangePlan({ ...common, organizations: plans }),
  });
  const crmEvents = createCrmEvents({ ...common, ...privacy, installOf: installStore.ofPortal });
  const reader = createLedgerReader({ ...common, ...connecting });
  const simulate = createSimulate({ ...common, savedSettings: settings.read });
  const reports = createReportRoom({
    ...common,
    noteSeen: readModel.noteSeen,
    isWaiting: (portalId) => window.waitingCalls(portalId) > 0,
  });
  const readUsage = createReadUsage({
    countSynced: releases.countFirstSynced,
    organizations: plans,
    settings,
    countHeld: releases.countPlanLimited,
    clock,
  });

  const web = createWebRole({
    ...common,
    ...intake,
    ...connecting,
    ...privacy,
    ...createSettingsRoom({ ...common, ...connecting }),
    ...createCards({
      ...common,
      decideTask: ledger.decideTask,
      taskDecision: ledger.taskDecision,
      tasksChanged: (orgId, sessionId) => figures.lookSoon(orgId, sessionId, clock.now()),
      resync: reader.retry,
    }),
    config,
    redirectUri,
    registry: metrics.registry,
    clockOffByMs,
    settings,
    ledger: reader,
    simulate,
    readUsage,
    readReports: reports.read,
    backfills: createBackfills({ ...common, simulate }),
    proposalDesk: createProposalDesk({ ...common, marks: createMarks({ store }) }),
    proposalsOn: common.proposals.onCard,
    readBrief: createBrief({ ...common, deadline: deps.deadline ?? ((ms) => AbortSignal.timeout(ms)) }),
    readConnection: createReadConnection({
      store: installStore,
      readUsage,
      manageUrl: `${liveprompt.appUrl}/integrations/hubspot`,
    }),
    readAudit: createReadAudit({ store }),
    readHealth: createHealth({ ...common, reader }),
    acceptCrmEvents: crmEvents.accept,
    workflow: createWorkflow({ ...common, installOf: installStore.ofPortal }),
  });

  const jobs = createJobs({
    ...common,
    ...intake,
    ...privacy,
    sweepCrmEvents: crmEvents.worker.sweep,
    followTasks: reports.followTasks,
    finishProvisioning: connecting.finishProvisioning,
    resumeDisconnects: () => connecting.disconnect.resume(),
  });
  return {
    web,
    ops: createOpsServer({ ...common, registry: metrics.registry, clockOffByMs }),
    worker,
    /** Resolves when nothing that this process took in from liveprompt or HubSpot is under way in it. */
    async takenInSettled(): Promise<void> {
      await Promise.all([intake.projector.settled(), crmEvents.worker.settled()]);
    },
    /** What the schedule runs; a run on another clock than the machine's starts them itself. */
    jobs,
    metrics: metrics.registry,
    startSchedule: () => startSchedule({ store, log }, jobs),
  };
}

export type Composition = ReturnType<typeof compose>;
