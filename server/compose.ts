import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleepFor } from 'node:timers/promises';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { audit, createAudit } from './audit/audit.ts';
import { conversations, createConversations } from './cards/conversations.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config/environment.ts';
import { createHealth } from './health/health.ts';
import { createWebRole } from './http/webRole.ts';
import { createAssociations } from './hubspot/associations.ts';
import { createBatchWriter } from './hubspot/batchWrite.ts';
import { createHubSpotCall } from './hubspot/call.ts';
import { createDirectory } from './hubspot/directory.ts';
import { createTokenClient } from './hubspot/oauth.ts';
import { createObjects } from './hubspot/objects.ts';
import { createRateWindow, rateWindows } from './hubspot/rateWindow.ts';
import { createAccessTokens } from './installs/accessTokens.ts';
import { createConnect } from './installs/connect.ts';
import { createReadConnection } from './installs/connection.ts';
import { createConnectionTest } from './installs/connectionTest.ts';
import { createDisconnect, disconnects } from './installs/disconnect.ts';
import { installs } from './installs/install.ts';
import { createInstallStore } from './installs/installStore.ts';
import { createLinkTokens, linkTokenCollection } from './installs/linkTokens.ts';
import { createOAuthStates, oauthStates } from './installs/oauthState.ts';
import { createProvision } from './installs/provision.ts';
import { provisionPending } from './installs/provisionPending.ts';
import { releaseOnConnect } from './installs/releaseOnConnect.ts';
import { createVault } from './installs/vault.ts';
import { createJournal, journal } from './intake/journal.ts';
import { createProjection } from './intake/project.ts';
import { createAdmit } from './queue/admission.ts';
import { createPortalQueue, portals } from './queue/portalQueue.ts';
import { createWorker } from './queue/worker.ts';
import { startSchedule, ticks } from './schedule/schedule.ts';
import { sweepJournal, sweepPaused, sweepSleepers } from './schedule/sweeps.ts';
import { createSessionStore, sessions } from './sessions/sessionStore.ts';
import { createSettingsStore, settingsCollection } from './settings/settingsStore.ts';
import type { CollectionSpec, Store } from './store/store.ts';
import type { mongo } from 'mongoose';
import { companyDomains, createCompanyDomains } from './sync/companyDomains.ts';
import { createLedger, syncs } from './sync/ledger.ts';
import { createMarks, marks } from './sync/marks.ts';
import { createLedgerReader } from './sync/readLedger.ts';
import { createServePortal } from './sync/serve.ts';
import { createSettler } from './sync/settle.ts';
import { createSnapshotReader } from './sync/snapshot.ts';
import { createActivityStep } from './sync/stepActivities.ts';
import { createEventStep } from './sync/stepEvents.ts';
import { createPeopleStep } from './sync/stepPeople.ts';
import { createRecordStep } from './sync/stepRecords.ts';
import { createTurn } from './sync/turn.ts';
import { createOrganizations, organizations } from './usage/organization.ts';

/** Every collection there is. Disconnect wipes by this list, start-up makes the indexes of this list. */
export const COLLECTIONS: readonly CollectionSpec<mongo.Document>[] = [
  audit,
  companyDomains,
  conversations,
  disconnects,
  installs,
  journal,
  linkTokenCollection,
  marks,
  oauthStates,
  organizations,
  portals,
  rateWindows,
  sessions,
  settingsCollection,
  syncs,
  ticks,
];

export interface ComposeDeps {
  config: Config;
  store: Store;
  clock: Clock;
  log: Logger;
  fetch?: typeof fetch;
}

/** Portals one process serves side by side, and how soon it sees work another process queued. */
const SLOTS = 8;
const POLL_MS = 1_000;

const sleep = async (ms: number): Promise<void> => {
  // Not worth keeping the process alive for.
  await sleepFor(ms, undefined, { ref: false });
};

