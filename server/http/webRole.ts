import type { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Crashpoint } from '../crashpoints.ts';
import type { Config } from '../config/environment.ts';
import type { Connect } from '../installs/connect.ts';
import { consentUrl } from '../installs/consentUrl.ts';
import type { Disconnect } from '../installs/disconnect.ts';
import type { LinkTokens } from '../installs/linkTokens.ts';
import type { OAuthStates } from '../installs/oauthState.ts';
import { crmEventsRouter } from './crmEventsRouter.ts';
import { createFrontDoor, isIntake } from '../intake/frontDoor.ts';
import type { Journal } from '../intake/journal.ts';
import type { Projector } from '../intake/projector.ts';
import { erasePerson } from './api/erasePerson.ts';
import { exportPerson } from './api/exportPerson.ts';
import { deleteConnection } from './api/deleteConnection.ts';
import { linkConnection } from './api/linkConnection.ts';
import { postConnection } from './api/postConnection.ts';
import { apiRouter } from './apiRouter.ts';
import { apiRoutes, type ApiRoutesDeps } from './apiRoutes.ts';
import { createApp } from './app.ts';
import { browserRouter } from './browserRouter.ts';
import { DOORS } from './doors.ts';
import { docsFolder } from './docs/docsFolder.ts';
import { docsRouter } from './docs/docsRouter.ts';
import { hubspotRouter } from './hubspotRouter.ts';
import { hubspotRoutes, type HubSpotRoutesDeps } from './hubspotRoutes.ts';
import type { AcceptCrmEvents } from '../crmEvents/acceptCrmEvents.ts';
import { createAuthenticate } from './middleware/authenticate.ts';
import { createFairUse } from './middleware/fairUse.ts';
import { getCallback } from './oauth/getCallback.ts';
import { getInstall } from './oauth/getInstall.ts';
import { getLink } from './oauth/getLink.ts';
import { openApiDocument } from './ops/openApiDocument.ts';
import { opsRoutes } from './opsServer.ts';
import type { Erasures } from '../privacy/erasures.ts';
import type { ExportPerson } from '../privacy/exportPerson.ts';
import type { Workflow } from '../workflow/createWorkflow.ts';
import { workflowRouter } from './workflowRouter.ts';

export interface WebRoleDeps extends ApiRoutesDeps, Omit<HubSpotRoutesDeps, 'appUrl'> {
  config: Config;
  log: Logger;
  crash: Crashpoint;
  registry: Registry;
  ping: () => Promise<void>;
  clockOffByMs: () => number;
  sleep: (ms: number) => Promise<void>;
  randomBytes: typeof randomBytes;
  journal: Journal;
  projector: Projector;
  states: OAuthStates;
  linkTokens: LinkTokens;
  connect: Connect;
  disconnect: Disconnect;
  redirectUri: string;
  acceptCrmEvents: AcceptCrmEvents;
  workflow: Workflow;
  exportPerson: ExportPerson;
  erasures: Erasures;
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
  const folder = docsFolder();
  const dashboard = apiRoutes(deps);
  const browser = { randomBytes: deps.randomBytes, secure, appUrl };

  const app = createApp({
    log,
    trustedProxies: config.trustedProxies,
    ops: [...opsRoutes(deps), openApiDocument({ folder, publicUrl })],
    doors: {
      [DOORS.docs]: docsRouter(folder),
      [DOORS.oauth]: browserRouter({
        secure,
        homeUrl: appUrl,
        routes: [
          getInstall({ ...deps, ...browser, consentUrl: (state) => consentUrl(consent, state) }),
          getCallback({ ...deps, ...browser }),
          getLink(browser),
        ],
      }),
      [DOORS.api]: apiRouter({
        authenticate: createAuthenticate({
          secret: liveprompt.apiSecret,
          clock,
          fairUse: createFairUse(config.apiRateLimit),
        }),
        routes: [
          postConnection({ ...deps, publicUrl }),
          deleteConnection(deps),
          linkConnection(deps),
          // Not inside HubSpot: its signature does not say who is an admin.
          exportPerson(deps),
          erasePerson(deps),
          ...dashboard,
        ],
      }),
      [DOORS.crmEvents]: crmEventsRouter({
        clientSecret: hubspot.clientSecret,
        publicUrl,
        clock,
        accept: deps.acceptCrmEvents,
      }),
      // Before the door it lies in, whose callers are named by the query.
      [DOORS.workflow]: workflowRouter({
        clientSecret: hubspot.clientSecret,
        publicUrl,
        clock,
        workflow: deps.workflow,
      }),
      [DOORS.hubspot]: hubspotRouter({
        clientSecret: hubspot.clientSecret,
        appId: hubspot.appId,
        publicUrl,
        clock,
        routes: hubspotRoutes({ ...deps, appUrl }, dashboard),
      }),
    },
  });
  const frontDoor = createFrontDoor({ ...deps, secrets: liveprompt.webhookSecrets });
  return createServer(LIMITS, (request, response) => {
    if (isIntake(request)) void frontDoor(request, response);
    else app(request, response);
  });
}
