import { personRequest } from '../../../shared/people.ts';
import type { ExportPerson } from '../../privacy/exportPerson.ts';
import { parseBody } from '../input.ts';
import type { ApiRoute } from '../route.ts';

/**
 * `POST /api/v1/people/export` `{email}`: everything stored of one person. A POST, because an address does not
 * belong into a URL that proxies log.
 */
export function exportPerson(deps: { exportPerson: ExportPerson }): ApiRoute {
  return {
    method: 'post',
    path: '/people/export',
    access: 'write',
    async handle({ caller, body }) {
      const { email } = parseBody(personRequest, body);
      return { status: 200, body: await deps.exportPerson(caller.orgId, email) };
    },
  };
}
