import { json, type Reply } from '../http.ts';
import type { ObjectType, RecordVersion, StoredRecord } from '../objects.types.ts';
import type { Portal } from '../portal/portal.ts';
import { readView } from '../records/view.ts';
import { passes, type Filter } from './filters.ts';
import { associationTarget, checkSearch, type SearchBody } from './rules.ts';

/** The state the index holds: the newest one older than the lag (hubspot-api.md §2.2). */
const indexed = (record: StoredRecord, horizon: number): RecordVersion | undefined => {
  const version = record.versions.findLast((entry) => entry.at <= horizon);
  return version === undefined || version.archived ? undefined : version;
};

function matches(portal: Portal, record: StoredRecord, version: RecordVersion, filter: Filter): boolean {
  const target = associationTarget(filter.propertyName);
  if (target !== undefined) {
    const ids = portal.graph.linksOf({ type: record.type, id: record.id }, target).map((link) => link.id);
    const wanted = filter.values ?? [filter.value ?? ''];
    return ids.some((id) => wanted.includes(id));
  }
  const definition = portal.definitions[record.type].get(filter.propertyName);
  return definition !== undefined && passes(definition, version.properties[filter.propertyName], filter);
}

function bySort(sort: string | undefined): (a: RecordVersion, b: RecordVersion) => number {
  const descending = sort?.startsWith('-') === true;
  const name = (sort ?? 'hs_object_id').replace(/^-/, '');
  return (a, b) => {
    const left = a.properties[name] ?? '';
    const right = b.properties[name] ?? '';
    const numeric = Number(left) - Number(right);
    const order = Number.isNaN(numeric) ? left.localeCompare(right) : numeric;
    return descending ? -order : order;
  };
}

const contains = (version: RecordVersion, query: string): boolean =>
  Object.values(version.properties).some((value) => value.toLowerCase().includes(query.toLowerCase()));

/** Finds what the index knew `lagMs` ago; what it answers is as stale as what it matched. */
export function search(
  portal: Portal,
  type: ObjectType,
  body: SearchBody,
  rawBody: string,
  now: number,
  lagMs: number,
): Reply {
  checkSearch(portal, type, body, rawBody);
  const found = [...portal.records[type].values()].flatMap((record) => {
    const version = indexed(record, now - lagMs);
    if (version === undefined) return [];
    const inGroup =
      body.filterGroups.length === 0 ||
      body.filterGroups.some((group) =>
        group.filters.every((filter) => matches(portal, record, version, filter)),
      );
    return inGroup && (!body.query || contains(version, body.query)) ? [{ record, version }] : [];
  });
  const order = bySort(body.sorts[0]);
  found.sort((a, b) => order(a.version, b.version));
  const start = Number(body.after);
  const page = found.slice(start, start + body.limit);
  const next = start + body.limit;
  return json(200, {
    total: found.length,
    results: page.map(({ record, version }) =>
      readView(portal, { ...record, properties: { ...version.properties } }, body.properties),
    ),
    ...(next < found.length ? { paging: { next: { after: String(next) } } } : {}),
  });
}
