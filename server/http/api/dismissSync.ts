import type { Audit } from '../../audit/audit.types.ts';
import { AppError } from '../../errors.ts';
import type { LedgerReader } from '../../sync/readLedger.ts';
import { notFound } from '../errors.ts';
import type { ApiRoute } from '../route.ts';

/** `POST /api/v1/syncs/:sessionId/dismiss`: off the list of problems, until something about it changes. */
export function dismissSync(deps: { ledger: Pick<LedgerReader, 'dismiss'>; audit: Audit }): ApiRoute {
  return {
    method: 'post',
    path: '/syncs/:sessionId/dismiss',
    access: 'write',
    async handle({ caller: { orgId, email: who, door: where }, params }) {
      const sessionId = params['sessionId'] ?? '';
      const outcome = await deps.ledger.dismiss(orgId, sessionId, who);
      if (outcome === 'unknown') throw notFound();
      if (outcome === 'no_problem') throw noProblem();
      if (outcome === 'dismissed') {
        const what = 'sync_dismissed' as const;
        await deps.audit.record({ orgId, who, where, what, portalId: null, subject: sessionId });
      }
      return { status: 200, body: { sessionId, dismissed: true } };
    },
  };
}

function noProblem(): AppError {
  return new AppError({
    status: 409,
    code: 'no_problem',
    kind: 'final',
    message: 'This conversation has no problem that could be dismissed.',
    action: 'Reload the list.',
  });
}
