import type { TestConnection } from '../../installs/connectionTest.ts';
import type { ApiRoute } from '../route.ts';

/** `POST /api/v1/connection/test`: named live checks. It changes nothing, so members may run it. */
export function testConnection(deps: { testConnection: TestConnection }): ApiRoute {
  return {
    method: 'post',
    path: '/connection/test',
    access: 'read',
    handle: async ({ caller }) => ({ status: 200, body: await deps.testConnection(caller.orgId) }),
  };
}
