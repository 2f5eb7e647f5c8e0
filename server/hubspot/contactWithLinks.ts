import type { HubSpotCall } from './call.types.ts';
import { HubSpotError } from './errors.ts';
import { pass, toRecord, type CallContext, type CrmRecord, type ObjectType } from './objects.ts';

interface Reply {
  id: string;
  properties?: Record<string, string | null>;
  archived?: boolean;
  associations?: Partial<Record<string, { results?: { id: string }[] }>>;
}

export interface ContactWithLinks<T extends ObjectType> {
  contact: CrmRecord;
  /** Ids by type, each once, in HubSpot's order; of many the first page (500). */
  links: Record<T, string[]>;
}

/**
 * A contact by any of its addresses together with what hangs on it, in one call: batch reads answer no links
 * (hubspot-api.md §2.1). null: HubSpot has nobody with this address.
 */
export async function readContactWithLinks<T extends ObjectType>(
  call: HubSpotCall,
  context: CallContext,
  email: string,
  properties: readonly string[],
  to: readonly T[],
): Promise<ContactWithLinks<T> | null> {
  try {
    const { body } = await call<Reply>(context.portalId, {
      endpoint: 'objects.get',
      path: { type: 'contacts', id: email },
      query: { idProperty: 'email', properties: properties.join(','), associations: to.join(',') },
      ...pass(context),
    });
    const idsOf = (type: T) => [
      ...new Set((body.associations?.[type]?.results ?? []).map(({ id }) => String(id))),
    ];
    return {
      contact: toRecord(body),
      links: Object.fromEntries(to.map((type) => [type, idsOf(type)])) as Record<T, string[]>,
    };
  } catch (error) {
    if (error instanceof HubSpotError && error.httpStatus === 404) return null;
    throw error;
  }
}