/** The composition root: the only place where the rooms meet. */
export function compose({ config, store, clock, log, fetch: fetchOf = fetch }: ComposeDeps) {
  const registry = createMetrics();
  const redirectUri = `${config.publicUrl}/oauth/callback`;
  const { hubspot, liveprompt } = config;

  // installs
  const installRows = store.collection(installs);
  const vault = createVault({ keys: config.encryptionKeys, randomBytes });
  const oauth = createTokenClient({
    apiUrl: hubspot.apiUrl,
    apiVersion: hubspot.apiVersion,
    clientId: hubspot.clientId,
    clientSecret: hubspot.clientSecret,
    redirectUri,
    fetch: fetchOf,
    clock,
  });
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
  const trail = createAudit({ entries: store.collection(audit), clock });

  // hubspot
  const window = createRateWindow({ store, limit: hubspot.rateLimit, clock, sleep });
  const call = createHubSpotCall({
    apiUrl: hubspot.apiUrl,
    apiVersion: hubspot.apiVersion,
    fetch: fetchOf,
    tokens,
    window,
    clock,
    observe: registry.observeCall,
  });
  const objects = createObjects(call);
  const associations = createAssociations(call);
  const write = createBatchWriter(call);
  const directory = createDirectory(call, clock);

  // queue, sessions, sync
  const queue = createPortalQueue({ store, clock });
  const ledger = createLedger({ store });
  const sessionStore = createSessionStore({ store });
  const readModel = createConversations({ store });
  const domains = createCompanyDomains({ store, clock });
  const markStore = createMarks({ store });
  const runTurn = createTurn({
    sessions: sessionStore,
    settle: createSettler({ objects, associations, clock }),
    readSnapshot: createSnapshotReader({
      objects,
      associations,
      directory,
      companyDomains: domains,
      conversations: readModel,
      marks: markStore,
    }),
    steps: {
      people: createPeopleStep({ write, associations, companyDomains: domains }),
      activities: createActivityStep({ write, objects, associations, ledger, clock }),
      records: createRecordStep({ write, marks: markStore }),
      events: createEventStep({ call }),
    },
    conversations: readModel,
    ledger,
    clock,
    random: Math.random,
  });
  const worker = createWorker({
    queue,
    serve: createServePortal({
      install: installStore.ofPortal,
      settings: settings.read,
      ledger,
      runTurn,
      appEvents: hubspot.appEvents,
      appUrl: liveprompt.appUrl,
      clock,
    }),
    owner: randomUUID(),
    slots: SLOTS,
    pollMs: POLL_MS,
    now: () => clock.now(),
    log,
  });

  // intake
  const journalStore = createJournal({ store, clock });
  const project = createProjection({
    journal: journalStore,
    sessions: sessionStore,
    ledger,
    queue,
    admit: createAdmit({ installOf: installStore.ofOrganization, settings: settings.read }),
    setPlan: plans.setPlan,
    clock,
    log,
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
    { release: ledger.releasePaused, wake: queue.wake, clock },
  );
  const reader = createLedgerReader({ ledger, queue, installOf: installStore.ofOrganization, clock });

  const web = createWebRole({
    config,
    log,
    clock,
    registry: registry.registry,
    ping: () => store.ping(),
    sleep,
    randomBytes,
    journal: journalStore,
    project,
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
      organizations: plans,
      settings,
      countUsed: ledger.countFirstSyncedSince,
      clock,
    }),
    testConnection: createConnectionTest({
      store: installStore,
      tokens,
      oauth,
      call,
      pingStore: () => store.ping(),
    }),
    settings,
    audit: trail,
    ledger: reader,
    readHealth: createHealth({
      ledger,
      reader,
      installOf: installStore.ofOrganization,
      settings: settings.read,
      clock,
    }),
    installOfPortal: installStore.ofPortal,
    conversations: readModel,
  });

  return {
    web,
    worker,
    startSchedule: () =>
      startSchedule({ store, log }, [
        {
          name: 'sweep-journal',
          every: '*/30 * * * * *',
          run: sweepJournal({ journal: journalStore, project, log }),
        },
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
          name: 'finish-provisioning',
          every: '35 * * * * *',
          run: provisionPending({ installs: installRows, provision, log }),
        },
        { name: 'resume-disconnects', every: '5 * * * * *', run: () => disconnect.resume() },
      ]),
  };
}

export type Composition = ReturnType<typeof compose>;

function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const calls = new Counter({
    name: 'liveprompt_hubspot_calls_total',
    help: 'Calls to HubSpot by endpoint and outcome.',
    labelNames: ['endpoint', 'outcome'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'liveprompt_hubspot_call_seconds',
    help: 'Time from wanting a call to its answer, rate window included.',
    labelNames: ['endpoint'],
    registers: [registry],
  });
  return {
    registry,
    observeCall: ({ endpoint, outcome, ms }: { endpoint: string; outcome: string; ms: number }) => {
      calls.inc({ endpoint, outcome });
      seconds.observe({ endpoint }, ms / 1_000);
    },
  };
}
