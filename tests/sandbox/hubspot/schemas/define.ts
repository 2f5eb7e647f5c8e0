import { builtInDefinitions } from '../definitions/catalogue.ts';
import { invalid, Refusal } from '../http.ts';
import { CUSTOM_PLACES, isCustom, objectType, type CustomType, type ObjectType } from '../objects.types.ts';
import type { Portal } from '../portal/portal.ts';
import { defineProperty, type PropertyInput } from '../properties/operations.ts';
import { liveSchemas } from './customTypes.ts';
import type { Schema } from './schema.types.ts';

/** Body of a create: the judge has checked its shape. */
export interface SchemaInput {
  name: string;
  labels: { singular?: string; plural?: string };
  description?: string;
  primaryDisplayProperty?: string;
  secondaryDisplayProperties: string[];
  requiredProperties: string[];
  searchableProperties: string[];
  properties: (Omit<PropertyInput, 'groupName'> & { groupName?: string })[];
  associatedObjects: string[];
}

const NAME = /^[A-Za-z]\w*$/;

export const schemaLimit = (portal: Portal): number => portal.seed.customObjectLimit ?? CUSTOM_PLACES.length;

/** One of HubSpot's own objects; links between custom objects are not kept here. */
export function standardObject(name: string): ObjectType {
  const type = objectType(name);
  if (type === undefined || isCustom(type)) throw invalid(`Unable to infer object type from: ${name}`);
  return type;
}

/** Every property a schema names must be one of its own. */
export function checkNamed(portal: Portal, type: CustomType, names: readonly string[]): void {
  const unknown = names.find((name) => !portal.definitions[type].has(name));
  if (unknown !== undefined) throw invalid(`The schema has no property ${unknown}`);
}

function checkName(portal: Portal, name: string): void {
  if (!NAME.test(name)) throw invalid(`"${name}" is not a valid name: letters, digits and underscores only`);
  if ([...portal.schemas.values()].some((schema) => schema.name.toLowerCase() === name.toLowerCase())) {
    // A deleted one keeps its name until it is deleted for good (§5).
    throw new Refusal(409, {
      message: `An object definition named '${name}' already exists.`,
      category: 'OBJECT_ALREADY_EXISTS',
    });
  }
  if (liveSchemas(portal).length >= schemaLimit(portal)) {
    throw new Refusal(400, {
      message: `This account has reached its limit of ${schemaLimit(portal)} custom object definitions.`,
      category: 'VALIDATION_ERROR',
    });
  }
}

/** @throws Refusal naming what HubSpot would refuse; nothing is left behind then. */
export function defineSchema(portal: Portal, input: SchemaInput, now: number): Schema {
  checkName(portal, input.name);
  const type = CUSTOM_PLACES.find((place) => !portal.schemas.has(place));
  if (type === undefined) throw new Error('The local HubSpot has no place left for a custom object');
  if (!input.labels.singular || !input.labels.plural) throw invalid('labels need a singular and a plural');
  const group = `${input.name.toLowerCase()}_information`;
  portal.definitions[type] = new Map(builtInDefinitions(type).map((entry) => [entry.name, entry]));
  portal.groups[type] = new Map([[group, { name: group, label: group, displayOrder: 0 }]]);
  portal.records[type].clear();
  for (const property of input.properties)
    defineProperty(portal, type, { groupName: group, ...property }, now);
  const { primaryDisplayProperty, secondaryDisplayProperties, requiredProperties, searchableProperties } =
    input;
  if (primaryDisplayProperty === undefined) throw invalid('primaryDisplayProperty is required');
  checkNamed(portal, type, [
    primaryDisplayProperty,
    ...secondaryDisplayProperties,
    ...requiredProperties,
    ...searchableProperties,
  ]);
  const schema: Schema = {
    type,
    name: input.name,
    labels: input.labels,
    description: input.description,
    primaryDisplayProperty,
    secondaryDisplayProperties,
    requiredProperties,
    searchableProperties,
    associated: new Set(input.associatedObjects.map(standardObject)),
    createdAt: now,
    updatedAt: now,
    archivedAt: undefined,
  };
  portal.schemas.set(type, schema);
  return schema;
}
