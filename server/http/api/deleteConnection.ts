import type { Disconnect } from '../../installs/disconnect.ts';
import type { ApiRoute } from '../route.ts';

/** `DELETE /api/v1/connection`: leaves HubSpot and deletes what is stored here. Repeating it is harmless. */
export function deleteConnection(deps: { disconnect: Disconnect }): ApiRoute {
  return {
    method: 'delete',
    path: '/connection',
    access: 'write',
    async handle({ caller }) {
      const disconnected = await deps.disconnect.organization(caller.orgId, caller.email);
      return { status: 200, body: { status: 'not_connected', disconnected } };
    },
  };
}
