import { ACTIVITY_TYPES, isCustomName, objectType, type ObjectType } from '../objects.types.ts';

/** Activities are covered by the contact scopes (2026-03 files of those objects; hubspot-api.md §0.7). */
function objectScopes(type: ObjectType, access: 'read' | 'write'): string[] {
  if (ACTIVITY_TYPES.has(type)) return [`crm.objects.contacts.${access}`];
  if (type === 'tickets') return ['tickets', `crm.objects.tickets.${access}`];
  return [`crm.objects.${type}.${access}`];
}

/** Defining properties on activities needs scopes that real apps could not select (§2.7). */
const schemaScopes = (type: ObjectType, access: 'read' | 'write'): string[] =>
  type === 'tickets' ? ['tickets', `crm.schemas.tickets.${access}`] : [`crm.schemas.${type}.${access}`];

export const scopesOf = (name = '', access: 'read' | 'write'): string[][] => {
  // Whether the portal has the object at all is looked at after the permission (§5).
  if (isCustomName(name)) return [[`crm.objects.custom.${access}`]];
  const type = objectType(name);
  return type === undefined ? [] : [objectScopes(type, access)];
};

/** Reading definitions works with the object's own scopes too (hubspot-api.md §4.1). */
export const definitionReadScopes = (name = ''): string[][] => {
  if (isCustomName(name))
    return [['crm.schemas.custom.read', 'crm.objects.custom.read', 'crm.objects.custom.write']];
  const type = objectType(name);
  return type === undefined
    ? []
    : [[...schemaScopes(type, 'read'), ...objectScopes(type, 'read'), ...objectScopes(type, 'write')]];
};

/** On activities the portal decides, not the token: see `checkActivityAccess`. */
export const definitionWriteScopes = (name = ''): string[][] => {
  if (isCustomName(name)) return [['crm.schemas.custom.write']];
  const type = objectType(name);
  if (type === undefined) return [];
  return [ACTIVITY_TYPES.has(type) ? schemaScopes('contacts', 'write') : schemaScopes(type, 'write')];
};
