import type { PublicObjectSearchRequest } from '@hubspot/api-client/lib/codegen/crm/objects/index.js';
import type { HubSpotCall } from './call.types.ts';
import { pass, toRecord, type CallContext, type CrmRecord } from './objects.ts';

/** As many as a person looks through. */
const MOST = 10;

interface SearchReply {
  results?: { id: string; properties?: Record<string, string | null> }[];
}

/**
 * Contacts whose name or address begins with what somebody types. Filters and not `query`, which looks into
 * many more properties (hubspot-api.md §2.2). Search lags up to 30 s behind.
 */
export function createContactSearch(call: HubSpotCall) {
  return async (context: CallContext, typed: string, properties: readonly string[]): Promise<CrmRecord[]> => {
    const groups = groupsOf(typed);
    if (groups.length === 0) return [];
    const body: PublicObjectSearchRequest = {
      filterGroups: groups.map((group) => ({
        filters: Object.entries(group).map(([propertyName, value]) => ({
          propertyName,
          operator: 'CONTAINS_TOKEN' as never,
          value,
        })),
      })),
      properties: [...properties],
      sorts: ['hs_object_id'],
      limit: MOST,
      after: '0',
    };
    const { body: reply } = await call<SearchReply>(context.portalId, {
      endpoint: 'objects.search',
      path: { type: 'contacts' },
      body,
      ...pass(context),
    });
    return (reply.results ?? []).map(toRecord);
  };
}

export type ContactSearch = ReturnType<typeof createContactSearch>;

/** One word may be any of the three; of several, the first and the last are a name in either order. Pure. */
export function groupsOf(typed: string): Record<string, string>[] {
  // A star of the person's own would match everybody.
  const words = typed.replaceAll('*', ' ').trim().split(/\s+/).filter(Boolean);
  const [first, last] = [words[0], words.at(-1)].map((word) => `${word ?? ''}*`);
  if (words.length === 0 || first === undefined || last === undefined) return [];
  if (words.length === 1) return [{ firstname: first }, { lastname: first }, { email: first }];
  return [
    { firstname: first, lastname: last },
    { firstname: last, lastname: first },
  ];
}
