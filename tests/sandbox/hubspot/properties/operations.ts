import { define, type Definition, type PropertyOption } from '../definitions/definition.ts';
import { invalid, json, missingScopes, notFound, Refusal, type Reply } from '../http.ts';
import { ACTIVITY_TYPES, type ObjectType } from '../objects.types.ts';
import type { Portal } from '../portal/portal.ts';
import { batchReply, checkSize, itemError, type ItemError } from '../records/batch.ts';
import { groupView, propertyView } from './view.ts';

export interface PropertyInput {
  name: string;
  label: string;
  type: Definition['type'];
  fieldType: string;
  groupName: string;
  description?: string;
  options?: PropertyOption[];
  hasUniqueValue?: boolean;
  displayOrder?: number;
}

const MAX_UNIQUE = 10;
const NAME = /^[a-z][a-z0-9_]{0,99}$/;
/** Which editors suit which type (hubspot-api.md §4.1: `datetime` uses the `date` field). */
const FIELDS: Record<Definition['type'], readonly string[]> = {
  bool: ['booleancheckbox', 'calculation_equation'],
  date: ['date'],
  datetime: ['date'],
  enumeration: ['booleancheckbox', 'checkbox', 'radio', 'select', 'calculation_equation'],
  number: ['number', 'calculation_equation'],
  phone_number: ['phonenumber'],
  string: ['text', 'textarea', 'file', 'html', 'phonenumber', 'calculation_equation'],
};

/** HubSpot's conflict; the product treats it as success after comparing the type (§4.1). */
const exists = (subCategory: string, message: string): Refusal =>
  new Refusal(409, { message, category: 'OBJECT_ALREADY_EXISTS', subCategory });

function checkInput(portal: Portal, type: ObjectType, input: PropertyInput): void {
  const { name } = input;
  if (!NAME.test(name)) throw invalid(`"${name}" is not a valid property name`);
  const held = portal.definitions[type].get(name);
  if (held !== undefined && held.archivedAt === undefined) {
    throw exists('Properties.PROPERTY_WITH_NAME_EXISTS', `A property named '${name}' already exists.`);
  }
  if (!portal.groups[type].has(input.groupName)) {
    throw invalid(`Property group ${input.groupName} does not exist`);
  }
  if (!FIELDS[input.type].includes(input.fieldType)) {
    throw invalid(`Field type ${input.fieldType} does not suit type ${input.type}`);
  }
  const values = (input.options ?? []).map((option) => option.value);
  if (input.type === 'enumeration' && values.length === 0) throw invalid(`${name} needs options`);
  if (new Set(values).size !== values.length) throw invalid(`Option values of ${name} must be unique`);
  if (input.hasUniqueValue === true) {
    const unique = [...portal.definitions[type].values()].filter(
      (entry) => entry.hasUniqueValue && !entry.hubspotDefined && entry.archivedAt === undefined,
    );
    if (unique.length >= MAX_UNIQUE)
      throw invalid(`At most ${MAX_UNIQUE} unique properties are allowed per object`);
  }
}

/** Real portals refused property scopes on activities; `activityKeys` is the portal where they work (§2.7). */
export function checkActivityAccess(portal: Portal, type: ObjectType): void {
  if (ACTIVITY_TYPES.has(type) && portal.seed.activityKeys !== true) {
    throw missingScopes([`crm.schemas.${type}.write`]);
  }
}

export function defineProperty(
  portal: Portal,
  type: ObjectType,
  input: PropertyInput,
  now: number,
): Record<string, unknown> {
  checkInput(portal, type, input);
  const held = portal.definitions[type].get(input.name);
  // A name in the recycle bin comes back with its old definition (§4.1).
  const definition = held
    ? { ...held, archivedAt: undefined }
    : { ...define(input, input.groupName, false), createdAt: now };
  portal.definitions[type].set(input.name, definition);
  return propertyView(portal, type, definition);
}

export const createProperty = (portal: Portal, type: ObjectType, input: PropertyInput, now: number): Reply =>
  json(201, defineProperty(portal, type, input, now));

export function createProperties(
  portal: Portal,
  type: ObjectType,
  inputs: readonly PropertyInput[],
  now: number,
): Reply {
  checkSize(inputs);
  const errors: ItemError[] = [];
  const results = inputs.flatMap((input) => {
    try {
      return [defineProperty(portal, type, input, now)];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      errors.push({ ...itemError(error, { name: [input.name] }), ...subCategory(error) });
      return [];
    }
  });
  return batchReply(201, results, errors, now);
}

const subCategory = (refusal: Refusal): { subCategory?: string } =>
  refusal.envelope.subCategory === undefined ? {} : { subCategory: refusal.envelope.subCategory };

export function definitionOf(portal: Portal, type: ObjectType, name: string, archived = false): Definition {
  const definition = portal.definitions[type].get(name);
  if (definition === undefined || (definition.archivedAt !== undefined) !== archived) {
    throw notFound(`Unable to find property ${name}`);
  }
  return definition;
}

export function listProperties(portal: Portal, type: ObjectType, archived: boolean): Reply {
  const results = [...portal.definitions[type].values()]
    .filter((definition) => (definition.archivedAt !== undefined) === archived)
    .map((definition) => propertyView(portal, type, definition));
  return json(200, { results });
}

/** `options` replaces the whole list; name, uniqueness and HubSpot's own definitions cannot change (§4.1). */
export function updateProperty(
  portal: Portal,
  type: ObjectType,
  name: string,
  input: Partial<PropertyInput>,
): Reply {
  const definition = definitionOf(portal, type, name);
  if (definition.hubspotDefined) throw invalid(`${name} is defined by HubSpot and cannot be changed`);
  Object.assign(definition, input);
  return json(200, propertyView(portal, type, definition));
}

export function archiveProperty(portal: Portal, type: ObjectType, name: string, now: number): Reply {
  const definition = definitionOf(portal, type, name);
  if (definition.hubspotDefined) throw invalid(`${name} is defined by HubSpot and cannot be archived`);
  definition.archivedAt = now;
  return { status: 204 };
}

/** Out of the recycle bin: the definition and every value are gone. */
export function purgeProperty(portal: Portal, type: ObjectType, name: string): void {
  portal.definitions[type].delete(name);
  for (const record of portal.records[type].values()) Reflect.deleteProperty(record.properties, name);
}

export function createGroup(
  portal: Portal,
  type: ObjectType,
  input: { name: string; label: string; displayOrder?: number },
): Reply {
  if (portal.groups[type].has(input.name)) {
    throw exists(
      'Properties.GROUP_WITH_NAME_EXISTS',
      `A property group named '${input.name}' already exists.`,
    );
  }
  const group = { displayOrder: -1, ...input };
  portal.groups[type].set(group.name, group);
  return json(201, groupView(group));
}

export function archiveGroup(portal: Portal, type: ObjectType, name: string): Reply {
  if (!portal.groups[type].has(name)) throw notFound(`Unable to find group ${name}`);
  const used = [...portal.definitions[type].values()].some(
    (definition) => definition.groupName === name && definition.archivedAt === undefined,
  );
  if (used)
    throw invalid(`Group ${name} has properties`, {
      subCategory: 'PropertyGroupError.GROUP_WITH_ACTIVE_PROPERTIES',
    });
  portal.groups[type].delete(name);
  return { status: 204 };
}
