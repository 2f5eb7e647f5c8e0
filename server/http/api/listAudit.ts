import { z } from 'zod';
import { AUDIT_ACTIONS } from '../../../shared/audit.ts';
import type { AuditQuery, ReadAudit } from '../../audit/readAudit.ts';
import { auditCsv } from '../auditCsv.ts';
import { invalidCursor } from '../errors.ts';
import { pageLimit, parseBody } from '../input.ts';
import type { ApiRoute } from '../route.ts';

export const listAuditQuery = z.strictObject({
  what: z.enum(AUDIT_ACTIONS).optional(),
  who: z.string().min(1).max(320).optional(),
  limit: pageLimit,
  cursor: z.string().max(1_000).optional(),
});

const DEFAULT_LIMIT = 25;
/** An export is one answer in memory; what is older follows behind the cursor of its header. */
const EXPORT_LIMIT = 10_000;

/**
 * `GET /api/v1/audit?cursor=&what=&who=&limit=`: who did what, newest first. With `Accept: text/csv` the
 * same as a table, all of it unless a limit is asked for.
 */
export function listAudit(deps: { readAudit: ReadAudit }): ApiRoute {
  return {
    method: 'get',
    path: '/audit',
    access: 'read',
    async handle({ caller, query: given, headers }) {
      const asked = parseBody(listAuditQuery, given);
      const asTable = headers['accept']?.includes('text/csv') === true;
      const limit = asked.limit ?? (asTable ? EXPORT_LIMIT : DEFAULT_LIMIT);
      const page = await deps.readAudit(caller.orgId, { ...filters(asked), limit });
      if (!page) throw invalidCursor();
      if (!asTable) return { status: 200, body: page };
      return {
        status: 200,
        body: auditCsv(page.items),
        headers: {
          'content-type': 'text/csv; charset=utf-8; header=present',
          'content-disposition': 'attachment; filename="liveprompt-audit.csv"',
          ...(page.nextCursor ? { 'x-next-cursor': page.nextCursor } : {}),
        },
      };
    },
  };
}

function filters({ what, who, cursor }: z.infer<typeof listAuditQuery>): Omit<AuditQuery, 'limit'> {
  return { ...(what ? { what } : {}), ...(who ? { who } : {}), ...(cursor ? { cursor } : {}) };
}
