import { invalid, json, Refusal, type Reply } from '../http.ts';
import { OBJECT_TYPES, type ObjectType } from '../objects.types.ts';
import { batchReply, checkSize, itemError, type ItemError } from '../records/batch.ts';
import { connect } from '../records/commit.ts';
import type { WriteContext } from '../records/context.ts';
import { checkTypes, isAlive, type AssociationInput } from '../records/links.ts';
import type { Portal } from '../portal/portal.ts';
import { mayLink } from '../schemas/customTypes.ts';
import { associationType, categoryOf, defaultType } from './types.ts';

/** hubspot-api.md §3.1. */
const MAX_WRITE = 2_000;

/** @throws Refusal (VALIDATION_ERROR, `crm.associations.INVALID_IDENTIFIER`) for ends that cannot be linked. */
function checkPair(portal: Portal, from: ObjectType, fromId: string, to: ObjectType, toId: string): void {
  if (from === to && fromId === toId) {
    throw invalid(`Object ${fromId} cannot be associated to itself`, {
      subCategory: 'crm.associations.INVALID_IDENTIFIER',
    });
  }
  const missing = [
    ...(isAlive(portal, { type: from, id: fromId }) ? [] : [fromId]),
    ...(isAlive(portal, { type: to, id: toId }) ? [] : [toId]),
  ];
  if (missing.length > 0) {
    throw new Refusal(404, {
      message: `One or more objects do not exist: ${missing.join(', ')}`,
      category: 'OBJECT_NOT_FOUND',
      subCategory: 'crm.associations.INVALID_IDENTIFIER',
      context: { INVALID_OBJECT_IDS: missing },
    });
  }
}

function checkedTypes(
  portal: Portal,
  from: ObjectType,
  to: ObjectType,
  types: AssociationInput['types'],
): number[] {
  const checked = checkTypes(portal, from, types);
  if (checked.to !== to) {
    throw invalid(
      `These association types do not lead from ${OBJECT_TYPES[from].typeId} to ${OBJECT_TYPES[to].typeId}`,
    );
  }
  return checked.typeIds;
}

const wirePair = (
  from: ObjectType,
  fromId: string,
  to: ObjectType,
  toId: string,
  typeIds: readonly number[],
): unknown => ({
  fromObjectTypeId: OBJECT_TYPES[from].typeId,
  fromObjectId: Number(fromId),
  toObjectTypeId: OBJECT_TYPES[to].typeId,
  toObjectId: Number(toId),
  labels: typeIds.flatMap((id) => associationType(id)?.label ?? []),
});

export interface PairInput {
  from: { id: string };
  to: { id: string };
  types: AssociationInput['types'];
}

export function createAssociations(
  context: WriteContext,
  from: ObjectType,
  to: ObjectType,
  inputs: readonly PairInput[],
): Reply {
  checkSize(inputs, MAX_WRITE);
  const typed = inputs.map((input) => ({
    input,
    typeIds: checkedTypes(context.portal, from, to, input.types),
  }));
  const errors: ItemError[] = [];
  const results = typed.flatMap(({ input, typeIds }) => {
    try {
      checkPair(context.portal, from, input.from.id, to, input.to.id);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      errors.push(itemError(error, { fromObjectId: [input.from.id], toObjectId: [input.to.id] }));
      return [];
    }
    connect(context, { type: from, id: input.from.id }, { type: to, id: input.to.id }, typeIds);
    return [wirePair(from, input.from.id, to, input.to.id, typeIds)];
  });
  return batchReply(201, results, errors, context.now);
}

export function putAssociation(
  context: WriteContext,
  from: ObjectType,
  fromId: string,
  to: ObjectType,
  toId: string,
  types: AssociationInput['types'],
): Reply {
  const typeIds = checkedTypes(context.portal, from, to, types);
  checkPair(context.portal, from, fromId, to, toId);
  connect(context, { type: from, id: fromId }, { type: to, id: toId }, typeIds);
  return json(201, wirePair(from, fromId, to, toId, typeIds));
}

export function associateDefault(
  context: WriteContext,
  from: ObjectType,
  to: ObjectType,
  pairs: readonly { from: { id: string }; to: { id: string } }[],
): Reply {
  checkSize(pairs, MAX_WRITE);
  const type = defaultType(from, to);
  if (type === undefined || !mayLink(context.portal, from, to))
    throw invalid(`${from} cannot be associated with ${to}`);
  const errors: ItemError[] = [];
  const results = pairs.flatMap((pair) => {
    try {
      checkPair(context.portal, from, pair.from.id, to, pair.to.id);
    } catch (error) {
      if (!(error instanceof Refusal) || pairs.length === 1) throw error;
      errors.push(itemError(error, { fromObjectId: [pair.from.id], toObjectId: [pair.to.id] }));
      return [];
    }
    const kept = context.portal.graph
      .linksOf({ type: from, id: pair.from.id }, to)
      .find((link) => link.id === pair.to.id)?.typeIds;
    connect(context, { type: from, id: pair.from.id }, { type: to, id: pair.to.id }, kept ?? [type.id]);
    const spec = { associationCategory: categoryOf(type.id), associationTypeId: type.id };
    return [{ from: pair.from, to: pair.to, associationSpec: spec }];
  });
  // The dated operation lists 200 only, with the errors inside (§3.1).
  return { ...batchReply(200, results, errors, context.now), status: 200 };
}

export function archiveAssociations(
  context: WriteContext,
  from: ObjectType,
  to: ObjectType,
  inputs: readonly { from: { id: string }; to: { id: string }[] }[],
): Reply {
  checkSize(inputs, MAX_WRITE);
  for (const input of inputs) {
    for (const target of input.to) {
      context.portal.graph.unlink({ type: from, id: input.from.id }, { type: to, id: target.id });
    }
  }
  // 204 in v4, 200 when dated (§3.1).
  return batchReply(200, [], [], context.now);
}
