import type { LedgerReader } from '../../sync/readLedger.ts';
import { notFound } from '../errors.ts';
import type { ApiRoute } from '../route.ts';

/** `GET /api/v1/syncs/:sessionId`: one conversation with every object, skip and error. */
export function getSync(deps: { ledger: Pick<LedgerReader, 'one'> }): ApiRoute {
  return {
    method: 'get',
    path: '/syncs/:sessionId',
    access: 'read',
    async handle({ caller, params }) {
      const row = await deps.ledger.one(caller.orgId, params['sessionId'] ?? '');
      if (!row) throw notFound();
      return { status: 200, body: row };
    },
  };
}
