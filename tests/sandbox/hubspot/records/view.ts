import { DEFAULT_PROPERTIES, stampNames } from '../definitions/catalogue.ts';
import { OBJECT_TYPES, type StoredRecord } from '../objects.types.ts';
import type { Portal } from '../portal/portal.ts';
import type { Warning } from './check.ts';

export interface WireRecord {
  id: string;
  properties: Record<string, string | null>;
  createdAt: string;
  updatedAt: string;
  archived: boolean;
  archivedAt?: string;
  url: string;
  objectWriteTraceId?: string;
  new?: boolean;
  warnings?: Warning[];
  propertiesWithHistory?: Record<string, { value: string; timestamp: string; sourceType: string }[]>;
}

const instant = (at: number): string => new Date(at).toISOString();

const valuesOf = (
  portal: Portal,
  record: StoredRecord,
  names: readonly string[],
): Record<string, string | null> => {
  const stamps = stampNames(record.type);
  const asked = names.length > 0 ? names : DEFAULT_PROPERTIES[record.type];
  const known = [...new Set([...asked, 'hs_object_id', stamps.created, stamps.modified])].filter((name) => {
    const definition = portal.definitions[record.type].get(name);
    return definition !== undefined && definition.archivedAt === undefined;
  });
  return Object.fromEntries(known.map((name) => [name, record.properties[name] ?? null]));
};

const shell = (portal: Portal, record: StoredRecord): Omit<WireRecord, 'properties'> => ({
  id: record.id,
  createdAt: instant(record.createdAt),
  updatedAt: instant(record.updatedAt),
  archived: record.archivedAt !== undefined,
  ...(record.archivedAt === undefined ? {} : { archivedAt: instant(record.archivedAt) }),
  url: `https://${portal.seed.uiDomain ?? 'app.hubspot.com'}/contacts/${portal.id}/record/${OBJECT_TYPES[record.type].typeId}/${record.id}`,
});

/** A read: the asked properties (unset ones null, unknown ones left out) or the default set (hubspot-api.md §2.2). */
export function readView(
  portal: Portal,
  record: StoredRecord,
  names: readonly string[],
  history: readonly string[] = [],
): WireRecord {
  return {
    ...shell(portal, record),
    properties: valuesOf(portal, record, names),
    ...(history.length === 0 ? {} : { propertiesWithHistory: historyOf(record, history) }),
  };
}

const historyOf = (
  record: StoredRecord,
  names: readonly string[],
): NonNullable<WireRecord['propertiesWithHistory']> =>
  Object.fromEntries(
    names.map((name) => [
      name,
      (record.history.get(name) ?? []).map((entry) => ({
        value: entry.value,
        timestamp: instant(entry.at),
        sourceType: entry.by === 'app' ? 'INTEGRATION' : 'CRM_UI',
      })),
    ]),
  );

/** The answer of a write carries every value it set, beside HubSpot's own. */
export function writeView(portal: Portal, record: StoredRecord, warnings: readonly Warning[]): WireRecord {
  return {
    ...shell(portal, record),
    properties: { ...record.properties },
    ...(warnings.length === 0 ? {} : { warnings: [...warnings] }),
  };
}
