import { json, notFound, type Reply } from '../http.ts';
import { OBJECT_TYPES, type ObjectType } from '../objects.types.ts';
import type { Portal } from '../portal/portal.ts';
import { batchReply, checkDistinct, checkSize, itemError, type ItemError } from '../records/batch.ts';
import { find } from '../records/find.ts';
import type { Link } from './graph.ts';
import { associationType, categoryOf, typesBetween } from './types.ts';

/** hubspot-api.md §3.1. */
const MAX_READ = 1_000;
const PAGE = 500;

/** `toObjectId` is a number in real answers although the schema says string (§3.1). */
const wireLink = (link: Link): unknown => ({
  toObjectId: Number(link.id),
  associationTypes: link.typeIds.map((typeId) => ({
    category: categoryOf(typeId),
    typeId,
    label: associationType(typeId)?.label ?? null,
  })),
});

const page = (
  links: readonly Link[],
  after: number,
  limit: number,
): { to: unknown[]; next: string | undefined } => {
  const rest = links.filter((link) => Number(link.id) > after).sort((a, b) => Number(a.id) - Number(b.id));
  const shown = rest.slice(0, limit);
  return { to: shown.map(wireLink), next: rest.length > limit ? shown.at(-1)?.id : undefined };
};

const paging = (next: string | undefined): Record<string, unknown> =>
  next === undefined ? {} : { paging: { next: { after: next } } };

/** Records without links are simply absent; unknown ones are item errors. */
export function readAssociations(
  portal: Portal,
  from: ObjectType,
  to: ObjectType,
  inputs: readonly { id: string; after?: string }[],
  now: number,
): Reply {
  checkSize(inputs, MAX_READ);
  checkDistinct(inputs.map((input) => input.id));
  const errors: ItemError[] = [];
  const results = inputs.flatMap(({ id, after }) => {
    const record = find(portal, from, id);
    if (record === undefined) {
      errors.push(
        itemError(notFound(`No ${OBJECT_TYPES[from].singular} with id ${id} exists`), { fromObjectId: [id] }),
      );
      return [];
    }
    const links = page(portal.graph.linksOf({ type: from, id: record.id }, to), Number(after ?? '0'), PAGE);
    return links.to.length === 0 ? [] : [{ from: { id }, to: links.to, ...paging(links.next) }];
  });
  return batchReply(200, results, errors, now);
}

export function listAssociations(
  portal: Portal,
  from: ObjectType,
  id: string,
  to: ObjectType,
  query: URLSearchParams,
): Reply {
  const record = find(portal, from, id);
  if (record === undefined) throw notFound(`No ${OBJECT_TYPES[from].singular} with id ${id} exists`);
  const links = page(
    portal.graph.linksOf({ type: from, id: record.id }, to),
    Number(query.get('after') ?? '0'),
    Number(query.get('limit') ?? String(PAGE)),
  );
  return json(200, { results: links.to, ...paging(links.next) });
}

export const labels = (from: ObjectType, to: ObjectType): Reply =>
  json(200, {
    results: typesBetween(from, to).map((type) => ({
      category: categoryOf(type.id),
      typeId: type.id,
      label: type.label,
    })),
  });
