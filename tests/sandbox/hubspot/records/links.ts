import type { End } from '../associations/graph.ts';
import { associationType, categoryOf } from '../associations/types.ts';
import { invalid } from '../http.ts';
import { OBJECT_TYPES, type ObjectType } from '../objects.types.ts';
import type { Portal } from '../portal/portal.ts';
import { mayLink } from '../schemas/customTypes.ts';

export interface AssociationInput {
  to: { id: string };
  types: { associationCategory: string; associationTypeId: number }[];
}

export interface CheckedLink {
  to: End;
  typeIds: number[];
}

/** A record that can be linked: it exists, is not archived and was not merged away. */
export const isAlive = (portal: Portal, end: End): boolean => {
  const record = portal.records[end.type].get(end.id);
  return record !== undefined && record.archivedAt === undefined && record.mergedInto === undefined;
};

/** The type ids must exist in this portal, start at `from` and all lead to one object (hubspot-api.md §3.1, §3.2). */
export function checkTypes(
  portal: Portal,
  from: ObjectType,
  types: AssociationInput['types'],
): { to: ObjectType; typeIds: number[] } {
  const first = types[0];
  if (first === undefined) throw invalid('At least one association type is required');
  let to: ObjectType | undefined;
  for (const { associationCategory, associationTypeId } of types) {
    const known = associationCategory === categoryOf(associationTypeId);
    const type = known ? associationType(associationTypeId) : undefined;
    if (type === undefined || !mayLink(portal, type.from, type.to)) {
      throw invalid(`${associationCategory} association type ${associationTypeId} does not exist`);
    }
    if (type.from !== from) {
      throw invalid(
        `Association type ${associationTypeId} is invalid from object type ${OBJECT_TYPES[from].typeId} to object type ${OBJECT_TYPES[type.to].typeId}`,
      );
    }
    if (to !== undefined && to !== type.to) {
      throw invalid('The association types of one link lead to different objects');
    }
    to = type.to;
  }
  return { to: to ?? from, typeIds: types.map((type) => type.associationTypeId) };
}

/** @throws Refusal for a wrong direction, an unknown type or unknown targets (`context.INVALID_OBJECT_IDS`). */
export function checkLinks(
  portal: Portal,
  from: ObjectType,
  inputs: readonly AssociationInput[],
): CheckedLink[] {
  const links = inputs.map((input) => {
    const { to, typeIds } = checkTypes(portal, from, input.types);
    return { to: { type: to, id: input.to.id }, typeIds };
  });
  const dead = links.filter((link) => !isAlive(portal, link.to));
  if (dead.length > 0) {
    // Archived or merged a moment ago is a race anybody loses; an id that never existed is a mistake.
    const invented = dead.filter(({ to }) => !portal.records[to.type].has(to.id)).map(({ to }) => to.id);
    throw invalid(
      'One or more associations are invalid',
      { context: { INVALID_OBJECT_IDS: dead.map(({ to }) => to.id) } },
      invented.length > 0 ? `associations with records that never existed: ${invented.join(', ')}` : '',
    );
  }
  return links;
}
