import { backfillRequest } from '../../../shared/backfill.ts';
import type { Audit } from '../../audit/audit.types.ts';
import type { Backfills } from '../../backfill/createBackfills.ts';
import { parseBody } from '../input.ts';
import type { ApiRoute } from '../route.ts';

/** `POST /api/v1/backfill`: sync stored conversations of some days again; with `dryRun` only tell what that would do. */
export function startBackfill(deps: {
  backfills: Pick<Backfills, 'preview' | 'start'>;
  audit: Audit;
}): ApiRoute {
  return {
    method: 'post',
    path: '/backfill',
    access: 'write',
    async handle({ caller, body }) {
      const { orgId, email: who, door: where } = caller;
      const request = parseBody(backfillRequest, body);
      if (request.dryRun) return { status: 200, body: await deps.backfills.preview(orgId, request) };
      const backfill = await deps.backfills.start(orgId, request, who);
      const { id, from, to, total } = backfill;
      await deps.audit.record({
        id: `backfill:${id}:started`,
        orgId,
        who,
        where,
        what: 'backfill_started',
        portalId: null,
        subject: id,
        after: { from, to, conversations: String(total) },
      });
      return { status: 202, body: backfill };
    },
  };
}
