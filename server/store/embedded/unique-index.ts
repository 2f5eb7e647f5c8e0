import { keyOf } from './compare.ts';
import { WireError } from './errors.ts';
import type { IndexSpec } from './index-spec.ts';
import { valuesAt } from './paths.ts';
import type { Doc } from './values.ts';

/** One stored document; the holder stays, the document in it is replaced by every update. */
export interface Row {
  doc: Doc;
}

interface IndexKey {
  readonly key: string;
  readonly values: readonly unknown[];
}

/** An empty array has its own key in mongod, apart from null. */
const EMPTY_ARRAY_KEY = 'undefined';

function fieldKeys(doc: Doc, parts: readonly string[]): { keys: Map<string, unknown>; multi: boolean } {
  const raw = valuesAt(doc, parts);
  const keys = new Map<string, unknown>();
  for (const value of raw) {
    if (!Array.isArray(value)) keys.set(keyOf(value), value ?? null);
    else if (value.length === 0) keys.set(EMPTY_ARRAY_KEY, null);
    else for (const element of value as unknown[]) keys.set(keyOf(element), element ?? null);
  }
  if (raw.length === 0) keys.set(keyOf(null), null);
  return { keys, multi: raw.length > 1 || Array.isArray(raw[0]) };
}

/** Every key a document has in an index: a missing field counts as null, an array has one key an element. */
export function indexKeys(spec: IndexSpec, doc: Doc): readonly IndexKey[] {
  if (spec.partial && !spec.partial.covers(doc)) return [];
  if (spec.sparse && !spec.paths.some((path) => valuesAt(doc, path).some((value) => value !== undefined))) {
    return [];
  }
  const fields = spec.paths.map((path) => fieldKeys(doc, path));
  if (fields.filter((field) => field.multi).length > 1) {
    throw new WireError('CannotIndexParallelArrays', `cannot index parallel arrays, index ${spec.name}`);
  }
  return fields.reduce<readonly IndexKey[]>(
    (tuples, field) =>
      tuples.flatMap((tuple) =>
        [...field.keys].map(([key, value]) => ({
          key: `${tuple.key}|${key}`,
          values: [...tuple.values, value],
        })),
      ),
    [{ key: '', values: [] }],
  );
}

/** Keeps one unique index: which row owns which key. */
export interface UniqueIndex {
  readonly spec: IndexSpec;
  /** @throws WireError DuplicateKey when another row owns one of the keys of `doc`. */
  check(doc: Doc, self: Row | undefined): void;
  add(row: Row): void;
  remove(row: Row): void;
}

export function createUniqueIndex(spec: IndexSpec, namespace: string): UniqueIndex {
  const owners = new Map<string, Row>();
  return {
    spec,
    check(doc, self) {
      for (const { key, values } of indexKeys(spec, doc)) {
        const owner = owners.get(key);
        if (owner && owner !== self) throw duplicateKey(spec, namespace, values);
      }
    },
    add(row) {
      for (const { key } of indexKeys(spec, row.doc)) owners.set(key, row);
    },
    remove(row) {
      for (const { key } of indexKeys(spec, row.doc)) owners.delete(key);
    },
  };
}

function duplicateKey(spec: IndexSpec, namespace: string, values: readonly unknown[]): WireError {
  const keyValue = Object.fromEntries(Object.keys(spec.key).map((path, at) => [path, values[at]]));
  const shown = Object.entries(keyValue).map(([path, value]) => `${path}: ${JSON.stringify(value)}`);
  return new WireError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespace} index: ${spec.name} dup key: { ${shown.join(', ')} }`,
    { keyPattern: { ...spec.key }, keyValue },
  );
}
