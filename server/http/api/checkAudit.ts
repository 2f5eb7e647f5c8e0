import type { AuditTrail } from '../../audit/audit.ts';
import type { ApiRoute } from '../route.ts';

/** `GET /api/v1/audit/verification`: whether the trail is as it was written, and where it first is not. */
export function checkAudit(deps: { audit: Pick<AuditTrail, 'verify'> }): ApiRoute {
  return {
    method: 'get',
    path: '/audit/verification',
    access: 'read',
    handle: async ({ caller }) => ({ status: 200, body: await deps.audit.verify(caller.orgId) }),
  };
}
