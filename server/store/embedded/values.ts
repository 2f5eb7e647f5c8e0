import type { Binary, BSONRegExp, Long, ObjectId, Timestamp } from 'bson';

/** A document as it lies in the store. Never changed in place: an update builds a new one. */
export type Doc = Record<string, unknown>;

/**
 * The types this engine can hold, in BSON comparison order (MongoDB manual, "Comparison/Sort Order").
 * int, long and double are one type here, because the numbers of a decoded document are JavaScript numbers.
 */
export const TYPE_ORDER = [
  'minKey',
  'null',
  'number',
  'string',
  'object',
  'array',
  'binData',
  'objectId',
  'bool',
  'date',
  'timestamp',
  'regex',
  'maxKey',
] as const;

export type TypeName = (typeof TYPE_ORDER)[number] | 'unsupported';

const TAGGED: Readonly<Record<string, TypeName>> = {
  Long: 'number',
  Binary: 'binData',
  ObjectId: 'objectId',
  Timestamp: 'timestamp',
  BSONRegExp: 'regex',
  MinKey: 'minKey',
  MaxKey: 'maxKey',
};

/** The type of a decoded value; a missing value counts as null, as it does in every mongod comparison. */
export function typeOf(value: unknown): TypeName {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (typeof value !== 'object') return 'unsupported';
  const tag = '_bsontype' in value ? value._bsontype : undefined;
  return typeof tag === 'string' ? (TAGGED[tag] ?? 'unsupported') : 'object';
}

export function isDoc(value: unknown): value is Doc {
  return typeOf(value) === 'object';
}

/** An array of anything; Array.isArray alone would let `any` in. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Only longs beyond 2^53 arrive as Long; a bigint compares exactly with any number. */
export function numeric(value: unknown): number | bigint {
  return typeof value === 'number' ? value : (value as Long).toBigInt();
}

export const binary = (value: unknown): Binary => value as Binary;
export const objectId = (value: unknown): ObjectId => value as ObjectId;
export const timestamp = (value: unknown): Timestamp => value as Timestamp;
export const regex = (value: unknown): BSONRegExp => value as BSONRegExp;

/** Writes one own field, also one called `__proto__`, which assignment would turn into the prototype. */
export function setField(doc: Doc, field: string, value: unknown): void {
  if (field !== '__proto__') {
    doc[field] = value;
    return;
  }
  Object.defineProperty(doc, field, { value, writable: true, enumerable: true, configurable: true });
}

/** The own field of a document; what Object.prototype carries is not data. */
export function fieldOf(doc: Doc, field: string): unknown {
  return Object.hasOwn(doc, field) ? doc[field] : undefined;
}

/** Copies documents and arrays; leaves are shared, because nothing here changes a Date or an ObjectId. */
export function cloneValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cloneValue);
  return isDoc(value) ? cloneDoc(value) : value;
}

export function cloneDoc(doc: Doc): Doc {
  const copy: Doc = {};
  for (const field of Object.keys(doc)) setField(copy, field, cloneValue(doc[field]));
  return copy;
}
