import type { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Audit } from '../audit/audit.ts';
import type { Conversations } from '../cards/conversations.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config/environment.ts';
import type { ReadHealth } from '../health/health.ts';
import type { Connect } from '../installs/connect.ts';
import type { ReadConnection } from '../installs/connection.ts';
import type { TestConnection } from '../installs/connectionTest.ts';
import { consentUrl } from '../installs/consentUrl.ts';
import type { Disconnect } from '../installs/disconnect.ts';
import type { InstallDocument } from '../installs/install.ts';
import type { LinkTokens } from '../installs/linkTokens.ts';
import type { OAuthStates } from '../installs/oauthState.ts';
import { createFrontDoor, isIntake } from '../intake/frontDoor.ts';
import type { Journal } from '../intake/journal.ts';
import type { Project } from '../intake/project.ts';
import type { SettingsStore } from '../settings/settingsStore.ts';
import type { LedgerReader } from '../sync/readLedger.ts';
import { deleteConnection } from './api/deleteConnection.ts';
import { getConnection } from './api/getConnection.ts';
import { getHealth } from './api/getHealth.ts';
import { getSettings } from './api/getSettings.ts';
import { getSync } from './api/getSync.ts';
import { linkConnection } from './api/linkConnection.ts';
import { listSyncs } from './api/listSyncs.ts';
import { postConnection } from './api/postConnection.ts';
import { putSettings } from './api/putSettings.ts';
import { retryFailedSyncs } from './api/retryFailedSyncs.ts';
import { retrySync } from './api/retrySync.ts';
import { testConnection } from './api/testConnection.ts';
import { apiRouter } from './apiRouter.ts';
import { createApp } from './app.ts';
import { browserRouter } from './browserRouter.ts';
import { getCard } from './hubspot/getCard.ts';
import { hubspotRouter } from './hubspotRouter.ts';
import { createAuthenticate } from './middleware/authenticate.ts';
import { getCallback } from './oauth/getCallback.ts';
import { getInstall } from './oauth/getInstall.ts';
import { getLink } from './oauth/getLink.ts';
import { healthz } from './ops/healthz.ts';
import { metrics } from './ops/metrics.ts';
import { readyz } from './ops/readyz.ts';

export interface WebRoleDeps {
  config: Config;
  log: Logger;
  clock: Clock;
  registry: Registry;
  ping: () => Promise<void>;
  sleep: (ms: number) => Promise<void>;
  randomBytes: typeof randomBytes;
  journal: Journal;
  project: Project;
  states: OAuthStates;
  linkTokens: LinkTokens;
  connect: Connect;
  disconnect: Disconnect;
  redirectUri: string;
  readConnection: ReadConnection;
  testConnection: TestConnection;
  settings: SettingsStore;
  audit: Audit;
  ledger: LedgerReader;
  readHealth: ReadHealth;
  installOfPortal: (portalId: string) => Promise<InstallDocument | null>;
  conversations: Conversations;
}

/** A client that sends slowly holds a socket this long at most (reliability.md §5 "size"); 16 kB of headers are plenty. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16_384,
};

/** Every door of the product: the webhook door before Express, the rest behind it, one line per endpoint. */
export function createWebRole(deps: WebRoleDeps): Server {
  const { config, log, clock } = deps;
  const { hubspot, liveprompt, publicUrl } = config;
  const secure = publicUrl.startsWith('https:');
  const appUrl = liveprompt.appUrl;
  const consent = {
    authorizeUrl: hubspot.authorizeUrl,
    clientId: hubspot.clientId,
    redirectUri: deps.redirectUri,
  };
  const browser = { randomBytes: deps.randomBytes, secure, appUrl };

  const app = createApp({
    log,
    ops: [healthz(), readyz(deps), metrics(deps.registry)],
    doors: {
      '/oauth': browserRouter({
        secure,
        homeUrl: appUrl,
        routes: [
          getInstall({ ...deps, ...browser, consentUrl: (state) => consentUrl(consent, state) }),
          getCallback({ ...deps, ...browser }),
          getLink(browser),
        ],
      }),
      '/api/v1': apiRouter({
        authenticate: createAuthenticate({ secret: liveprompt.apiSecret, clock }),
        routes: [
          postConnection({ ...deps, publicUrl }),
          getConnection(deps),
          testConnection(deps),
          deleteConnection(deps),
          linkConnection(deps),
          getSettings(deps),
          putSettings(deps),
          getHealth(deps),
          listSyncs(deps),
          retryFailedSyncs(deps),
          getSync(deps),
          retrySync(deps),
        ],
      }),
      '/hubspot': hubspotRouter({
        clientSecret: hubspot.clientSecret,
        appId: hubspot.appId,
        publicUrl,
        clock,
        routes: [getCard({ ...deps, appUrl }, 'contact'), getCard({ ...deps, appUrl }, 'deal')],
      }),
    },
  });
  const frontDoor = createFrontDoor({ ...deps, secrets: liveprompt.webhookSecrets });
  return createServer(LIMITS, (request, response) => {
    if (isIntake(request)) void frontDoor(request, response);
    else app(request, response);
  });
}
