import type { WritableProperty } from '../../shared/options.ts';
import { PROPERTY_GROUP } from '../../shared/properties.ts';
import type { HubSpotCall } from './call.types.ts';
import { pass, type CallContext, type ObjectType } from './objects.ts';

interface PropertiesReply {
  results?: {
    name: string;
    label?: string;
    type: WritableProperty['type'];
    fieldType?: string;
    groupName?: string;
    options?: { value: string; label?: string; hidden?: boolean }[];
    calculated?: boolean;
    hidden?: boolean;
    archived?: boolean;
    modificationMetadata?: { readOnlyValue?: boolean };
  }[];
}

/** Properties of an object type, by name, without those HubSpot computes, hides or protects (hubspot-api.md §4.1). */
export async function readWritableProperties(
  call: HubSpotCall,
  context: CallContext,
  type: ObjectType,
): Promise<ReadonlyMap<string, WritableProperty>> {
  const { body } = await call<PropertiesReply>(context.portalId, {
    endpoint: 'properties.list',
    path: { type },
    ...pass(context),
  });
  const writable = (body.results ?? []).filter(
    ({ calculated, hidden, archived, modificationMetadata }) =>
      !calculated && !hidden && !archived && !modificationMetadata?.readOnlyValue,
  );
  return new Map(
    writable.map(({ name, label, type: valueType, fieldType, groupName, options }) => [
      name,
      {
        name,
        label: label ?? name,
        type: valueType,
        fieldType: fieldType ?? '',
        options: (options ?? [])
          .filter((option) => !option.hidden)
          .map((option) => ({ value: option.value, label: option.label ?? option.value })),
        ours: groupName === PROPERTY_GROUP.name,
      },
    ]),
  );
}
