import type { HubSpotCall } from './call.types.ts';
import { pass, type CallContext } from './objects.ts';

/** Somebody records and tasks can be given to. */
export interface Owner {
  id: string;
  email: string;
  name: string;
}

interface OwnersPage {
  results?: {
    id: string;
    email?: string | null;
    firstName?: string | null;
    lastName?: string | null;
    archived?: boolean;
  }[];
  paging?: { next?: { after: string } };
}

/** The most HubSpot was seen to answer (hubspot-api.md §4.3): nearly every portal needs one page. */
const PAGE = '500';

/** Everybody who can own something; archived owners are left out (hubspot-api.md §4.3). */
export async function readOwners(call: HubSpotCall, context: CallContext): Promise<readonly Owner[]> {
  const owners: Owner[] = [];
  let after: string | undefined;
  do {
    const { body } = await call<OwnersPage>(context.portalId, {
      endpoint: 'owners.list',
      query: { limit: PAGE, archived: 'false', ...(after ? { after } : {}) },
      ...pass(context),
    });
    for (const { id, email, firstName, lastName, archived } of body.results ?? []) {
      if (!email || archived) continue;
      const name = [firstName, lastName].filter(Boolean).join(' ');
      owners.push({ id: String(id), email, name: name || email });
    }
    after = body.paging?.next?.after;
  } while (after);
  return owners;
}
