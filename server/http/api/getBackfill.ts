import type { Backfills } from '../../backfill/createBackfills.ts';
import type { ApiRoute } from '../route.ts';

/** `GET /api/v1/backfill/:id`: how far it is. */
export function getBackfill(deps: { backfills: Pick<Backfills, 'one'> }): ApiRoute {
  return {
    method: 'get',
    path: '/backfill/:id',
    access: 'read',
    async handle({ caller, params }) {
      return { status: 200, body: await deps.backfills.one(caller.orgId, params['id'] ?? '') };
    },
  };
}
