import type { BatchReadInputSimplePublicObjectId } from '@hubspot/api-client/lib/codegen/crm/objects/index.js';
import type { HubSpotCall } from './call.types.ts';
import { chunk, pass, type CallContext, type ObjectType } from './objects.ts';

/** Who made a record and who wrote to it. */
export interface Origin {
  id: string;
  archived: boolean;
  /** The app that made it; null for everybody else. */
  appId: string | null;
  properties: Readonly<Record<string, string | null>>;
  /** HubSpot's names for whatever ever wrote one of `watched`: `INTEGRATION`, `CRM_UI`, … */
  writers: ReadonlySet<string>;
}

interface HistoryReply {
  results?: {
    id: string;
    archived?: boolean;
    properties?: Record<string, string | null>;
    propertiesWithHistory?: Record<string, { sourceType?: string }[]>;
  }[];
}

/** With their history HubSpot reads fifty records at a time. */
const BATCH = 50;

/** Reads where records come from (hubspot-api.md §2.8.3), and who wrote to the properties `watched`. */
export function createReadOrigins(call: HubSpotCall) {
  return async (
    context: CallContext,
    type: ObjectType,
    ids: readonly string[],
    watched: readonly string[],
  ): Promise<Origin[]> => {
    const origins: Origin[] = [];
    for (const page of chunk(ids, BATCH)) {
      const body: BatchReadInputSimplePublicObjectId = {
        inputs: page.map((id) => ({ id })),
        properties: ['hs_object_source', 'hs_object_source_id', ...watched],
        propertiesWithHistory: [...watched],
      };
      const { body: reply } = await call<HistoryReply>(context.portalId, {
        endpoint: 'objects.read',
        path: { type },
        body,
        ...pass(context),
      });
      origins.push(...(reply.results ?? []).map(toOrigin));
    }
    return origins;
  };
}

function toOrigin(result: NonNullable<HistoryReply['results']>[number]): Origin {
  const properties = result.properties ?? {};
  const entries = Object.values(result.propertiesWithHistory ?? {}).flat();
  return {
    id: String(result.id),
    archived: result.archived === true,
    appId: properties['hs_object_source'] === BY_APP ? (properties['hs_object_source_id'] ?? null) : null,
    properties,
    writers: new Set(entries.map(({ sourceType }) => sourceType ?? 'unknown')),
  };
}

/** How HubSpot names an app, as the maker of a record and as the writer of a value. */
export const BY_APP = 'INTEGRATION';

export type ReadOrigins = ReturnType<typeof createReadOrigins>;
