import { AppError } from '../errors.ts';
import type { InstallDocument } from '../installs/install.ts';
import type { ApiRoute, HubSpotCaller, HubSpotRoute } from './route.ts';

/**
 * Serves an endpoint of the dashboard inside HubSpot: the organisation is the one the signed portal belongs
 * to, the person is HubSpot's. HubSpot signs no permission (hubspot-platform.md §3.6), so the pages lock what
 * `user.permissions` does not allow, and every write is in the audit trail under the person's address.
 */
export function inPortal(
  installOfPortal: (portalId: string) => Promise<InstallDocument | null>,
  route: ApiRoute,
  /** Where an admin connects. */
  manageUrl: string,
): HubSpotRoute {
  return {
    method: route.method,
    path: route.path.replace(/^\/hubspot\//, '/'),
    async handle({ caller, query, ...request }) {
      const { orgId, who } = await connectedPortal(installOfPortal, caller, manageUrl);
      return route.handle({
        ...request,
        query: ownParameters(query),
        caller: { orgId, email: who, role: 'admin', door: 'hubspot' },
      });
    },
  };
}

/**
 * The organisation behind the signed portal, and who acts.
 * @throws AppError 409 when the portal belongs to no organisation
 */
export async function connectedPortal(
  installOfPortal: (portalId: string) => Promise<InstallDocument | null>,
  caller: HubSpotCaller,
  manageUrl?: string,
): Promise<{ portalId: string; orgId: string; who: string }> {
  const install = await installOfPortal(caller.portalId);
  if (!install?.orgId) throw notConnected(manageUrl);
  return { portalId: caller.portalId, orgId: install.orgId, who: personOf(caller) };
}

/** What HubSpot adds to every signed address says who asks; no endpoint knows these as questions of its own. */
const IDENTITY = new Set(['portalId', 'userId', 'userEmail', 'appId']);

function ownParameters(query: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter(([name]) => !IDENTITY.has(name)));
}

function personOf({ userEmail, userId }: HubSpotCaller): string {
  return userEmail ?? `HubSpot user ${userId ?? 'unknown'}`;
}

function notConnected(url: string | undefined): AppError {
  return new AppError({
    code: 'not_connected',
    kind: 'final',
    status: 409,
    message: 'This HubSpot account is not connected to a liveprompt organisation yet.',
    action: 'Ask an admin to connect it in liveprompt under Integrations, then reload this page.',
    url,
  });
}
