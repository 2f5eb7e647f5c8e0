import type { ReadConnection } from '../../installs/connection.ts';
import type { ApiRoute } from '../route.ts';

/** `GET /api/v1/connection`: what is connected, what is missing, what is used of the plan. */
export function getConnection(deps: { readConnection: ReadConnection }): ApiRoute {
  return {
    method: 'get',
    path: '/connection',
    access: 'read',
    handle: async ({ caller }) => ({ status: 200, body: await deps.readConnection(caller.orgId) }),
  };
}
