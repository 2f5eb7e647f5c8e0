import { ObjectId } from 'bson';

import type { MemoryCollection } from './collection.ts';
import { notImplemented, WireError } from './errors.ts';
import { compileFilter } from './query.ts';
import { compareBySort, compileSort } from './sort.ts';
import type { Row } from './unique-index.ts';
import { compileUpdate } from './update.ts';
import { documentFromFilter } from './upsert.ts';
import { setField } from './values.ts';
import type { Doc } from './values.ts';

/** The rows a write is for: all, or the first by the sort. They are collected before any is changed. */
export function pick(
  collection: MemoryCollection,
  filter: Doc,
  multi: boolean,
  sort?: unknown,
): readonly Row[] {
  const keys = compileSort(sort);
  if (multi) return [...collection.matching(filter)];
  if (keys.length === 0) {
    for (const row of collection.matching(filter)) return [row];
    return [];
  }
  const compare = compareBySort(keys);
  let best: Row | undefined;
  for (const row of collection.matching(filter)) {
    if (!best || compare(row.doc, best.doc) < 0) best = row;
  }
  return best ? [best] : [];
}

export interface UpdateRequest {
  readonly filter: Doc;
  readonly update: unknown;
  readonly upsert: boolean;
  readonly multi: boolean;
  readonly sort?: unknown;
}

export interface UpdateResult {
  readonly matched: number;
  readonly modified: number;
  /** Set when a document was inserted. */
  readonly inserted?: Doc;
  /** The first matched document, as it was and as it is. */
  readonly before?: Doc;
  readonly after?: Doc;
}

/** One update statement, from the filter to the last index entry, with nothing in between. */
export function applyUpdate(collection: MemoryCollection, request: UpdateRequest, now: Date): UpdateResult {
  const update = compileUpdate(request.update);
  if (update.replaces && request.multi) {
    throw new WireError('FailedToParse', 'multi update is not supported for replacement-style update');
  }
  compileFilter(request.filter);
  const rows = pick(collection, request.filter, request.multi, request.sort);
  const [first] = rows;
  if (!first) {
    if (!request.upsert) return { matched: 0, modified: 0 };
    return { matched: 0, modified: 0, inserted: insertFrom(collection, request, update, now) };
  }
  const before = first.doc;
  let modified = 0;
  for (const row of rows) {
    if (collection.replace(row, update(row.doc, { inserting: false, now }))) modified += 1;
  }
  return { matched: rows.length, modified, before, after: first.doc };
}

function insertFrom(
  collection: MemoryCollection,
  request: UpdateRequest,
  update: ReturnType<typeof compileUpdate>,
  now: Date,
): Doc {
  const base = documentFromFilter(request.filter);
  // A replacement takes only the `_id` of the filter (MongoDB manual, "Upsert with Replacement Document").
  const start: Doc = update.replaces ? ('_id' in base ? { _id: base['_id'] } : {}) : base;
  const doc = withId(update(start, { inserting: true, now }));
  collection.insert(doc);
  return doc;
}

/** mongod gives an `_id` where the sender gave none, and stores it first. */
export function withId(doc: Doc): Doc {
  const next: Doc = { _id: Object.hasOwn(doc, '_id') ? doc['_id'] : new ObjectId() };
  for (const field of Object.keys(doc)) if (field !== '_id') setField(next, field, doc[field]);
  return next;
}

/** Array filters change which elements are written; half of that would be worse than none. */
export function refuseArrayFilters(statement: Doc): void {
  const filters = statement['arrayFilters'];
  if (Array.isArray(filters) && filters.length > 0) throw notImplemented('arrayFilters');
}
