import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { mongo } from 'mongoose';
import { pino } from 'pino';
import { audit, auditHeads, createAudit } from '../../server/audit/audit.ts';
import type { Clock } from '../../server/clock.ts';
import { systemClock } from '../../server/clock.ts';
import { deleteConnection } from '../../server/http/api/deleteConnection.ts';
import { getConnection } from '../../server/http/api/getConnection.ts';
import { getSettings } from '../../server/http/api/getSettings.ts';
import { linkConnection } from '../../server/http/api/linkConnection.ts';
import { postConnection } from '../../server/http/api/postConnection.ts';
import { putSettings } from '../../server/http/api/putSettings.ts';
import { testConnection } from '../../server/http/api/testConnection.ts';
import { apiRouter } from '../../server/http/apiRouter.ts';
import { createApp } from '../../server/http/app.ts';
import { browserRouter } from '../../server/http/browserRouter.ts';
import { createAuthenticate } from '../../server/http/middleware/authenticate.ts';
import { getCallback } from '../../server/http/oauth/getCallback.ts';
import { getInstall } from '../../server/http/oauth/getInstall.ts';
import { getLink } from '../../server/http/oauth/getLink.ts';
import { healthz } from '../../server/http/ops/healthz.ts';
import { readyz } from '../../server/http/ops/readyz.ts';
import { createHubSpotCall } from '../../server/hubspot/call.ts';
import { createTokenClient } from '../../server/hubspot/oauth.ts';
import { createRateWindow } from '../../server/hubspot/rateWindow.ts';
import { rateWindows } from '../../server/hubspot/sharedWindow.ts';
import { createSlowDown } from '../../server/hubspot/slowDown.ts';
import { createAccessTokens } from '../../server/installs/accessTokens.ts';
import { createConnect } from '../../server/installs/connect.ts';
import { createReadConnection } from '../../server/installs/connection.ts';
import { createCoachingObjects } from '../../server/installs/coachingObjects.ts';
import { createProvisionAnew } from '../../server/installs/provisionAnew.ts';
import { createRemakeProperties, createRestoreProperties } from '../../server/installs/restoreProperties.ts';
import { createConnectionTest } from '../../server/installs/connectionTest.ts';
import { consentUrl } from '../../server/installs/consentUrl.ts';
import { createDisconnect, disconnects } from '../../server/installs/disconnect.ts';
import { installs } from '../../server/installs/install.ts';
import { createInstallStore } from '../../server/installs/installStore.ts';
import { createLinkTokens, linkTokenCollection } from '../../server/installs/linkTokens.ts';
import { createOAuthStates, oauthStates } from '../../server/installs/oauthState.ts';
import { createProvision } from '../../server/installs/provision.ts';
import { createVault } from '../../server/installs/vault.ts';
import { createSettingsStore, settingsCollection } from '../../server/settings/settingsStore.ts';
import type { CollectionSpec, Store } from '../../server/store/store.ts';
import { createReadUsage } from '../../server/usage/readUsage.ts';
import { createOrganizations, organizations } from '../../server/usage/organization.ts';
import { auditSeals } from './auditSeals.ts';
import { API_SECRET } from './tokens.ts';

/** The collections of connecting and settings. */
export const WEB_COLLECTIONS: readonly CollectionSpec<mongo.Document>[] = [
  installs,
  oauthStates,
  linkTokenCollection,
  disconnects,
  settingsCollection,
  organizations,
  audit,
  auditHeads,
  rateWindows,
];

export const APP = { clientId: 'client-1', clientSecret: 'client-secret-1', appId: '4711' };
export const APP_URL = 'https://app.liveprompt.example';

export interface WebRoleOptions {
  store: Store;
  hubspot: { url: string; authorizeUrl: string };
  publicUrl: string;
  clock?: Clock;
  extraCollections?: readonly CollectionSpec<mongo.Document>[];
}

