import { keyOf } from './compare.ts';
import { matchableAt } from './paths.ts';
import { isOperatorDoc } from './query.ts';
import type { Row } from './unique-index.ts';
import { isDoc, typeOf } from './values.ts';
import type { Doc } from './values.ts';

/** Rows by the values of one indexed field, whatever is unique, sparse or partial about the index. */
interface FieldMap {
  readonly parts: readonly string[];
  readonly rows: Map<string, Set<Row>>;
}

/** Narrows a filter to candidate rows, so that an equality on an indexed field never reads the collection. */
export interface Lookup {
  cover(path: string, rows: Iterable<Row>): void;
  add(row: Row): void;
  remove(row: Row): void;
  /** undefined: no indexed equality in the filter, every row is a candidate. */
  candidates(filter: Doc): Iterable<Row> | undefined;
}

const keysOf = (doc: Doc, field: FieldMap): Set<string> => new Set(matchableAt(doc, field.parts).map(keyOf));

function addTo(field: FieldMap, row: Row): void {
  for (const key of keysOf(row.doc, field)) {
    const rows = field.rows.get(key);
    if (rows) rows.add(row);
    else field.rows.set(key, new Set([row]));
  }
}

function removeFrom(field: FieldMap, row: Row): void {
  for (const key of keysOf(row.doc, field)) {
    const rows = field.rows.get(key);
    rows?.delete(row);
    if (rows?.size === 0) field.rows.delete(key);
  }
}

/** The values one of which the field must have; undefined when the condition is no equality. */
function wantedValues(condition: unknown): readonly unknown[] | undefined {
  if (!isOperatorDoc(condition)) return [condition];
  if ('$eq' in condition) return [condition['$eq']];
  return Array.isArray(condition['$in']) ? (condition['$in'] as unknown[]) : undefined;
}

/** A regex is no single key; null also matches through empty arrays, which no map entry shows. */
function hasKey(value: unknown): boolean {
  return !['regex', 'null', 'unsupported'].includes(typeOf(value));
}

function equalities(filter: Doc): [string, readonly unknown[]][] {
  return Object.entries(filter).flatMap(([key, condition]): [string, readonly unknown[]][] => {
    if (key === '$and' && Array.isArray(condition)) return condition.filter(isDoc).flatMap(equalities);
    if (key.startsWith('$')) return [];
    const values = wantedValues(condition);
    return values?.every(hasKey) === true ? [[key, values]] : [];
  });
}

export function createLookup(): Lookup {
  const fields = new Map<string, FieldMap>();
  return {
    cover(path, rows) {
      if (fields.has(path)) return;
      const field: FieldMap = { parts: path.split('.'), rows: new Map() };
      for (const row of rows) addTo(field, row);
      fields.set(path, field);
    },
    add(row) {
      for (const field of fields.values()) addTo(field, row);
    },
    remove(row) {
      for (const field of fields.values()) removeFrom(field, row);
    },
    candidates(filter) {
      let best: Set<Row>[] | undefined;
      let bestSize = Infinity;
      for (const [path, values] of equalities(filter)) {
        const field = fields.get(path);
        if (!field) continue;
        const sets = values.flatMap((value) => field.rows.get(keyOf(value)) ?? []);
        const size = sets.reduce((sum, set) => sum + set.size, 0);
        if (size < bestSize) [best, bestSize] = [sets, size];
      }
      if (!best) return undefined;
      return best.length === 1 ? best[0] : new Set(best.flatMap((set) => [...set]));
    },
  };
}
