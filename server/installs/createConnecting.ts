import type { Logger } from 'pino';
import type { HubSpotCall } from '../hubspot/call.types.ts';
import { createActivityKeyLost } from './activityKeyLost.ts';
import { createCoachingObjects } from './coachingObjects.ts';
import { createConnect, type ConnectDeps } from './connect.ts';
import { createConnectionTest, type ConnectionTestDeps } from './connectionTest.ts';
import type { Access } from './createAccess.ts';
import { createDisconnect, type DisconnectDeps } from './disconnect.ts';
import { createLinkTokens, linkTokenCollection } from './linkTokens.ts';
import { createOAuthStates, oauthStates, type OAuthStatesDeps } from './oauthState.ts';
import { createProvision } from './provision.ts';
import { createProvisionAnew } from './provisionAnew.ts';
import { provisionPending, type PendingDeps } from './provisionPending.ts';
import { createReadyProperties } from './readyProperties.ts';
import { releaseOnConnect, type ReleaseDeps } from './releaseOnConnect.ts';
import { createRequireReconnect } from './requireReconnect.ts';
import { createRemakeProperties, createRestoreProperties } from './restoreProperties.ts';

export interface ConnectingDeps
  extends
    Pick<DisconnectDeps, 'store' | 'collections' | 'audit' | 'clock'>,
    Pick<ConnectDeps, 'sleep'>,
    Pick<PendingDeps, 'provisioned'>,
    Pick<ConnectionTestDeps, 'wantsCoaching' | 'pingStore'>,
    Pick<OAuthStatesDeps, 'secret' | 'randomBytes'>,
    Omit<ReleaseDeps, 'clock'> {
  access: Access;
  call: HubSpotCall;
  /** Drops what this process remembers of a portal besides its token. */
  forgetPortal: (portalId: string) => void;
  log: Logger;
}

/** Connecting a portal and all that follows from it, put together: provisioning, tests, losing access, leaving. */
export function createConnecting(deps: ConnectingDeps) {
  const { call, clock, log, store } = deps;
  const { rows, vault, oauth, tokens, installs } = deps.access;
  const coachingObjects = createCoachingObjects({ call, installs: rows, clock });
  const provision = createProvision({ call, installs: rows, clock, log });
  const provisionAnew = createProvisionAnew(rows);
  const restoreProperties = createRestoreProperties({ call, installs: rows });
  const remake = createRemakeProperties({
    restore: restoreProperties,
    installs: rows,
    clock,
    complete: deps.provisioned,
  });
  const forget = (portalId: string) => {
    tokens.forget(portalId);
    deps.forgetPortal(portalId);
  };
  const disconnect = createDisconnect({ ...deps, oauth, vault, forget });
  const settleDisconnect = disconnect.settleBeforeGrant;
  return {
    disconnect,
    connect: releaseOnConnect(
      createConnect({ ...deps, oauth, store: installs, provision, settleDisconnect }),
      deps,
    ),
    states: createOAuthStates({ ...deps, states: store.collection(oauthStates) }),
    linkTokens: createLinkTokens({ ...deps, tokens: store.collection(linkTokenCollection) }),
    testConnection: createConnectionTest({
      ...deps,
      store: installs,
      tokens,
      oauth,
      coachingObjects,
      remake,
      provisionAnew,
    }),
    coachingObjects,
    provisionAnew,
    createReadyProperties: createReadyProperties({ call, forget: deps.forgetPortal }),
    /** What a turn reports when HubSpot no longer has, or allows, what it counted on. */
    lost: {
      keyLost: createActivityKeyLost(rows),
      restoreProperties,
      accessLost: createRequireReconnect({ installs: rows, forget: tokens.forget }),
    },
    finishProvisioning: provisionPending({ ...deps, installs: rows, provision }),
  };
}
