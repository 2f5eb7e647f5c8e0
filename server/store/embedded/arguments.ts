import { CODE, notImplemented, WireError } from './errors.ts';
import { isDoc, typeOf } from './values.ts';
import type { Doc } from './values.ts';

/** Fields every command may carry and that change nothing here: one process, one copy, one command at a time. */
const GENERIC = new Set([
  '$db',
  '$readPreference',
  'lsid',
  '$clusterTime',
  'comment',
  'maxTimeMS',
  'readConcern',
  'writeConcern',
]);

const TRANSACTION_FIELDS = ['txnNumber', 'startTransaction', 'autocommit'];

const READ_CONCERNS = new Set(['local', 'available', 'majority', 'linearizable']);

/**
 * Refuses every field that is neither generic nor named. Fields in `harmless` only tune mongod's work and
 * are accepted unread.
 * @throws WireError UnknownField 40415 as mongod's own parser does, IllegalOperation 20 for transactions.
 */
export function assertKnown(command: Doc, name: string, fields: readonly string[]): void {
  for (const field of Object.keys(command)) {
    if (field === name || fields.includes(field) || GENERIC.has(field)) continue;
    if (TRANSACTION_FIELDS.includes(field)) {
      throw new WireError(
        'IllegalOperation',
        'Transaction numbers are only allowed on a replica set member or mongos',
      );
    }
    throw new WireError('UnknownField', `BSON field '${name}.${field}' is an unknown field.`);
  }
  const concern = command['readConcern'];
  const level = isDoc(concern) ? concern['level'] : undefined;
  if (level !== undefined && !(typeof level === 'string' && READ_CONCERNS.has(level))) {
    throw notImplemented(`the read concern ${JSON.stringify(level)}`);
  }
}

/** Refuses an option that would change the result and is set; unset or empty it is fine. */
export function refuse(command: Doc, options: readonly string[]): void {
  for (const option of options) {
    const value = command[option];
    const empty = value === undefined || value === null || value === false;
    const bare = Array.isArray(value) ? value.length === 0 : isDoc(value) && Object.keys(value).length === 0;
    const simple = option === 'collation' && isDoc(value) && value['locale'] === 'simple';
    if (!empty && !bare && !simple) throw notImplemented(`the option ${option}`);
  }
}

function wrongType(name: string, value: unknown, wanted: string): WireError {
  return new WireError(
    'TypeMismatch',
    `BSON field '${name}' is the wrong type '${typeOf(value)}', expected type '${wanted}'`,
  );
}

export function textOf(command: Doc, name: string): string {
  const value = command[name];
  if (typeof value !== 'string') throw wrongType(name, value, 'string');
  return value;
}

export function docOf(command: Doc, name: string): Doc {
  const value = command[name] ?? {};
  if (!isDoc(value)) throw wrongType(name, value, 'object');
  return value;
}

export function boolOf(command: Doc, name: string): boolean {
  const value = command[name] ?? false;
  if (typeof value === 'number') return value !== 0;
  if (typeof value !== 'boolean') throw wrongType(name, value, 'bool');
  return value;
}

/** A whole number of at least zero, or undefined when the field is missing. */
export function countOf(command: Doc, name: string): number | undefined {
  const value = command[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number') throw wrongType(name, value, 'number');
  if (!Number.isInteger(value) || value < 0) {
    throw new WireError('BadValue', `Field '${name}' value must be >= 0, actual value '${value}'`);
  }
  return value;
}

export function listOf(command: Doc, name: string): readonly Doc[] {
  const value = command[name];
  if (value === undefined) {
    throw new WireError('MissingField', `BSON field '${name}' is missing but a required field`);
  }
  if (!Array.isArray(value) || !value.every(isDoc)) throw wrongType(name, value, 'array');
  return value;
}

/** The error part of a write reply, one for each statement that failed. */
export function writeError(index: number, error: unknown): Doc {
  if (!(error instanceof WireError)) throw error;
  return { index, code: CODE[error.codeName], errmsg: error.message, ...error.details };
}
