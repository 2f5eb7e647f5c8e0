import { Long } from 'bson';

import { compareValues, equalValues } from './compare.ts';
import { WireError } from './errors.ts';
import { pullOperator, pushOperator } from './update-arrays.ts';
import type { Slot } from './update-path.ts';
import type { UpdateOperator } from './update.types.ts';
import { cloneValue, isDoc, isList, numeric, typeOf } from './values.ts';

const badValue = (message: string): WireError => new WireError('BadValue', message);
const typeMismatch = (message: string): WireError => new WireError('TypeMismatch', message);

/**
 * Two JavaScript numbers are added as the doubles they are on the wire; a Long (only one beyond 2^53 is
 * kept as such) makes the sum a 64 bit integer, which mongod refuses to let overflow.
 */
function combine(name: string, a: number | bigint, b: number | bigint): unknown {
  const integers = typeof a === 'bigint' || typeof b === 'bigint' ? [a, b].every(isInteger) : false;
  if (!integers) return name === '$inc' ? Number(a) + Number(b) : Number(a) * Number(b);
  const result = name === '$inc' ? BigInt(a) + BigInt(b) : BigInt(a) * BigInt(b);
  if (result !== BigInt.asIntN(64, result)) {
    throw badValue(`Failed to apply ${name} operations to current value: the result is beyond 64 bits`);
  }
  return Number.isSafeInteger(Number(result)) ? Number(result) : Long.fromBigInt(result);
}

const isInteger = (value: number | bigint): boolean =>
  typeof value === 'bigint' || Number.isSafeInteger(value);

function arithmetic(name: '$inc' | '$mul'): UpdateOperator {
  const verb = name === '$inc' ? 'increment' : 'multiply';
  return (argument, path) => {
    if (typeOf(argument) !== 'number') {
      throw typeMismatch(`Cannot ${verb} with non-numeric argument: {${path}: ${JSON.stringify(argument)}}`);
    }
    const operand = numeric(argument);
    return (slot, context) => {
      const current = slot.get();
      if (current === undefined) {
        slot.set(name === '$inc' ? argument : 0);
      } else if (typeOf(current) === 'number') {
        slot.set(combine(name, numeric(current), operand));
      } else {
        throw typeMismatch(
          `Cannot apply ${name} to a value of non-numeric type. {_id: ${JSON.stringify(context.id)}} has the field '${path}' of non-numeric type ${typeOf(current)}`,
        );
      }
    };
  };
}

function extreme(wins: (order: number) => boolean): UpdateOperator {
  return (argument) => (slot) => {
    const current = slot.get();
    if (current === undefined || wins(compareValues(argument, current))) slot.set(cloneValue(argument));
  };
}

const setOperator: UpdateOperator = (argument) => (slot) => slot.set(cloneValue(argument));

const currentDate: UpdateOperator = (argument) => {
  const type = isDoc(argument) && Object.keys(argument).length === 1 ? argument['$type'] : argument;
  if (type !== true && type !== false && type !== 'date') {
    throw badValue("$currentDate takes true or {$type: 'date'}; timestamps are not implemented");
  }
  return (slot, context) => slot.set(context.now);
};

const addToSet: UpdateOperator = (argument, path) => {
  const each = isDoc(argument) && Object.keys(argument)[0] === '$each' ? argument['$each'] : [argument];
  if (!Array.isArray(each)) {
    throw typeMismatch('The argument to $each in $addToSet must be an array');
  }
  if (isDoc(argument) && '$each' in argument && Object.keys(argument).length > 1) {
    throw badValue('Found unexpected fields after $each in $addToSet');
  }
  return (slot) => {
    const current = slot.get();
    if (current !== undefined && !isList(current)) {
      throw badValue(
        `Cannot apply $addToSet to non-array field. Field named '${path}' has non-array type ${typeOf(current)}`,
      );
    }
    const next: unknown[] = [...(current ?? [])];
    for (const value of each) {
      if (!next.some((present) => equalValues(present, value))) next.push(cloneValue(value));
    }
    slot.set(next);
  };
};

const popOperator: UpdateOperator = (argument, path) => {
  if (argument !== 1 && argument !== -1) {
    throw new WireError('FailedToParse', `$pop expects 1 or -1, found: ${JSON.stringify(argument)}`);
  }
  return (slot) => {
    const current = slot.get();
    if (current === undefined) return;
    if (!Array.isArray(current)) {
      throw typeMismatch(`Path '${path}' contains an element of non-array type '${typeOf(current)}'`);
    }
    slot.set(argument === 1 ? current.slice(0, -1) : current.slice(1));
  };
};

/** Operators that write where the path leads, making the documents on the way. */
export const WRITING: ReadonlyMap<string, UpdateOperator> = new Map([
  ['$set', setOperator],
  ['$setOnInsert', setOperator],
  ['$inc', arithmetic('$inc')],
  ['$mul', arithmetic('$mul')],
  ['$min', extreme((order) => order < 0)],
  ['$max', extreme((order) => order > 0)],
  ['$currentDate', currentDate],
  ['$push', pushOperator],
  ['$addToSet', addToSet],
]);

/** Operators that only touch what is there. */
export const TOUCHING: ReadonlyMap<string, UpdateOperator> = new Map([
  ['$unset', (): ((slot: Slot) => void) => (slot: Slot) => slot.unset()],
  ['$pop', popOperator],
  ['$pull', pullOperator('$pull')],
  ['$pullAll', pullOperator('$pullAll')],
]);
