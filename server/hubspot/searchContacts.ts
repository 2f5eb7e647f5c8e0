import type { HubSpotCall } from './call.types.ts';
import type { CallContext, CrmRecord } from './objects.ts';
import { searchRecords } from './searchRecords.ts';

/** As many as a person looks through. */
const MOST = 10;

/**
 * Contacts whose name or address begins with what somebody types. Filters and not `query`, which looks into
 * many more properties (hubspot-api.md §2.2). Search lags up to 30 s behind.
 */
export function createContactSearch(call: HubSpotCall) {
  return async (context: CallContext, typed: string, properties: readonly string[]): Promise<CrmRecord[]> => {
    const groups = groupsOf(typed);
    if (groups.length === 0) return [];
    const { records } = await searchRecords(call, context, 'contacts', {
      groups: groups.map((group) =>
        Object.entries(group).map(([propertyName, value]) => ({
          propertyName,
          operator: 'CONTAINS_TOKEN' as const,
          value,
        })),
      ),
      properties,
      limit: MOST,
    });
    return records;
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
