import { equalValues } from './compare.ts';
import { WireError } from './errors.ts';
import { compileCondition, compileFilter, isOperatorDoc } from './query.ts';
import { compileSort, compareBySort } from './sort.ts';
import type { UpdateOperator } from './update.types.ts';
import { cloneValue, isDoc, isList, typeOf } from './values.ts';
import type { Doc } from './values.ts';

const badValue = (message: string): WireError => new WireError('BadValue', message);

const MODIFIERS = new Set(['$each', '$slice', '$sort', '$position']);

interface Push {
  readonly each: readonly unknown[];
  readonly slice: number | undefined;
  readonly position: number | undefined;
  readonly sort: ((a: unknown, b: unknown) => number) | undefined;
}

function integer(argument: Doc, name: string): number | undefined {
  const value = argument[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw badValue(`The value for ${name} must be an integer value`);
  }
  return value;
}

function elementSort(spec: unknown): Push['sort'] {
  if (spec === undefined) return undefined;
  if (spec === 1 || spec === -1) {
    return compareBySort([{ parts: [], direction: spec }]);
  }
  if (!isDoc(spec) || Object.keys(spec).length === 0) {
    throw badValue('The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1}');
  }
  return compareBySort(compileSort(spec));
}

function parsePush(argument: unknown): Push {
  if (!isDoc(argument) || !('$each' in argument)) {
    return { each: [argument], slice: undefined, position: undefined, sort: undefined };
  }
  const unknown = Object.keys(argument).find((key) => !MODIFIERS.has(key));
  if (unknown !== undefined) throw badValue(`Unrecognized clause in $push: ${unknown}`);
  const each = argument['$each'];
  if (!Array.isArray(each)) throw badValue('The argument to $each in $push must be an array');
  return {
    each,
    slice: integer(argument, '$slice'),
    position: integer(argument, '$position'),
    sort: elementSort(argument['$sort']),
  };
}

function cut(values: unknown[], slice: number | undefined): unknown[] {
  if (slice === undefined) return values;
  if (slice === 0) return [];
  return slice > 0 ? values.slice(0, slice) : values.slice(slice);
}

/** $push with $each, $position, $sort and $slice, applied in that order (MongoDB manual, "$push"). */
export const pushOperator: UpdateOperator = (argument, path) => {
  const push = parsePush(argument);
  return (slot, context) => {
    const current = slot.get();
    if (current !== undefined && !isList(current)) {
      throw badValue(
        `The field '${path}' must be an array but is of type ${typeOf(current)} in document {_id: ${JSON.stringify(context.id)}}`,
      );
    }
    const next: unknown[] = [...(current ?? [])];
    // A negative position counts from the end, as splice does.
    next.splice(push.position ?? next.length, 0, ...push.each.map(cloneValue));
    if (push.sort) next.sort(push.sort);
    slot.set(cut(next, push.slice));
  };
};

function pullTest(name: string, argument: unknown): (element: unknown) => boolean {
  if (name === '$pullAll') {
    if (!Array.isArray(argument)) throw badValue('$pullAll requires an array argument');
    return (element) => argument.some((value) => equalValues(value, element));
  }
  if (isOperatorDoc(argument) || typeOf(argument) === 'regex') {
    const test = compileCondition(argument);
    return (element) => test([element]);
  }
  if (isDoc(argument)) {
    const test = compileFilter(argument);
    return (element) => isDoc(element) && test(element);
  }
  return (element) => equalValues(element, argument);
}

export function pullOperator(name: '$pull' | '$pullAll'): UpdateOperator {
  return (argument) => {
    const doomed = pullTest(name, argument);
    return (slot) => {
      const current = slot.get();
      if (current === undefined) return;
      if (!Array.isArray(current)) throw badValue(`Cannot apply ${name} to a non-array value`);
      slot.set(current.filter((element) => !doomed(element)));
    };
  };
}
