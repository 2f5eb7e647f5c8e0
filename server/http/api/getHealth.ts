import type { ReadHealth } from '../../health/health.ts';
import type { ApiRoute } from '../route.ts';

/** `GET /api/v1/health`: the health dashboard. */
export function getHealth(deps: { readHealth: ReadHealth }): ApiRoute {
  return {
    method: 'get',
    path: '/health',
    access: 'read',
    handle: async ({ caller }) => ({ status: 200, body: await deps.readHealth(caller.orgId) }),
  };
}
