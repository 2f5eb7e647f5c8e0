import type { Connection } from '../../shared/connection.ts';
import { REQUIRED_SCOPES } from '../../shared/scopes.ts';
import type { Clock } from '../clock.ts';
import type { SettingsStore } from '../settings/settingsStore.ts';
import { monthOf } from '../usage/month.ts';
import { PLAN_LIMITS, type Organizations } from '../usage/organization.ts';
import type { InstallDocument } from './install.ts';
import type { InstallStore } from './installStore.ts';

/** Conversations an organisation had synced for the first time since `monthStart`. */
export type CountUsed = (orgId: string, monthStart: Date) => Promise<number>;

export interface ConnectionDeps {
  store: Pick<InstallStore, 'ofOrganization'>;
  organizations: Pick<Organizations, 'plan'>;
  settings: Pick<SettingsStore, 'read'>;
  countUsed: CountUsed;
  /** Where liveprompt's dashboard manages this integration. */
  manageUrl: string;
  clock: Clock;
}

export type ReadConnection = (orgId: string) => Promise<Connection>;

export function createReadConnection(deps: ConnectionDeps): ReadConnection {
  return async (orgId) => {
    const [install, plan, settings] = await Promise.all([
      deps.store.ofOrganization(orgId),
      deps.organizations.plan(orgId),
      deps.settings.read(orgId),
    ]);
    const month = monthOf(deps.clock.now(), settings.sync.timeZone);
    const used = await deps.countUsed(orgId, month.start);
    const usage = { used, limit: PLAN_LIMITS[plan], resetsAt: month.end.toISOString() };
    return { ...describe(install), manageUrl: deps.manageUrl, plan, usage };
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
    limitations: install.limitations,
  };
}
