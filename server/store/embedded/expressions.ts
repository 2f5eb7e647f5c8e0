import { notImplemented, WireError } from './errors.ts';
import { valuesAt } from './paths.ts';
import { isDoc, typeOf } from './values.ts';
import type { Doc } from './values.ts';

/** Expression operators that mingo evaluates as mongod does, for the types `assertExact` lets through. */
const EXPRESSIONS = new Set(
  '$add $subtract $multiply $and $or $not $eq $ne $cond $ifNull $literal $size'.split(' '),
);
const ACCUMULATORS = new Set('$sum $avg $min $max $first $last $push $addToSet'.split(' '));
/** mingo orders some pairs of types otherwise than mongod, so order is only asked within one of these. */
const EXACT_TYPES = new Set(['null', 'number', 'string', 'bool', 'date', 'objectId', 'array', 'object']);

/**
 * Walks an expression and refuses what is not on the list.
 * @returns the dotted paths it reads.
 */
export function assertExpression(expression: unknown): readonly string[] {
  if (typeof expression === 'string' && expression.startsWith('$')) {
    if (expression.startsWith('$$')) throw notImplemented(`the variable ${expression}`);
    return [expression.slice(1)];
  }
  if (Array.isArray(expression)) return expression.flatMap(assertExpression);
  if (!isDoc(expression)) return [];
  return Object.entries(expression).flatMap(([key, argument]) => {
    if (key.startsWith('$') && !EXPRESSIONS.has(key)) throw notImplemented(`the expression operator ${key}`);
    return key === '$literal' ? [] : assertExpression(argument);
  });
}

/** @returns the dotted paths a `$group` reads. */
export function assertGroup(argument: unknown): readonly string[] {
  if (!isDoc(argument) || !('_id' in argument)) {
    throw new WireError('BadValue', 'a group specification must include an _id');
  }
  const { _id, ...fields } = argument;
  const accumulated = Object.entries(fields).flatMap(([field, accumulator]) => {
    const [name, ...others] = isDoc(accumulator) ? Object.keys(accumulator) : [];
    if (name === undefined || others.length > 0 || !isDoc(accumulator)) {
      throw new WireError('BadValue', `The field '${field}' must be an accumulator object`);
    }
    if (!ACCUMULATORS.has(name)) throw notImplemented(`the accumulator ${name}`);
    return assertExpression(accumulator[name]);
  });
  return [...assertExpression(_id), ...accumulated];
}

/** Refuses to compute with values that mingo compares by something else than their bytes. */
export function assertExact(docs: readonly Doc[], references: readonly string[]): void {
  for (const path of new Set(references)) {
    const parts = path.split('.');
    for (const doc of docs) {
      for (const value of valuesAt(doc, parts)) {
        const exact =
          EXACT_TYPES.has(typeOf(value)) && (typeof value === 'number' || typeOf(value) !== 'number');
        if (!exact) throw notImplemented(`computing with the ${typeOf(value)} in '${path}'`);
      }
    }
  }
}
