import { z } from 'zod';
import type { Audit } from '../../audit/audit.types.ts';
import type { LedgerReader } from '../../sync/readLedger.ts';
import type { Releases } from '../../sync/releases.ts';
import { parseBody } from '../input.ts';
import type { ApiRoute } from '../route.ts';

export const retryFailedSyncsBody = z.object({ held: z.boolean().optional() }).optional();

/**
 * `POST /api/v1/syncs/retry`: every failed conversation of the organisation, and with `{"held":true}` also
 * those that wait for an hour of the day or for somebody to press Sync now.
 */
export function retryFailedSyncs(deps: {
  ledger: Pick<LedgerReader, 'retryFailed'>;
  releases: Pick<Releases, 'releaseHeld'>;
  audit: Audit;
}): ApiRoute {
  return {
    method: 'post',
    path: '/syncs/retry',
    access: 'write',
    async handle({ caller, body: given }) {
      const held = parseBody(retryFailedSyncsBody, given)?.held === true;
      const failed = await deps.ledger.retryFailed(caller.orgId);
      const released = held ? await deps.releases.releaseHeld(caller.orgId) : 0;
      const retried = failed + released;
      if (retried > 0) {
        await deps.audit.record({
          orgId: caller.orgId,
          who: caller.email,
          what: 'sync_retried',
          where: caller.door,
          portalId: null,
          after: { failed: String(failed), held: String(released) },
        });
      }
      return { status: 202, body: { retried } };
    },
  };
}
