import { AssociationTypes } from '@hubspot/api-client/lib/src/enums/AssociationTypes.js';
import type { HubSpotCall } from './call.types.ts';
import { ENDPOINTS } from './endpoints.ts';
import { chunk, pass, pathType, type CallContext, type ObjectType } from './objects.ts';

/** What an activity or a contact hangs on, from HubSpot's own enum (hubspot-api.md §3.2). */
export const ASSOCIATION_TYPE_IDS = {
  'meetings:contacts': AssociationTypes.meetingToContact,
  'meetings:companies': AssociationTypes.meetingToCompany,
  'meetings:deals': AssociationTypes.meetingToDeal,
  'meetings:tickets': AssociationTypes.meetingToTicket,
  'calls:contacts': AssociationTypes.callToContact,
  'calls:companies': AssociationTypes.callToCompany,
  'calls:deals': AssociationTypes.callToDeal,
  'calls:tickets': AssociationTypes.callToTicket,
  'notes:contacts': AssociationTypes.noteToContact,
  'notes:companies': AssociationTypes.noteToCompany,
  'notes:deals': AssociationTypes.noteToDeal,
  'notes:tickets': AssociationTypes.noteToTicket,
  'tasks:contacts': AssociationTypes.taskToContact,
  'tasks:companies': AssociationTypes.taskToCompany,
  'tasks:deals': AssociationTypes.taskToDeal,
  'tasks:tickets': AssociationTypes.taskToTicket,
  'contacts:companies': AssociationTypes.contactToCompany,
} as const satisfies Record<string, number>;

/** A contact's primary company carries this type beside the plain one (hubspot-api.md §3.2). */
const PRIMARY_COMPANY = AssociationTypes.primaryContactToCompany;

export interface Link {
  toId: string;
  typeIds: readonly number[];
}

export interface LinkInput {
  from: string;
  to: string;
}

interface ReadReply {
  results?: {
    from: { id: string };
    to: { toObjectId: string | number; associationTypes?: { typeId: number }[] }[];
    paging?: { next?: { after: string } };
  }[];
}

export function createAssociations(call: HubSpotCall) {
  return {
    /** Links of each record, in HubSpot's order. A record without links is absent from the map. */
    async read(
      context: CallContext,
      from: ObjectType,
      to: ObjectType,
      ids: readonly string[],
    ): Promise<Map<string, Link[]>> {
      const links = new Map<string, Link[]>();
      let inputs: { id: string; after?: string }[] = [...new Set(ids)].map((id) => ({ id }));
      while (inputs.length > 0) {
        const next: typeof inputs = [];
        const pages = chunk(inputs, ENDPOINTS['associations.read'].batch).map((page) =>
          call<ReadReply>(context.portalId, {
            endpoint: 'associations.read',
            path: { from: pathType(context, from), to: pathType(context, to) },
            body: { inputs: page },
            ...pass(context),
          }),
        );
        for (const { body } of await Promise.all(pages)) {
          for (const result of body.results ?? []) {
            const id = String(result.from.id);
            // `toObjectId` is a number in real answers although the schema says string (hubspot-api.md §3.1).
            const found = result.to.map((link) => ({
              toId: String(link.toObjectId),
              typeIds: (link.associationTypes ?? []).map(({ typeId }) => typeId),
            }));
            links.set(id, [...(links.get(id) ?? []), ...found]);
            if (result.paging?.next) next.push({ id, after: result.paging.next.after });
          }
        }
        inputs = next;
      }
      return links;
    },

    /** Adds links; a link that exists stays as it is (set semantics, reliability.md §3). */
    async create(context: CallContext, from: ObjectType, to: ObjectType, pairs: readonly LinkInput[]) {
      await send(
        'associations.create',
        context,
        from,
        to,
        pairs.map((pair) => ({
          from: { id: pair.from },
          to: { id: pair.to },
          types: [associationType(from, to)],
        })),
      );
    },

    async archive(context: CallContext, from: ObjectType, to: ObjectType, pairs: readonly LinkInput[]) {
      await send(
        'associations.archive',
        context,
        from,
        to,
        pairs.map((pair) => ({
          from: { id: pair.from },
          to: [{ id: pair.to }],
        })),
      );
    },
  };

  async function send(
    endpoint: 'associations.create' | 'associations.archive',
    context: CallContext,
    from: ObjectType,
    to: ObjectType,
    inputs: readonly unknown[],
  ): Promise<void> {
    for (const page of chunk(inputs, ENDPOINTS[endpoint].batch)) {
      await call(context.portalId, {
        endpoint,
        path: { from: pathType(context, from), to: pathType(context, to) },
        body: { inputs: page },
        ...pass(context),
      });
    }
  }
}

/** The primary company among the companies of a contact, else the first. */
export function primaryOf(links: readonly Link[] = []): string | undefined {
  return (links.find(({ typeIds }) => typeIds.includes(PRIMARY_COMPANY)) ?? links[0])?.toId;
}

export type Associations = ReturnType<typeof createAssociations>;

/** The HubSpot-defined type of a link, as create calls want it. */
export function associationType(from: ObjectType, to: ObjectType) {
  const ids: Readonly<Record<string, number>> = ASSOCIATION_TYPE_IDS;
  const id = ids[`${from}:${to}`];
  if (id === undefined) throw new Error(`no association type from ${from} to ${to}`);
  return { associationCategory: 'HUBSPOT_DEFINED' as const, associationTypeId: id };
}
