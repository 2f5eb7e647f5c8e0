import { z } from 'zod';
import type { Backfills } from '../../backfill/createBackfills.ts';
import { invalidCursor } from '../errors.ts';
import { pageLimit, parseBody } from '../input.ts';
import type { ApiRoute } from '../route.ts';

export const listBackfillsQuery = z.strictObject({
  limit: pageLimit,
  cursor: z.string().max(1_000).optional(),
});
const DEFAULT_LIMIT = 25;

/** `GET /api/v1/backfill?limit=&cursor=`: newest first. */
export function listBackfills(deps: { backfills: Pick<Backfills, 'list'> }): ApiRoute {
  return {
    method: 'get',
    path: '/backfill',
    access: 'read',
    async handle({ caller, query: given }) {
      const { limit = DEFAULT_LIMIT, cursor } = parseBody(listBackfillsQuery, given);
      const page = await deps.backfills.list(caller.orgId, limit, cursor);
      if (!page) throw invalidCursor();
      return { status: 200, body: page };
    },
  };
}
