import type { Connection } from '../../shared/connection.ts';
import { REQUIRED_SCOPES } from '../../shared/scopes.ts';
import type { ReadUsage } from '../usage/readUsage.ts';
import { coachingLimitations } from './coachingObject.ts';
import type { InstallDocument } from './install.ts';
import type { InstallStore } from './installStore.ts';

export interface ConnectionDeps {
  store: Pick<InstallStore, 'ofOrganization'>;
  readUsage: ReadUsage;
  /** Where liveprompt's dashboard manages this integration. */
  manageUrl: string;
}

export type ReadConnection = (orgId: string) => Promise<Connection>;

export function createReadConnection(deps: ConnectionDeps): ReadConnection {
  return async (orgId) => {
    const [install, { plan, used, limit, resetsAt }] = await Promise.all([
      deps.store.ofOrganization(orgId),
      deps.readUsage(orgId),
    ]);
    return { ...describe(install), manageUrl: deps.manageUrl, plan, usage: { used, limit, resetsAt } };
  };
}

/** Required scopes that were not granted; each one switches a feature off. */
export function missingScopes(granted: readonly string[]): string[] {
  return REQUIRED_SCOPES.filter((scope) => !granted.includes(scope));
}

function describe(install: InstallDocument | null): Omit<Connection, 'manageUrl' | 'plan' | 'usage'> {
  if (!install) {
    return {
      status: 'not_connected',
      statusReason: null,
      portalId: null,
      portalName: null,
      scopes: [],
      missingScopes: [],
      connectedBy: null,
      connectedAt: null,
      limitations: [],
    };
  }
  return {
    status: install.status,
    statusReason: install.statusReason,
    portalId: install._id,
    portalName: install.portalName,
    scopes: install.scopes,
    missingScopes: missingScopes(install.scopes),
    connectedBy: install.connectedBy,
    connectedAt: install.connectedAt.toISOString(),
    limitations: [...install.limitations, ...coachingLimitations(install.coaching)],
  };
}
