import type { Audit } from '../../audit/audit.types.ts';
import type { Backfills, Steering } from '../../backfill/createBackfills.ts';
import type { ApiRoute } from '../route.ts';

const AUDITED = {
  pause: 'backfill_paused',
  resume: 'backfill_resumed',
  cancel: 'backfill_cancelled',
} as const;

/**
 * `POST /api/v1/backfill/:id/pause`, `resume` and `cancel`. Pressing twice is pressing once. What is queued
 * already, one portion at most, is synced to its end.
 */
export function steerBackfill(
  deps: { backfills: Pick<Backfills, 'steer'>; audit: Audit },
  steering: Steering,
): ApiRoute {
  return {
    method: 'post',
    path: `/backfill/:id/${steering}`,
    access: 'write',
    async handle({ caller: { orgId, email: who, door: where }, params }) {
      const subject = params['id'] ?? '';
      const { backfill, changed } = await deps.backfills.steer(orgId, subject, steering);
      if (changed) {
        await deps.audit.record({ orgId, who, where, what: AUDITED[steering], portalId: null, subject });
      }
      return { status: 200, body: backfill };
    },
  };
}
