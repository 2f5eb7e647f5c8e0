import { json, type Reply } from '../http.ts';
import type { ObjectType } from '../objects.types.ts';
import type { Portal } from '../portal/portal.ts';
import { typeIn } from '../schemas/customTypes.ts';
import { batchReply, checkDistinct, checkSize, itemError } from './batch.ts';
import { checkIdProperty, find, notFoundItem } from './find.ts';
import { readView } from './view.ts';

export interface BatchReadInput {
  idProperty?: string;
  properties: string[];
  propertiesWithHistory: string[];
  inputs: { id: string }[];
}

export function readBatch(
  portal: Portal,
  type: ObjectType,
  body: BatchReadInput,
  archived: boolean,
  now: number,
): Reply {
  checkSize(body.inputs);
  checkDistinct(body.inputs.map((input) => input.id));
  if (body.idProperty !== undefined) checkIdProperty(portal, type, body.idProperty);
  const missing: string[] = [];
  const seen = new Set<string>();
  const results = body.inputs.flatMap(({ id }) => {
    const record = find(portal, type, id, { idProperty: body.idProperty, archived });
    if (record === undefined) missing.push(id);
    if (record === undefined || seen.has(record.id)) return [];
    seen.add(record.id);
    return [readView(portal, record, body.properties, body.propertiesWithHistory)];
  });
  const errors = missing.length > 0 ? [itemError(notFoundItem(type, missing))] : [];
  return batchReply(200, results, errors, now);
}

/** A comma separated or repeated query parameter. */
const list = (query: URLSearchParams, name: string): string[] =>
  query
    .getAll(name)
    .flatMap((value) => value.split(','))
    .filter((value) => value !== '');

const associated = (
  portal: Portal,
  type: ObjectType,
  id: string,
  names: readonly string[],
): Record<string, unknown> => {
  const groups = names.flatMap((name) => {
    const to = typeIn(portal, name);
    const links = to === undefined ? [] : portal.graph.linksOf({ type, id }, to);
    const results = links.flatMap((link) =>
      link.typeIds.map((typeId) => ({ id: link.id, type: `${type}_to_${to}_${typeId}` })),
    );
    return to === undefined || results.length === 0 ? [] : [[to, { results }] as const];
  });
  return groups.length > 0 ? { associations: Object.fromEntries(groups) } : {};
};

export function readOne(portal: Portal, type: ObjectType, id: string, query: URLSearchParams): Reply {
  const idProperty = query.get('idProperty') ?? undefined;
  if (idProperty !== undefined) checkIdProperty(portal, type, idProperty);
  const record = find(portal, type, id, { idProperty, archived: query.get('archived') === 'true' });
  if (record === undefined) throw notFoundItem(type, [id]);
  return json(200, {
    ...readView(portal, record, list(query, 'properties'), list(query, 'propertiesWithHistory')),
    ...associated(portal, type, record.id, list(query, 'associations')),
  });
}

export function listPage(portal: Portal, type: ObjectType, query: URLSearchParams): Reply {
  const archived = query.get('archived') === 'true';
  const limit = Math.min(Number(query.get('limit') ?? '10'), 100);
  const after = Number(query.get('after') ?? '0');
  const all = [...portal.records[type].values()]
    .filter((record) => record.mergedInto === undefined && (record.archivedAt !== undefined) === archived)
    .filter((record) => Number(record.id) > after)
    .sort((a, b) => Number(a.id) - Number(b.id));
  const page = all.slice(0, limit);
  const last = page.at(-1);
  return json(200, {
    results: page.map((record) => ({
      ...readView(portal, record, list(query, 'properties')),
      ...associated(portal, type, record.id, list(query, 'associations')),
    })),
    ...(last !== undefined && all.length > limit ? { paging: { next: { after: last.id } } } : {}),
  });
}
