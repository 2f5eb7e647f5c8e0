import { z } from 'zod';
import type { ContactQuestion, FindContacts } from '../../settings/findContacts.ts';
import { parseBody } from '../input.ts';
import type { ApiRoute } from '../route.ts';

/** One question at a time. Two letters at least: one would ask for half the account. */
const query: z.ZodType<ContactQuestion> = z.union(
  [
    z.strictObject({ q: z.string().trim().min(2).max(100) }).transform(({ q }) => ({ typed: q })),
    z.strictObject({ id: z.string().regex(/^\d{1,20}$/) }),
  ],
  { error: 'takes either q, two to a hundred characters, or id, a HubSpot record id' },
);

/**
 * `GET /settings/contacts?q=` or `?id=`: whom the setting for unknown people may name. For those who may change
 * settings only: it shows names and addresses of the account.
 */
export function findContacts(deps: { findContacts: FindContacts }): ApiRoute {
  return {
    method: 'get',
    path: '/settings/contacts',
    access: 'write',
    async handle({ caller, query: given }) {
      return {
        status: 200,
        body: { contacts: await deps.findContacts(caller.orgId, parseBody(query, given)) },
      };
    },
  };
}