/** Connecting, settings and health of the web role on a given store and HubSpot, as `compose.ts` wires them. */
export function createWebRole({
  store,
  hubspot,
  publicUrl,
  clock = systemClock,
  extraCollections = [],
}: WebRoleOptions) {
  const log = pino({ level: 'silent' });
  const sleep = (ms: number) => pause(ms, undefined, { ref: false });
  const secure = publicUrl.startsWith('https:');
  const redirectUri = `${publicUrl}/oauth/callback`;
  const vault = createVault({ keys: [{ kid: 'test', key: Buffer.alloc(32, 7) }], randomBytes });
  const installRows = store.collection(installs);
  const oauth = createTokenClient({
    ...APP,
    apiUrl: hubspot.url,
    apiVersion: '2026-09',
    redirectUri,
    fetch,
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
  const window = createRateWindow({ store, limit: { requests: 100, windowMs: 10_000 }, clock, sleep });
  const call = createHubSpotCall({
    apiUrl: hubspot.url,
    apiVersion: '2026-09',
    fetch,
    tokens,
    window,
    slowDown: createSlowDown({ window, clock, timeZone: () => Promise.resolve('UTC') }),
    clock,
  });
  const installStore = createInstallStore({ installs: installRows, vault, clock });
  const trail = createAudit({ store, clock, seals: auditSeals });
  const states = createOAuthStates({
    states: store.collection(oauthStates),
    secret: API_SECRET,
    clock,
    randomBytes,
  });
  const linkTokens = createLinkTokens({ tokens: store.collection(linkTokenCollection), clock, randomBytes });
  const settings = createSettingsStore({ settings: store.collection(settingsCollection), clock });
  const plans = createOrganizations({ organizations: store.collection(organizations) });
  const provision = createProvision({ call, installs: installRows, clock, log });
  const disconnect = createDisconnect({
    store,
    collections: [...WEB_COLLECTIONS, ...extraCollections],
    call,
    oauth,
    vault,
    audit: trail,
    clock,
    forget: (portalId) => tokens.forget(portalId),
    log,
  });
  const connect = createConnect({
    oauth,
    store: installStore,
    provision,
    settleDisconnect: (portalId) => disconnect.settleBeforeGrant(portalId),
    audit: trail,
    sleep,
    log,
  });
  const readConnection = createReadConnection({
    store: installStore,
    readUsage: createReadUsage({
      countSynced: (_orgId, from) => Promise.resolve(from.getUTCDate() === 1 ? 3 : 0),
      organizations: plans,
      settings,
      countHeld: () => Promise.resolve(0),
      clock,
    }),
    manageUrl: `${APP_URL}/integrations/hubspot`,
  });
  const test = createConnectionTest({
    store: installStore,
    tokens,
    oauth,
    call,
    wantsCoaching: () => Promise.resolve(false),
    coachingObjects: createCoachingObjects({ call, installs: store.collection(installs), clock }),
    remake: createRemakeProperties({
      restore: createRestoreProperties({ call, installs: installRows }),
      installs: installRows,
      clock,
      complete: () => Promise.resolve(),
    }),
    provisionAnew: createProvisionAnew(installRows),
    pingStore: () => store.ping(),
  });
  const app = createApp({
    log,
    trustedProxies: 0,
    ops: [healthz(), readyz({ ping: () => store.ping(), clockOffByMs: () => 0, sleep })],
    doors: {
      '/oauth': browserRouter({
        secure,
        homeUrl: `${APP_URL}/integrations/hubspot`,
        routes: [
          getInstall({
            states,
            consentUrl: (state) =>
              consentUrl({ authorizeUrl: hubspot.authorizeUrl, clientId: APP.clientId, redirectUri }, state),
            randomBytes,
            secure,
          }),
          getCallback({ states, connect, linkTokens, randomBytes, appUrl: APP_URL, secure }),
          getLink({ appUrl: APP_URL, secure }),
        ],
      }),
      '/api/v1': apiRouter({
        authenticate: createAuthenticate({ secret: API_SECRET, clock, fairUse: () => Promise.resolve() }),
        routes: [
          postConnection({ states, publicUrl }),
          getConnection({ readConnection }),
          testConnection({ testConnection: test }),
          deleteConnection({ disconnect }),
          linkConnection({ linkTokens, connect, readConnection }),
          getSettings({ settings }),
          putSettings({
            settings,
            audit: trail,
            redate: () => Promise.resolve(),
            checkSettings: () => Promise.resolve({ issues: [], notChecked: [] }),
            switchCoaching: () => Promise.resolve(),
          }),
        ],
      }),
    },
  });
  return { app, tokens, call, provision, disconnect, oauth, vault };
}
