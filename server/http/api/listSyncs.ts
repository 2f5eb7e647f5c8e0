import { z } from 'zod';
import { SYNC_STATES } from '../../../shared/ledger.ts';
import type { LedgerReader } from '../../sync/readLedger.ts';
import { invalidCursor } from '../errors.ts';
import { pageLimit, parseBody } from '../input.ts';
import type { ApiRoute } from '../route.ts';

export const listSyncsQuery = z.strictObject({
  status: z.enum(SYNC_STATES).optional(),
  /** Failed and partial ones that nobody has dismissed. */
  problems: z.enum(['true', 'false']).optional(),
  limit: pageLimit,
  cursor: z.string().max(1_000).optional(),
});

const DEFAULT_LIMIT = 25;

/** `GET /api/v1/syncs?status=&problems=&limit=&cursor=`: the ledger, newest first. */
export function listSyncs(deps: { ledger: Pick<LedgerReader, 'list'> }): ApiRoute {
  return {
    method: 'get',
    path: '/syncs',
    access: 'read',
    async handle({ caller, query: given }) {
      const { status, problems, limit = DEFAULT_LIMIT, cursor } = parseBody(listSyncsQuery, given);
      const page = await deps.ledger.list(caller.orgId, {
        limit,
        ...(status ? { state: status } : {}),
        ...(problems === 'true' ? { problems: true } : {}),
        ...(cursor ? { cursor } : {}),
      });
      if (!page) throw invalidCursor();
      return { status: 200, body: page };
    },
  };
}
