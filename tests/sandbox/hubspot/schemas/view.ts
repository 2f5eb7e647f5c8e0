import { defaultType } from '../associations/types.ts';
import { OBJECT_TYPES } from '../objects.types.ts';
import type { Portal } from '../portal/portal.ts';
import { propertyView } from '../properties/view.ts';
import { fullName } from './customTypes.ts';
import type { Schema } from './schema.types.ts';

const instant = (at: number): string => new Date(at).toISOString();

/** Both directions, each with the id of its own. */
export const associationViews = (schema: Schema): Record<string, string>[] =>
  [...schema.associated].flatMap((other) => {
    const type = defaultType(schema.type, other);
    if (type === undefined) return [];
    const own = OBJECT_TYPES[schema.type].typeId;
    const theirs = OBJECT_TYPES[other].typeId;
    const name = `${schema.name}_to_${other}`;
    return [
      { id: String(type.id), fromObjectTypeId: own, toObjectTypeId: theirs, name },
      { id: String(type.inverse), fromObjectTypeId: theirs, toObjectTypeId: own, name },
    ];
  });

export function definitionView(portal: Portal, schema: Schema): Record<string, unknown> {
  const { type, name, labels, description, createdAt, updatedAt, archivedAt } = schema;
  const { primaryDisplayProperty, secondaryDisplayProperties, requiredProperties, searchableProperties } =
    schema;
  const objectTypeId = OBJECT_TYPES[type].typeId;
  return {
    id: objectTypeId.slice('2-'.length),
    objectTypeId,
    name,
    fullyQualifiedName: fullName(portal, schema),
    labels,
    ...(description === undefined ? {} : { description }),
    allowsSensitiveProperties: false,
    ...(primaryDisplayProperty === undefined ? {} : { primaryDisplayProperty }),
    secondaryDisplayProperties,
    requiredProperties,
    searchableProperties,
    archived: archivedAt !== undefined,
    createdAt: instant(createdAt),
    updatedAt: instant(updatedAt),
  };
}

/** The definition with what belongs to it, unless the caller does not want it. */
export function schemaView(
  portal: Portal,
  schema: Schema,
  query = new URLSearchParams(),
): Record<string, unknown> {
  const wants = (flag: string): boolean => query.get(flag) !== 'false';
  const properties = [...portal.definitions[schema.type].values()]
    .filter(({ archivedAt }) => archivedAt === undefined)
    .map((definition) => propertyView(portal, schema.type, definition));
  return {
    ...definitionView(portal, schema),
    properties: wants('includePropertyDefinitions') ? properties : [],
    associations: wants('includeAssociationDefinitions') ? associationViews(schema) : [],
  };
}
