import { invalid, json, notFound, type Reply } from '../http.ts';
import { OBJECT_TYPES } from '../objects.types.ts';
import type { Portal } from '../portal/portal.ts';
import { fullName, liveSchemas } from './customTypes.ts';
import { checkNamed, defineSchema, schemaLimit, standardObject, type SchemaInput } from './define.ts';
import type { Schema } from './schema.types.ts';
import { associationViews, definitionView, schemaView } from './view.ts';

export type SchemaChange = Partial<
  Pick<
    SchemaInput,
    | 'labels'
    | 'description'
    | 'primaryDisplayProperty'
    | 'secondaryDisplayProperties'
    | 'requiredProperties'
    | 'searchableProperties'
  >
>;

/** The schema a path names, by type id or full name. */
export function schemaOf(portal: Portal, name: string, archived = false): Schema {
  const found = [...portal.schemas.values()].find(
    (schema) =>
      (OBJECT_TYPES[schema.type].typeId === name || fullName(portal, schema) === name) &&
      (schema.archivedAt !== undefined) === archived,
  );
  if (found === undefined) throw notFound(`Unable to infer object type from: ${name}`);
  return found;
}

export function listSchemas(portal: Portal, query: URLSearchParams): Reply {
  const archived = query.get('archived') === 'true';
  const schemas = [...portal.schemas.values()].filter(
    ({ archivedAt }) => (archivedAt !== undefined) === archived,
  );
  return json(200, { results: schemas.map((schema) => schemaView(portal, schema, query)) });
}

export const createSchema = (portal: Portal, input: SchemaInput, now: number): Reply =>
  json(201, schemaView(portal, defineSchema(portal, input, now)));

export function changeSchema(portal: Portal, schema: Schema, change: SchemaChange, now: number): Reply {
  checkNamed(portal, schema.type, [
    ...(change.primaryDisplayProperty === undefined ? [] : [change.primaryDisplayProperty]),
    ...(change.secondaryDisplayProperties ?? []),
    ...(change.requiredProperties ?? []),
    ...(change.searchableProperties ?? []),
  ]);
  const { labels, description, primaryDisplayProperty } = change;
  const { secondaryDisplayProperties, requiredProperties, searchableProperties } = change;
  Object.assign(schema, {
    updatedAt: now,
    ...(labels ? { labels: { ...schema.labels, ...labels } } : {}),
    ...(description === undefined ? {} : { description }),
    ...(primaryDisplayProperty === undefined ? {} : { primaryDisplayProperty }),
    ...(secondaryDisplayProperties ? { secondaryDisplayProperties } : {}),
    ...(requiredProperties ? { requiredProperties } : {}),
    ...(searchableProperties ? { searchableProperties } : {}),
  });
  return json(200, definitionView(portal, schema));
}

/** Deleting needs its records gone; `archived=true` deletes for good, and only then the name is free (§5). */
export function deleteSchema(portal: Portal, name: string, forGood: boolean, now: number): Reply {
  if (forGood) {
    portal.schemas.delete(schemaOf(portal, name, true).type);
    return { status: 204 };
  }
  const schema = schemaOf(portal, name);
  const records = [...portal.records[schema.type].values()];
  if (records.some(({ archivedAt, mergedInto }) => archivedAt === undefined && mergedInto === undefined))
    throw invalid(`${schema.name} has records; delete them first`);
  schema.archivedAt = now;
  return { status: 204 };
}

export function addAssociation(
  portal: Portal,
  schema: Schema,
  input: { fromObjectTypeId: string; toObjectTypeId: string },
  now: number,
): Reply {
  const own = OBJECT_TYPES[schema.type].typeId;
  if (input.fromObjectTypeId !== own && input.toObjectTypeId !== own)
    throw invalid(`One end of the association has to be ${own}`);
  const other = standardObject(
    input.fromObjectTypeId === own ? input.toObjectTypeId : input.fromObjectTypeId,
  );
  schema.associated.add(other);
  schema.updatedAt = now;
  const view = associationViews(schema).find(
    ({ fromObjectTypeId, toObjectTypeId }) =>
      fromObjectTypeId === input.fromObjectTypeId && toObjectTypeId === input.toObjectTypeId,
  );
  const at = new Date(now).toISOString();
  return json(201, { ...view, createdAt: at, updatedAt: at });
}

export function removeAssociation(schema: Schema, id: string, now: number): Reply {
  const typeIds = new Map(
    associationViews(schema).map(({ id: known = '', fromObjectTypeId = '', toObjectTypeId = '' }) => [
      known,
      fromObjectTypeId === OBJECT_TYPES[schema.type].typeId ? toObjectTypeId : fromObjectTypeId,
    ]),
  );
  const other = typeIds.get(id);
  if (other === undefined) throw notFound(`${schema.name} has no association ${id}`);
  schema.associated.delete(standardObject(other));
  schema.updatedAt = now;
  return { status: 204 };
}

export function limits(portal: Portal): Reply {
  const usage = liveSchemas(portal).length;
  const limit = schemaLimit(portal);
  return json(200, { limit, usage, percentage: (usage / limit) * 100 });
}
