import { z } from 'zod';
import { SYNC_STATES } from '../../../shared/ledger.ts';
import type { LedgerReader } from '../../sync/readLedger.ts';
import { badRequest } from '../errors.ts';
import { parseBody } from '../input.ts';
import type { ApiRoute } from '../route.ts';

const query = z.strictObject({
  status: z.enum(SYNC_STATES).optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'is not a number from 1 to 100')
    .transform(Number)
    .pipe(z.number().min(1).max(100))
    .optional(),
  cursor: z.string().max(1_000).optional(),
});

const DEFAULT_LIMIT = 25;

/** `GET /api/v1/syncs?status=&limit=&cursor=`: the ledger, newest first. */
export function listSyncs(deps: { ledger: Pick<LedgerReader, 'list'> }): ApiRoute {
  return {
    method: 'get',
    path: '/syncs',
    access: 'read',
    async handle({ caller, query: given }) {
      const { status, limit = DEFAULT_LIMIT, cursor } = parseBody(query, given);
      const page = await deps.ledger.list(caller.orgId, {
        limit,
        ...(status ? { state: status } : {}),
        ...(cursor ? { cursor } : {}),
      });
      if (!page)
        throw badRequest(
          'invalid_cursor',
          'The page you asked for does not exist.',
          'Start again without a cursor.',
        );
      return { status: 200, body: page };
    },
  };
}
