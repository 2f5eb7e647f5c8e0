import type { Sandbox } from '../sandbox.types.ts';
import { builtInGroup } from './definitions/catalogue.ts';
import type { ObjectType, StoredRecord } from './objects.types.ts';
import { recordView, recordViews } from './portal/dump.ts';
import type { Portal } from './portal/portal.ts';
import { createByPerson } from './portal/seeding.ts';
import { archiveProperty, createProperty, purgeProperty } from './properties/operations.ts';
import { applyProperties, commitArchive, commitErasure, commitRestore } from './records/commit.ts';
import { writeContext, type WriteContext } from './records/context.ts';
import { typeIn, typeNamed } from './schemas/customTypes.ts';
import { mergeTwo } from './records/merge.ts';
import { checkUpdate } from './records/update.ts';
import type { SandboxSettings } from './settings.ts';

type People = Pick<
  Sandbox,
  | 'record'
  | 'records'
  | 'events'
  | 'properties'
  | 'edit'
  | 'create'
  | 'archive'
  | 'deleteCustomObject'
  | 'restore'
  | 'gdprDelete'
  | 'merge'
  | 'createProperty'
  | 'deleteProperty'
>;

const known = (portal: Portal, name: string): ObjectType => {
  const type = typeIn(portal, name) ?? typeNamed(portal, name);
  if (type === undefined) throw new Error(`The local HubSpot has no object called ${name}`);
  return type;
};

/** What people do and see in HubSpot's own screens, without a token or a limit. */
export function createPeople(settings: SandboxSettings, portalOf: (portalId: string) => Portal): People {
  const context = (portalId: string): WriteContext =>
    writeContext(settings, portalOf(portalId), 'person', '');
  const stored = (portalId: string, type: string, id: string): StoredRecord => {
    const portal = portalOf(portalId);
    const record = portal.records[known(portal, type)].get(id);
    if (record === undefined) throw new Error(`No ${type} ${id} in portal ${portalId}`);
    return record;
  };

  return {
    record: (portalId, type, id) => {
      const portal = portalOf(portalId);
      const record = portal.records[known(portal, type)].get(id);
      return record === undefined ? undefined : recordView(portal, record);
    },
    records: (portalId, type) => recordViews(portalOf(portalId), known(portalOf(portalId), type)),
    events: (portalId) => [...portalOf(portalId).events],
    properties: (portalId, type) =>
      [...portalOf(portalId).definitions[known(portalOf(portalId), type)].values()]
        .filter((definition) => definition.archivedAt === undefined)
        .map(({ name, label, groupName, options }) => ({ name, label, groupName, options })),
    edit: (portalId, type, id, properties) => {
      const record = stored(portalId, type, id);
      const writer = context(portalId);
      applyProperties(writer, record, checkUpdate(writer, record, properties, new Set()).properties);
    },
    create: (portalId, type, seed) => createByPerson(context(portalId), type, seed),
    archive: (portalId, type, id) => {
      commitArchive(context(portalId), stored(portalId, type, id));
    },
    deleteCustomObject: (portalId, name) => {
      const { schemas } = portalOf(portalId);
      for (const schema of schemas.values()) if (schema.name === name) schemas.delete(schema.type);
    },
    restore: (portalId, type, id) => {
      commitRestore(context(portalId), stored(portalId, type, id));
    },
    gdprDelete: (portalId, contactId) => {
      commitErasure(context(portalId), stored(portalId, 'contacts', contactId));
    },
    createProperty: (portalId, typeName, name) => {
      const portal = portalOf(portalId);
      const type = known(portal, typeName);
      const field = { name, label: name, type: 'string', fieldType: 'text' } as const;
      createProperty(portal, type, { ...field, groupName: builtInGroup(type) }, settings.now().getTime());
    },
    deleteProperty: (portalId, typeName, name, forGood = false) => {
      const portal = portalOf(portalId);
      const type = known(portal, typeName);
      archiveProperty(portal, type, name, settings.now().getTime());
      if (forGood) purgeProperty(portal, type, name);
    },
    merge: (portalId, type, primaryId, otherId) => {
      mergeTwo(context(portalId), known(portalOf(portalId), type), primaryId, otherId);
    },
  };
}
