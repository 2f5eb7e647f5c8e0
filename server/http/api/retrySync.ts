import type { LedgerReader } from '../../sync/readLedger.ts';
import { notFound } from '../errors.ts';
import type { ApiRoute } from '../route.ts';

/** `POST /api/v1/syncs/:sessionId/retry`: now, whatever it waited for. */
export function retrySync(deps: { ledger: Pick<LedgerReader, 'retry'> }): ApiRoute {
  return {
    method: 'post',
    path: '/syncs/:sessionId/retry',
    access: 'write',
    async handle({ caller, params }) {
      const sessionId = params['sessionId'] ?? '';
      if (!(await deps.ledger.retry(caller.orgId, sessionId))) throw notFound();
      return { status: 202, body: { sessionId, accepted: true } };
    },
  };
}
