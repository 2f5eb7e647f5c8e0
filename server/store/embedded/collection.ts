import { calculateObjectSize } from 'bson';

import { equalValues } from './compare.ts';
import { WireError } from './errors.ts';
import { alreadyExists, ID_INDEX } from './index-spec.ts';
import type { IndexSpec } from './index-spec.ts';
import { createLookup } from './lookup.ts';
import { compileFilter } from './query.ts';
import { assertId, assertStorable } from './storable.ts';
import { createUniqueIndex } from './unique-index.ts';
import type { Row, UniqueIndex } from './unique-index.ts';
import type { Doc } from './values.ts';

/** mongod's limit for one document. */
const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

/** The rows of one collection and the indexes that hold its invariants. One command at a time touches it. */
export interface MemoryCollection {
  readonly namespace: string;
  readonly indexes: () => readonly IndexSpec[];
  size(): number;
  /** Rows that match, in natural order, found lazily so that a limit can stop the search. */
  matching(filter: Doc): Generator<Row>;
  insert(doc: Doc): void;
  /** False when the next version equals the stored one. */
  replace(row: Row, next: Doc): boolean;
  remove(row: Row): void;
  /** False when the same index is there already. */
  createIndex(spec: IndexSpec): boolean;
  dropIndex(name: string): void;
}

export function createMemoryCollection(namespace: string): MemoryCollection {
  const rows = new Set<Row>();
  const lookup = createLookup();
  const unique = new Map<string, UniqueIndex>([[ID_INDEX.name, createUniqueIndex(ID_INDEX, namespace)]]);
  let specs: readonly IndexSpec[] = [ID_INDEX];

  const checkUnique = (doc: Doc, self: Row | undefined): void => {
    for (const index of unique.values()) index.check(doc, self);
  };
  const index = (row: Row): void => {
    for (const each of unique.values()) each.add(row);
    lookup.add(row);
  };
  const unindex = (row: Row): void => {
    for (const each of unique.values()) each.remove(row);
    lookup.remove(row);
  };

  lookup.cover('_id', []);

  return {
    namespace,
    indexes: () => specs,
    size: () => rows.size,

    *matching(filter) {
      const test = compileFilter(filter);
      for (const row of lookup.candidates(filter) ?? rows) if (test(row.doc)) yield row;
    },

    insert(doc) {
      assertStorable(doc);
      assertId(doc['_id']);
      checkUnique(doc, undefined);
      assertSize(doc);
      const row: Row = { doc };
      rows.add(row);
      index(row);
    },

    replace(row, next) {
      if (equalValues(row.doc, next)) return false;
      checkUnique(next, row);
      assertSize(next);
      unindex(row);
      row.doc = next;
      index(row);
      return true;
    },

    remove(row) {
      unindex(row);
      rows.delete(row);
    },

    createIndex(spec) {
      if (alreadyExists(spec, specs)) return false;
      if (spec.unique) {
        const built = createUniqueIndex(spec, namespace);
        for (const row of rows) {
          built.check(row.doc, undefined);
          built.add(row);
        }
        unique.set(spec.name, built);
      }
      for (const path of Object.keys(spec.key)) lookup.cover(path, rows);
      specs = [...specs, spec];
      return true;
    },

    dropIndex(name) {
      if (name === ID_INDEX.name) throw new WireError('InvalidOptions', 'cannot drop _id index');
      if (!specs.some((spec) => spec.name === name)) {
        throw new WireError('IndexNotFound', `index not found with name [${name}]`);
      }
      specs = specs.filter((spec) => spec.name !== name);
      unique.delete(name);
    },
  };
}

function assertSize(doc: Doc): void {
  const bytes = calculateObjectSize(doc);
  if (bytes > MAX_DOCUMENT_BYTES) {
    throw new WireError('BSONObjectTooLarge', `the document has ${bytes} bytes, the limit is 16 MiB`);
  }
}
