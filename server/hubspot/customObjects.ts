import type { HubSpotOptions } from '../../shared/options.ts';
import type { HubSpotCall } from './call.types.ts';
import { pass, type CallContext } from './objects.ts';

interface SchemaReply {
  name: string;
  objectTypeId?: string;
  fullyQualifiedName?: string;
  labels?: { singular?: string; plural?: string };
  archived?: boolean;
  requiredProperties?: string[];
  properties?: { name: string; type: string; hasUniqueValue?: boolean; archived?: boolean }[];
  associations?: { fromObjectTypeId: string; toObjectTypeId: string }[];
}

/** One object a customer has defined, as far as it matters to us (hubspot-api.md §5). */
export interface CustomObject {
  name: string;
  label: string;
  objectTypeId: string;
  requiredProperties: readonly string[];
  properties: ReadonlyMap<string, { type: string; isUnique: boolean }>;
  /** Type ids of the objects its records can be linked with. */
  linkable: ReadonlySet<string>;
}

/** All of them, with properties and associations, in one call. */
export async function readSchemas(call: HubSpotCall, context: CallContext): Promise<CustomObject[]> {
  const { body } = await call<{ results?: SchemaReply[] }>(context.portalId, {
    endpoint: 'schemas.list',
    query: { archived: 'false' },
    ...pass(context),
  });
  return (body.results ?? []).filter(({ archived }) => !archived).map(toCustomObject);
}

/** The custom objects a portal has defined, for people to choose from. */
export async function readCustomObjects(
  call: HubSpotCall,
  context: CallContext,
): Promise<HubSpotOptions['customObjects']> {
  const objects = await readSchemas(call, context);
  return objects.map(({ name, label, objectTypeId }) => ({ name, label, objectTypeId }));
}

/** How many more objects the portal may define; undefined when HubSpot does not say. */
export async function readRoom(call: HubSpotCall, context: CallContext): Promise<number | undefined> {
  const { body } = await call<{ limit?: number; usage?: number }>(context.portalId, {
    endpoint: 'limits.customObjects',
    ...pass(context),
  });
  return body.limit === undefined || body.usage === undefined ? undefined : body.limit - body.usage;
}

/** @param body as `POST …/schemas` wants it. */
export async function createSchema(call: HubSpotCall, context: CallContext, body: unknown): Promise<void> {
  await call(context.portalId, { endpoint: 'schemas.create', body, ...pass(context) });
}

/** Lets records of a custom object be linked with those of another. */
export async function associateSchema(
  call: HubSpotCall,
  context: CallContext,
  objectTypeId: string,
  toObjectTypeId: string,
): Promise<void> {
  await call(context.portalId, {
    endpoint: 'schemas.associate',
    path: { type: objectTypeId },
    body: { fromObjectTypeId: objectTypeId, toObjectTypeId },
    ...pass(context),
  });
}

function toCustomObject(schema: SchemaReply): CustomObject {
  const { name, labels } = schema;
  const objectTypeId = schema.objectTypeId ?? schema.fullyQualifiedName ?? name;
  return {
    name,
    label: labels?.plural ?? labels?.singular ?? name,
    objectTypeId,
    requiredProperties: schema.requiredProperties ?? [],
    properties: new Map(
      (schema.properties ?? [])
        .filter(({ archived }) => !archived)
        .map((property) => [
          property.name,
          { type: property.type, isUnique: property.hasUniqueValue === true },
        ]),
    ),
    linkable: new Set(
      (schema.associations ?? [])
        .filter(({ fromObjectTypeId }) => fromObjectTypeId === objectTypeId)
        .map(({ toObjectTypeId }) => toObjectTypeId),
    ),
  };
}
