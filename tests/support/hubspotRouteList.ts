import { apiRoutes } from '../../server/http/apiRoutes.ts';
import { hubspotRoutes } from '../../server/http/hubspotRoutes.ts';
import type { HubSpotRoute } from '../../server/http/route.ts';

/** Stands for every dependency: the list of routes is made without calling any. */
const anything: unknown = new Proxy(() => undefined, { get: () => anything });

/** Every endpoint under `/hubspot`, as the router mounts them. */
export function hubspotRouteList(): HubSpotRoute[] {
  const deps = anything as never;
  return hubspotRoutes({ ...(deps as object), appUrl: '' } as never, apiRoutes(deps));
}
