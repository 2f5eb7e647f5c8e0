import { briefRequest } from '../../../shared/brief.ts';
import type { ReadBrief } from '../../brief/createBrief.ts';
import { parseBody } from '../input.ts';
import type { ApiRoute } from '../route.ts';

/** `POST /api/v1/context`: what is worth knowing before a call with these people. It changes nothing, so members may ask. */
export function postContext(deps: { readBrief: ReadBrief }): ApiRoute {
  return {
    method: 'post',
    path: '/context',
    access: 'read',
    async handle({ caller, body }) {
      const request = parseBody(briefRequest, body);
      return { status: 200, body: await deps.readBrief(caller.orgId, caller.email, request) };
    },
  };
}
