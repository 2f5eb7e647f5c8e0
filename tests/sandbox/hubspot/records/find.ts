import { invalid, notFound, type Refusal } from '../http.ts';
import { OBJECT_TYPES, type ObjectType, type StoredRecord } from '../objects.types.ts';
import type { Portal } from '../portal/portal.ts';

/** @throws Refusal unless the property exists and holds unique values. */
export function checkIdProperty(portal: Portal, type: ObjectType, idProperty: string): void {
  if (idProperty === 'hs_object_id') return;
  const definition = portal.definitions[type].get(idProperty);
  if (!definition || definition.archivedAt !== undefined || !definition.hasUniqueValue) {
    throw invalid(`${idProperty} is not a unique property of ${type}`, {
      context: { propertyName: [idProperty] },
    });
  }
}

export interface FindOptions {
  idProperty?: string | undefined;
  archived?: boolean;
  /** Reads and single updates follow a merge, `batch/update` does not (hubspot-api.md §2.3). */
  followMerges?: boolean;
}

/** The record an id names, or undefined when HubSpot would not find it. */
export function find(
  portal: Portal,
  type: ObjectType,
  id: string,
  { idProperty, archived = false, followMerges = true }: FindOptions = {},
): StoredRecord | undefined {
  const byId = idProperty === undefined || idProperty === 'hs_object_id';
  const key = byId ? id : holderOf(portal, type, idProperty, id);
  let record = key === undefined ? undefined : portal.records[type].get(key);
  while (record?.mergedInto !== undefined) {
    if (!followMerges) return undefined;
    record = portal.records[type].get(record.mergedInto);
  }
  if (record === undefined || (record.archivedAt !== undefined) !== archived) return undefined;
  return record;
}

/** Whether an additional address matches is not documented (§2.3): only the primary one does here. */
function holderOf(portal: Portal, type: ObjectType, property: string, value: string): string | undefined {
  const id = portal.unique.holder(type, property, value);
  if (id === undefined) return undefined;
  const own = portal.records[type].get(id)?.properties[property];
  return own?.toLowerCase() === value.trim().toLowerCase() ? id : undefined;
}

export const notFoundItem = (type: ObjectType, ids: readonly string[]): Refusal =>
  notFound(
    `Could not get some ${OBJECT_TYPES[type].singular} objects, they may be deleted or not exist. Check that ids are valid.`,
    { context: { ids: [...ids] } },
  );
