import type { LedgerReader } from '../../sync/readLedger.ts';
import type { ApiRoute } from '../route.ts';

/** `POST /api/v1/syncs/retry`: every failed conversation of the organisation. */
export function retryFailedSyncs(deps: { ledger: Pick<LedgerReader, 'retryFailed'> }): ApiRoute {
  return {
    method: 'post',
    path: '/syncs/retry',
    access: 'write',
    handle: async ({ caller }) => ({
      status: 202,
      body: { retried: await deps.ledger.retryFailed(caller.orgId) },
    }),
  };
}
