import { Router } from 'express';
import { hubspotCaller, hubspotSignature, type HubSpotSignatureDeps } from './middleware/hubspotSignature.ts';
import { rawBody } from './middleware/rawBody.ts';
import type { HubSpotRoute } from './route.ts';
import { incoming, sendReply } from './send.ts';

/** `/hubspot`: one line per endpoint in `routes`; nothing passes without HubSpot's signature. */
export function hubspotRouter(
  deps: HubSpotSignatureDeps & { appId: string; routes: readonly HubSpotRoute[] },
): Router {
  const router = Router();
  router.use(...rawBody(), hubspotSignature(deps));
  for (const route of deps.routes) {
    router[route.method](route.path, async (request, response) => {
      const caller = hubspotCaller(request, deps.appId);
      sendReply(response, await route.handle({ ...incoming(request), caller }));
    });
  }
  return router;
}
