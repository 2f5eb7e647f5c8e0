import type {
  BatchInputSimplePublicObjectId,
  BatchReadInputSimplePublicObjectId,
  PublicObjectSearchRequest,
} from '@hubspot/api-client/lib/codegen/crm/objects/index.js';
import type { HubSpotCall, Lane } from './call.types.ts';
import { ENDPOINTS } from './endpoints.ts';
import { HubSpotError } from './errors.ts';

export type ObjectType = 'contacts' | 'companies' | 'deals' | 'tickets' | OwnedType;

/** What a conversation becomes: HubSpot's activities, and a record of the customer's own object. */
export type OwnedType = ActivityType | 'coaching_sessions';

export type ActivityType = 'meetings' | 'calls' | 'notes' | 'tasks';

/** Object type ids, for record links and webhooks (hubspot-api.md §2.1); custom objects have one per portal. */
export const OBJECT_TYPE_IDS: Readonly<Record<Exclude<ObjectType, 'coaching_sessions'>, string>> = {
  contacts: '0-1',
  companies: '0-2',
  deals: '0-3',
  tickets: '0-5',
  tasks: '0-27',
  notes: '0-46',
  meetings: '0-47',
  calls: '0-48',
};

/** A record as HubSpot answers it; values are strings or null. */
export interface CrmRecord {
  id: string;
  properties: Readonly<Record<string, string | null>>;
  archived: boolean;
}

export interface CallContext {
  portalId: string;
  /** Type id of this portal's coaching sessions, where it is known. */
  coachingTypeId?: string;
  lane?: Lane;
  signal?: AbortSignal;
  /** See `HubSpotRequest`. */
  mayStart?: () => void;
}

interface BatchReply {
  results?: { id: string; properties?: Record<string, string | null>; archived?: boolean }[];
}

/** How a path names an object; one of the customer's has its full name, known without asking (hubspot-api.md §5). */
export function pathType({ portalId, coachingTypeId }: CallContext, type: ObjectType): string {
  return type === 'coaching_sessions' ? (coachingTypeId ?? `p${portalId}_${type}`) : type;
}

/** What a record's link is made of, as an install knows it. */
export interface RecordPlace {
  _id: string;
  uiDomain: string;
  coaching?: { object: { objectTypeId: string } | null } | undefined;
}

/** The record's page in the portal's own HubSpot (hubspot-api.md §4.4). */
export function recordUrl({ _id, uiDomain, coaching }: RecordPlace, type: ObjectType, id: string): string {
  const typeId = type === 'coaching_sessions' ? coaching?.object?.objectTypeId : OBJECT_TYPE_IDS[type];
  return typeId === undefined ? '' : `https://${uiDomain}/contacts/${_id}/record/${typeId}/${id}`;
}

export function createObjects(call: HubSpotCall) {
  return {
    /**
     * Reads records by id, or by a unique property such as e-mail. What HubSpot does not know is simply
     * absent from the answer (its 207 lists it); strongly consistent, unlike search (hubspot-api.md §2.3).
     */
    async read(
      context: CallContext,
      type: ObjectType,
      ids: readonly string[],
      properties: readonly string[],
      idProperty?: string,
    ): Promise<CrmRecord[]> {
      const pages = chunk([...new Set(ids)], ENDPOINTS['objects.read'].batch ?? 100).map(async (page) => {
        const body: BatchReadInputSimplePublicObjectId = {
          inputs: page.map((id) => ({ id })),
          properties: [...properties],
          propertiesWithHistory: [],
          ...(idProperty ? { idProperty } : {}),
        };
        const reply = await call<BatchReply>(context.portalId, {
          endpoint: 'objects.read',
          path: { type: pathType(context, type) },
          body,
          ...pass(context),
        });
        return (reply.body.results ?? []).map(toRecord);
      });
      return (await Promise.all(pages)).flat();
    },

    /**
     * Companies of these domains. Search lags (up to 30 s were seen), so a miss is no proof of absence.
     * The body may hold 3,000 characters (hubspot-api.md §2.2), which decides the page size.
     */
    async searchCompaniesByDomain(context: CallContext, domains: readonly string[]): Promise<CrmRecord[]> {
      const pages = pagesByLength([...new Set(domains)], SEARCH_VALUES_LENGTH).map(async (values) => {
        const body: PublicObjectSearchRequest = {
          filterGroups: [{ filters: [{ propertyName: 'domain', operator: 'IN' as never, values }] }],
          properties: ['domain', 'name', 'createdate'],
          // Lowest id first: two processes that find twins choose the same one.
          sorts: ['hs_object_id'],
          limit: 200,
          after: '0',
        };
        const reply = await call<BatchReply>(context.portalId, {
          endpoint: 'objects.search',
          path: { type: 'companies' },
          body,
          ...pass(context),
        });
        return (reply.body.results ?? []).map(toRecord);
      });
      return (await Promise.all(pages)).flat();
    },

    /** Archives records; one that is gone already is no error (hubspot-api.md §2.1: 204). */
    async archive(context: CallContext, type: ObjectType, ids: readonly string[]): Promise<void> {
      for (const page of chunk(ids, ENDPOINTS['objects.archive'].batch ?? 100)) {
        try {
          await archivePage(context, type, page);
        } catch (error) {
          unlessGone(error);
          // Which one is gone is not said; the others have to go too.
          if (page.length > 1)
            for (const id of page) await archivePage(context, type, [id]).catch(unlessGone);
        }
      }
    },
  };

  async function archivePage(context: CallContext, type: ObjectType, ids: readonly string[]): Promise<void> {
    const body: BatchInputSimplePublicObjectId = { inputs: ids.map((id) => ({ id })) };
    await call(context.portalId, {
      endpoint: 'objects.archive',
      path: { type: pathType(context, type) },
      body,
      ...pass(context),
    });
  }
}

/** What is gone already needs no archiving (reliability.md §2 "archive", D). */
export function unlessGone(error: unknown): void {
  if (!(error instanceof HubSpotError) || error.httpStatus !== 404) throw error;
}

export type Objects = ReturnType<typeof createObjects>;

/** Leaves room in 3,000 characters for the rest of the search body. */
const SEARCH_VALUES_LENGTH = 2_600;

export function pass({
  lane,
  signal,
  mayStart,
}: CallContext): Pick<CallContext, 'lane' | 'signal' | 'mayStart'> {
  return { ...(lane ? { lane } : {}), ...(signal ? { signal } : {}), ...(mayStart ? { mayStart } : {}) };
}

export function chunk<T>(items: readonly T[], size: number): T[][] {
  const pages: T[][] = [];
  for (let start = 0; start < items.length; start += size) pages.push(items.slice(start, start + size));
  return pages;
}

/** Cuts a list so that each page, as a JSON array, stays within `length` characters. */
export function pagesByLength(values: readonly string[], length: number): string[][] {
  const pages: string[][] = [];
  let room = 0;
  for (const value of values) {
    const cost = JSON.stringify(value).length + 1;
    const page = pages.at(-1);
    if (page && cost <= room) {
      page.push(value);
      room -= cost;
    } else {
      pages.push([value]);
      room = length - cost;
    }
  }
  return pages;
}

export function toRecord(result: NonNullable<BatchReply['results']>[number]): CrmRecord {
  return { id: String(result.id), properties: result.properties ?? {}, archived: result.archived === true };
}
