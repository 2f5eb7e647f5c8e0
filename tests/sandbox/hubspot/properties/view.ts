import type { Definition } from '../definitions/definition.ts';
import type { PropertyGroup, Portal } from '../portal/portal.ts';
import type { ObjectType } from '../objects.types.ts';

/** Options of referenced properties come from the portal's owners and pipelines. */
function optionsOf(portal: Portal, type: ObjectType, definition: Definition): unknown[] {
  const pipelines = portal.pipelines[type] ?? [];
  switch (definition.referenced) {
    case 'pipeline':
      return pipelines.map(({ id, label, displayOrder }) => ({
        label,
        value: id,
        displayOrder,
        hidden: false,
      }));
    case 'stage':
      return pipelines.flatMap((pipeline) =>
        pipeline.stages.map(({ id, label, displayOrder }) => ({
          label,
          value: id,
          displayOrder,
          hidden: false,
        })),
      );
    case 'owner':
    case undefined:
      return definition.options;
  }
}

export function propertyView(
  portal: Portal,
  type: ObjectType,
  definition: Definition,
): Record<string, unknown> {
  const { name, label, description, fieldType, groupName, hasUniqueValue, hubspotDefined, displayOrder } =
    definition;
  const at = new Date(definition.createdAt).toISOString();
  return {
    updatedAt: at,
    createdAt: at,
    name,
    label,
    type: definition.type,
    fieldType,
    description,
    groupName,
    options: optionsOf(portal, type, definition),
    displayOrder,
    calculated: false,
    externalOptions: definition.referenced === 'owner',
    ...(definition.referenced === 'owner' ? { referencedObjectType: 'OWNER' } : {}),
    archived: definition.archivedAt !== undefined,
    hasUniqueValue,
    hidden: false,
    hubspotDefined,
    modificationMetadata: {
      archivable: !hubspotDefined,
      readOnlyDefinition: hubspotDefined,
      readOnlyValue: definition.readOnly,
    },
    formField: false,
    dataSensitivity: 'non_sensitive',
  };
}

export const groupView = (group: PropertyGroup): Record<string, unknown> => ({ ...group, archived: false });
