import { Router, type Request } from 'express';
import { adminOnly, type Authenticate } from './middleware/authenticate.ts';
import { rawBody } from './middleware/rawBody.ts';
import type { ApiRoute, Caller } from './route.ts';
import { incoming, sendReply } from './send.ts';

/**
 * `/api/v1`: one line per endpoint in `routes`. The token is checked before a byte of the body is read,
 * and the organisation is always the token's.
 */
export function apiRouter(deps: { authenticate: Authenticate; routes: readonly ApiRoute[] }): Router {
  const router = Router();
  const callers = new WeakMap<Request, Caller>();
  for (const route of deps.routes) {
    router[route.method](
      route.path,
      async (request, _response, next) => {
        const caller = await deps.authenticate(request);
        if (route.access === 'write' && caller.role !== 'admin') throw adminOnly();
        callers.set(request, caller);
        next();
      },
      ...rawBody(),
      async (request, response) => {
        const caller = callers.get(request);
        if (!caller) throw new Error('an endpoint ran without its caller');
        sendReply(response, await route.handle({ ...incoming(request), caller }));
      },
    );
  }
  // Unknown addresses are 404 only to those who may ask.
  router.use(async (request, _response, next) => {
    await deps.authenticate(request);
    next();
  });
  return router;
}
