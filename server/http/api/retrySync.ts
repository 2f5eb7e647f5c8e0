import type { Audit } from '../../audit/audit.types.ts';
import type { LedgerReader } from '../../sync/readLedger.ts';
import { notFound } from '../errors.ts';
import type { ApiRoute } from '../route.ts';

/** `POST /api/v1/syncs/:sessionId/retry`: now, whatever it waited for. */
export function retrySync(deps: { ledger: Pick<LedgerReader, 'retry'>; audit: Audit }): ApiRoute {
  return {
    method: 'post',
    path: '/syncs/:sessionId/retry',
    access: 'write',
    async handle({ caller, params }) {
      const sessionId = params['sessionId'] ?? '';
      if (!(await deps.ledger.retry(caller.orgId, sessionId))) throw notFound();
      await deps.audit.record({
        orgId: caller.orgId,
        who: caller.email,
        what: 'sync_retried',
        where: caller.door,
        portalId: null,
        subject: sessionId,
      });
      return { status: 202, body: { sessionId, accepted: true } };
    },
  };
}
