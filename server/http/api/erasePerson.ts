import { personRequest } from '../../../shared/people.ts';
import type { Erasures } from '../../privacy/erasures.ts';
import { parseBody } from '../input.ts';
import type { ApiRoute } from '../route.ts';

/** `POST /api/v1/people/erase` `{email}`: takes one person out of everything stored; answers 202. */
export function erasePerson(deps: { erasures: Pick<Erasures, 'ask'> }): ApiRoute {
  return {
    method: 'post',
    path: '/people/erase',
    access: 'write',
    async handle({ caller, body }) {
      const { email } = parseBody(personRequest, body);
      return { status: 202, body: await deps.erasures.ask(caller.orgId, email, caller.email) };
    },
  };
}
