import { binary, fieldOf, isDoc, numeric, objectId, regex, timestamp, TYPE_ORDER, typeOf } from './values.ts';
import type { Doc } from './values.ts';

const RANK = new Map<string, number>(TYPE_ORDER.map((type, rank) => [type, rank]));

const order = <T>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/** NaN sorts below every other number and equals itself, as in mongod. */
function compareNumbers(a: number | bigint, b: number | bigint): number {
  const nanA = a !== a;
  const nanB = b !== b;
  if (nanA || nanB) return Number(nanB) - Number(nanA);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** mongod compares UTF-8 bytes; UTF-16 order differs only where surrogates or what lies above them occur. */
function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const beyond = /[\uD800-\uFFFF]/;
  return beyond.test(a) || beyond.test(b) ? Buffer.compare(Buffer.from(a), Buffer.from(b)) : order(a, b);
}

/** Field by field in stored order: type, then name, then value; a prefix sorts first. */
function compareDocs(a: Doc, b: Doc): number {
  const keysA = Object.keys(a);
  const keysB = Object.keys(b);
  for (let i = 0; i < Math.min(keysA.length, keysB.length); i += 1) {
    const keyA = keysA[i] ?? '';
    const keyB = keysB[i] ?? '';
    const left = fieldOf(a, keyA);
    const right = fieldOf(b, keyB);
    const result = order(rank(left), rank(right)) || compareStrings(keyA, keyB) || compareValues(left, right);
    if (result !== 0) return result;
  }
  return order(keysA.length, keysB.length);
}

function compareArrays(a: readonly unknown[], b: readonly unknown[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const result = compareValues(a[i], b[i]);
    if (result !== 0) return result;
  }
  return order(a.length, b.length);
}

function compareBinaries(a: unknown, b: unknown): number {
  const left = binary(a);
  const right = binary(b);
  return (
    order(left.length(), right.length()) ||
    order(left.sub_type, right.sub_type) ||
    Buffer.compare(left.value(), right.value())
  );
}

function rank(value: unknown): number {
  return RANK.get(typeOf(value)) ?? TYPE_ORDER.length;
}

/** Total BSON order over every value this engine can hold (MongoDB manual, "Comparison/Sort Order"). */
export function compareValues(a: unknown, b: unknown): number {
  const type = typeOf(a);
  if (type !== typeOf(b)) return order(rank(a), rank(b));
  switch (type) {
    case 'number':
      return compareNumbers(numeric(a), numeric(b));
    case 'string':
      return compareStrings(String(a), String(b));
    case 'object':
      return isDoc(a) && isDoc(b) ? compareDocs(a, b) : 0;
    case 'array':
      return Array.isArray(a) && Array.isArray(b) ? compareArrays(a, b) : 0;
    case 'binData':
      return compareBinaries(a, b);
    case 'objectId':
      return order(objectId(a).toHexString(), objectId(b).toHexString());
    case 'bool':
    case 'date':
      return order(Number(a), Number(b));
    case 'timestamp':
      return order(timestamp(a).toBigInt(), timestamp(b).toBigInt());
    case 'regex':
      return order(regex(a).pattern, regex(b).pattern) || order(regex(a).options, regex(b).options);
    default:
      return 0;
  }
}

export function equalValues(a: unknown, b: unknown): boolean {
  return compareValues(a, b) === 0;
}

function numberKey(value: number | bigint): string {
  // A double and a long of the same value are one key; String() of a large double is not exact.
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return BigInt(value).toString();
  }
  return String(Object.is(value, -0) ? 0 : value);
}

/** A string that two values share exactly when `compareValues` calls them equal; the key of every hash map. */
export function keyOf(value: unknown): string {
  switch (typeOf(value)) {
    case 'null':
      return 'z';
    case 'number':
      return `n${numberKey(numeric(value))}`;
    case 'string':
      return `s${String(value).length}:${String(value)}`;
    case 'object':
      return `{${Object.entries(value as Doc)
        .map(([field, inner]) => `${JSON.stringify(field)}${keyOf(inner)}`)
        .join(',')}}`;
    case 'array':
      return `[${(value as unknown[]).map(keyOf).join(',')}]`;
    case 'binData':
      return `b${binary(value).sub_type}:${Buffer.from(binary(value).value()).toString('base64')}`;
    case 'objectId':
      return `i${objectId(value).toHexString()}`;
    case 'bool':
      return value === true ? 't' : 'f';
    case 'date':
      return `d${Number(value)}`;
    case 'timestamp':
      return `T${timestamp(value).toBigInt()}`;
    case 'regex':
      return `r${JSON.stringify([regex(value).pattern, regex(value).options])}`;
    default:
      return typeOf(value);
  }
}
