import type { SandboxRecord } from '../../sandbox.types.ts';
import { liveSchemas } from '../schemas/customTypes.ts';
import { isCustom, OBJECT_TYPES, type ObjectType, type StoredRecord } from '../objects.types.ts';
import type { Portal } from './portal.ts';

/** A record as tests and pages look at it, archived ones included. */
export function recordView(portal: Portal, record: StoredRecord): SandboxRecord {
  return {
    id: record.id,
    type: record.type,
    properties: { ...record.properties },
    createdAt: new Date(record.createdAt).toISOString(),
    updatedAt: new Date(record.updatedAt).toISOString(),
    archived: record.archivedAt !== undefined || record.mergedInto !== undefined,
    ...(record.archivedAt === undefined ? {} : { archivedAt: new Date(record.archivedAt).toISOString() }),
    createdBy: record.createdBy,
    associations: portal.graph
      .linksOf({ type: record.type, id: record.id })
      .map(({ type, id, typeIds }) => ({ type, id, typeIds: [...typeIds] })),
  };
}

export const recordViews = (portal: Portal, type: ObjectType): SandboxRecord[] =>
  [...portal.records[type].values()].map((record) => recordView(portal, record));

export interface PortalDump {
  portalId: string;
  records: Record<string, SandboxRecord[]>;
  events: Portal['events'];
  owners: Portal['owners'];
  pipelines: Portal['pipelines'];
}

export const dump = (portal: Portal): PortalDump => ({
  portalId: portal.id,
  records: Object.fromEntries([
    ...(Object.keys(OBJECT_TYPES) as ObjectType[])
      .filter((type) => !isCustom(type))
      .map((type) => [type, recordViews(portal, type)] as const),
    ...liveSchemas(portal).map(({ type, name }) => [name, recordViews(portal, type)] as const),
  ]),
  events: [...portal.events],
  owners: portal.owners,
  pipelines: portal.pipelines,
});
