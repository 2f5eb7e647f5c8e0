import { keyOf } from './compare.ts';
import { notImplemented, WireError } from './errors.ts';
import { compileFilter } from './query.ts';
import type { Predicate } from './query.ts';
import { isDoc } from './values.ts';
import type { Doc } from './values.ts';

/** One index as `listIndexes` shows it and as the checks use it. */
export interface IndexSpec {
  readonly name: string;
  readonly key: Readonly<Record<string, 1 | -1>>;
  readonly paths: readonly (readonly string[])[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partial: { readonly expression: Doc; readonly covers: Predicate } | undefined;
  readonly expireAfterSeconds: number | undefined;
}

const KNOWN = new Set([
  'key',
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'background',
  'v',
]);

export const ID_INDEX: IndexSpec = {
  name: '_id_',
  key: { _id: 1 },
  paths: [['_id']],
  unique: true,
  sparse: false,
  partial: undefined,
  expireAfterSeconds: undefined,
};

const cannot = (message: string): WireError => new WireError('CannotCreateIndex', message);

function parseKey(value: unknown): Record<string, 1 | -1> {
  if (!isDoc(value) || Object.keys(value).length === 0) throw cannot('Index keys cannot be empty.');
  return Object.fromEntries(
    Object.entries(value).map(([path, direction]) => {
      if (direction !== 1 && direction !== -1) throw notImplemented(`an index of kind ${String(direction)}`);
      if (path.split('.').some((part) => part === '' || part.startsWith('$'))) {
        throw cannot(`the index path '${path}' is not valid`);
      }
      return [path, direction];
    }),
  );
}

/** What a partial index may say; mongod refuses the rest as well (MongoDB manual, "Partial Indexes"). */
const PARTIAL_OPERATORS = new Set(['$eq', '$exists', '$gt', '$gte', '$lt', '$lte', '$type', '$and', '$in']);

function assertPartial(expression: Doc): void {
  for (const [key, condition] of Object.entries(expression)) {
    if (key.startsWith('$') && !PARTIAL_OPERATORS.has(key)) {
      throw cannot(`Expression not supported in partial index: ${key}`);
    }
    if (key === '$exists' && condition !== true && condition !== 1) {
      throw cannot('Expression not supported in partial index: $exists: false');
    }
    for (const inner of Array.isArray(condition) ? condition : [condition]) {
      if (isDoc(inner)) assertPartial(inner);
    }
  }
}

function parsePartial(value: unknown): IndexSpec['partial'] {
  if (value === undefined) return undefined;
  if (!isDoc(value)) throw cannot('partialFilterExpression must be an object');
  assertPartial(value);
  return { expression: value, covers: compileFilter(value) };
}

function flag(value: unknown, name: string): boolean {
  if (value === undefined || typeof value === 'boolean') return value === true;
  if (value === 0 || value === 1) return value === 1;
  throw new WireError(
    'TypeMismatch',
    `The field '${name}' has value ${JSON.stringify(value)}, which is not a boolean`,
  );
}

/** @throws WireError for options this engine does not keep (collation, text, hidden, …). */
export function parseIndexSpec(value: unknown): IndexSpec {
  if (!isDoc(value)) throw new WireError('TypeMismatch', 'an index must be an object');
  const unknown = Object.keys(value).find((option) => !KNOWN.has(option));
  if (unknown !== undefined) throw notImplemented(`the index option ${unknown}`);
  const key = parseKey(value['key']);
  const name = value['name'];
  if (typeof name !== 'string' || name === '' || name === '*') {
    throw new WireError('FailedToParse', "The 'name' field is a required property of an index specification");
  }
  const sparse = flag(value['sparse'], 'sparse');
  const partial = parsePartial(value['partialFilterExpression']);
  if (sparse && partial) throw cannot('cannot mix "partialFilterExpression" and "sparse" options');
  return {
    name,
    key,
    paths: Object.keys(key).map((path) => path.split('.')),
    unique: flag(value['unique'], 'unique'),
    sparse,
    partial,
    expireAfterSeconds: parseExpiry(value['expireAfterSeconds'], key),
  };
}

function parseExpiry(value: unknown, key: Readonly<Record<string, 1 | -1>>): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || value < 0 || value > 2_147_483_647) {
    throw cannot('TTL index expireAfterSeconds must be a number of seconds from 0 to 2147483647');
  }
  if (Object.keys(key).length !== 1 || '_id' in key) {
    throw cannot('TTL indexes are single-field indexes, and not on _id');
  }
  return value;
}

/** What makes two indexes the same index for mongod 5.0 and later; the TTL is not part of it. */
function signature(spec: IndexSpec): string {
  const key = Object.entries(spec.key);
  return JSON.stringify([key, spec.unique, spec.sparse, keyOf(spec.partial?.expression)]);
}

/**
 * True when the index is there already, false when it can be made.
 * @throws WireError with mongod's two codes for an index that is there in another form.
 */
export function alreadyExists(wanted: IndexSpec, existing: readonly IndexSpec[]): boolean {
  const named = existing.find((spec) => spec.name === wanted.name);
  if (named) {
    if (signature(named) !== signature(wanted)) {
      throw new WireError(
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index: ${wanted.name}`,
      );
    }
    if (named.expireAfterSeconds !== wanted.expireAfterSeconds) {
      throw new WireError(
        'IndexOptionsConflict',
        `An equivalent index already exists with the same name but different options: ${wanted.name}`,
      );
    }
    return true;
  }
  const same = existing.find((spec) => signature(spec) === signature(wanted));
  // mongod takes a second index on {_id: 1} for the one it has.
  if (same?.name === ID_INDEX.name) return true;
  if (same) {
    throw new WireError('IndexOptionsConflict', `Index already exists with a different name: ${same.name}`);
  }
  return false;
}

/** The form of `listIndexes`. */
export function describeIndex(spec: IndexSpec): Doc {
  return {
    v: 2,
    key: { ...spec.key },
    name: spec.name,
    ...(spec.unique && spec.name !== ID_INDEX.name ? { unique: true } : {}),
    ...(spec.sparse ? { sparse: true } : {}),
    ...(spec.partial ? { partialFilterExpression: spec.partial.expression } : {}),
    ...(spec.expireAfterSeconds === undefined ? {} : { expireAfterSeconds: spec.expireAfterSeconds }),
  };
}
