import type { PublicObjectSearchRequest } from '@hubspot/api-client/lib/codegen/crm/objects/index.js';
import type { HubSpotCall } from './call.types.ts';
import { pass, toRecord, type CallContext, type CrmRecord, type ObjectType } from './objects.ts';

interface Filter {
  propertyName: string;
  operator: 'IN' | 'CONTAINS_TOKEN';
  value?: string;
  values?: string[];
}

interface SearchReply {
  total?: number;
  results?: { id: string; properties?: Record<string, string | null> }[];
}

/**
 * The first page of a search, lowest id first; `total` counts all that fit. Search lags up to 30 s behind
 * (hubspot-api.md §2.2).
 * @param groups any group may fit, of a group all filters have to.
 */
export async function searchRecords(
  call: HubSpotCall,
  context: CallContext,
  type: ObjectType,
  {
    groups,
    properties,
    limit,
  }: { groups: readonly Filter[][]; properties: readonly string[]; limit: number },
): Promise<{ records: CrmRecord[]; total: number }> {
  const body: PublicObjectSearchRequest = {
    filterGroups: groups.map((filters) => ({
      filters: filters.map(({ operator, ...rest }) => ({ ...rest, operator: operator as never })),
    })),
    properties: [...properties],
    sorts: ['hs_object_id'],
    limit,
    after: '0',
  };
  const { body: reply } = await call<SearchReply>(context.portalId, {
    endpoint: 'objects.search',
    path: { type },
    body,
    ...pass(context),
  });
  return { records: (reply.results ?? []).map(toRecord), total: reply.total ?? 0 };
}
