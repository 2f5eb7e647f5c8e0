import type { Conversations } from '../cards/conversations.ts';
import type { Clock } from '../clock.ts';
import type { InstallDocument } from '../installs/install.ts';
import { getCard } from './hubspot/getCard.ts';
import { inPortal } from './inPortal.ts';
import type { ApiRoute, HubSpotRoute } from './route.ts';

export interface HubSpotRoutesDeps {
  installOfPortal: (portalId: string) => Promise<InstallDocument | null>;
  conversations: Conversations;
  appUrl: string;
  clock: Clock;
}

/** Everything under `/hubspot`, one line per endpoint: cards first, then the dashboard's endpoints. */
export function hubspotRoutes(deps: HubSpotRoutesDeps, dashboard: readonly ApiRoute[]): HubSpotRoute[] {
  return [
    getCard(deps, 'contact'),
    getCard(deps, 'deal'),
    ...dashboard.map((route) => inPortal(deps.installOfPortal, route)),
  ];
}
