import {
  ACTIVITY_TYPES,
  isCustom,
  OBJECT_TYPES,
  objectType,
  type CustomType,
  type ObjectType,
} from '../objects.types.ts';
import type { Portal } from '../portal/portal.ts';
import type { Schema } from './schema.types.ts';

export const fullName = (portal: Portal, { name }: Schema): string => `p${portal.id}_${name}`;

export const liveSchemas = (portal: Portal): Schema[] =>
  [...portal.schemas.values()].filter(({ archivedAt }) => archivedAt === undefined);

/** What a path names in this portal: HubSpot's own objects, or one of the customer's by type id or full name. */
export const typeIn = (portal: Portal, name: string): ObjectType | undefined =>
  objectType(name) ??
  liveSchemas(portal).find(
    (schema) => OBJECT_TYPES[schema.type].typeId === name || fullName(portal, schema) === name,
  )?.type;

/** The customer's object as people call it; no path of the API does. */
export const typeNamed = (portal: Portal, name: string): CustomType | undefined =>
  liveSchemas(portal).find((schema) => schema.name === name)?.type;

/** Links with activities come with every custom object, others only when its schema has them (§5). */
export function mayLink(portal: Portal, from: ObjectType, to: ObjectType): boolean {
  const [custom, other] = isCustom(from) ? [from, to] : [to, from];
  if (!isCustom(custom)) return true;
  return ACTIVITY_TYPES.has(other) || (portal.schemas.get(custom)?.associated.has(other) ?? false);
}
