import type { HubSpotCall } from './call.types.ts';
import { pagesByLength, type CallContext, type CrmRecord } from './objects.ts';
import { searchRecords } from './searchRecords.ts';

/** A full name as it may be split into first and last name, all in lower case. */
export interface SearchedName {
  first: string;
  last: string;
}

const PAGE = 200;
/** Leaves room in 3,000 characters for the rest of the search body (hubspot-api.md §2.2). */
const VALUES_LENGTH = 2_200;

/**
 * Contacts by full name. Search is 5 a second for all apps of an account, so many names share one call: any of
 * the first names with any of the last names, and the caller keeps those it asked for. Search lags up to 30 s.
 */
export function createNameSearch(call: HubSpotCall) {
  return async (
    context: CallContext,
    names: readonly (readonly SearchedName[])[],
    properties: readonly string[],
  ): Promise<CrmRecord[]> => {
    const byText = new Map(names.map((splits) => [JSON.stringify(splits), splits]));
    const pages = pagesByLength([...byText.keys()], VALUES_LENGTH).map((page) =>
      search(
        context,
        page.map((text) => byText.get(text) ?? []),
        properties,
      ),
    );
    return (await Promise.all(pages)).flat();
  };

  async function search(
    context: CallContext,
    names: readonly (readonly SearchedName[])[],
    properties: readonly string[],
  ): Promise<CrmRecord[]> {
    const splits = names.flat();
    const among = (propertyName: string, values: readonly string[]) => ({
      propertyName,
      operator: 'IN' as const,
      values: [...new Set(values)],
    });
    const { records, total } = await searchRecords(call, context, 'contacts', {
      groups: [
        [
          among(
            'firstname',
            splits.map(({ first }) => first),
          ),
          among(
            'lastname',
            splits.map(({ last }) => last),
          ),
        ],
      ],
      properties,
      limit: PAGE,
    });
    // Namesakes of others crowd the page: half the names at a time, so that nobody is cut off. A page full of
    // one name says that it is not unique, which is all that is asked.
    if (total > PAGE && names.length > 1) {
      const middle = Math.ceil(names.length / 2);
      const halves = [names.slice(0, middle), names.slice(middle)];
      return (await Promise.all(halves.map((half) => search(context, half, properties)))).flat();
    }
    return records;
  }
}

export type SearchNames = ReturnType<typeof createNameSearch>;
