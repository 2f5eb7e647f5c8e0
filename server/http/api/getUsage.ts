import type { ReadUsage } from '../../usage/readUsage.ts';
import type { ApiRoute } from '../route.ts';

/** `GET /api/v1/usage`: what is used of the plan this month, day by day. */
export function getUsage(deps: { readUsage: ReadUsage }): ApiRoute {
  return {
    method: 'get',
    path: '/usage',
    access: 'read',
    handle: async ({ caller }) => ({ status: 200, body: await deps.readUsage(caller.orgId) }),
  };
}
