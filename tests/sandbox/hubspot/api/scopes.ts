import { ACTIVITY_TYPES, objectType, type ObjectType } from '../objects.types.ts';

/** Activities are covered by the contact scopes (2026-03 files of those objects; hubspot-api.md §0.7). */
export function objectScopes(type: ObjectType, access: 'read' | 'write'): string[] {
  if (ACTIVITY_TYPES.has(type)) return [`crm.objects.contacts.${access}`];
  if (type === 'tickets') return ['tickets', `crm.objects.tickets.${access}`];
  return [`crm.objects.${type}.${access}`];
}

/** Defining properties on activities needs scopes that real apps could not select (§2.7). */
export const schemaScopes = (type: ObjectType, access: 'read' | 'write'): string[] =>
  type === 'tickets' ? ['tickets', `crm.schemas.tickets.${access}`] : [`crm.schemas.${type}.${access}`];

export const scopesOf = (name: string | undefined, access: 'read' | 'write'): string[][] => {
  const type = objectType(name ?? '');
  return type === undefined ? [] : [objectScopes(type, access)];
};
