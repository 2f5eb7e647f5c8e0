import { WireError, notImplemented } from './errors.ts';
import { compileProjection } from './projection.ts';
import { compileFilter } from './query.ts';
import { compareBySort, compileSort } from './sort.ts';
import { isDoc } from './values.ts';
import type { Doc } from './values.ts';

export type Stage = (docs: readonly Doc[]) => readonly Doc[];

/** A whole number; mongod refuses `$limit: 0` and takes `$skip: 0`. */
function wholeNumber(value: unknown, stage: string, least: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least) return value;
  throw new WireError(
    'BadValue',
    `invalid argument to ${stage} stage: expected a whole number from ${least}`,
  );
}

function match(argument: unknown): Stage {
  const test = compileFilter(argument);
  return (docs) => docs.filter(test);
}

function sort(argument: unknown): Stage {
  const keys = compileSort(argument);
  if (keys.length === 0) throw new WireError('BadValue', '$sort stage must have at least one sort key');
  return (docs) => [...docs].sort(compareBySort(keys));
}

function skip(argument: unknown): Stage {
  const from = wholeNumber(argument, '$skip', 0);
  return (docs) => docs.slice(from);
}

function limit(argument: unknown): Stage {
  const to = wholeNumber(argument, '$limit', 1);
  return (docs) => docs.slice(0, to);
}

function count(argument: unknown): Stage {
  if (typeof argument !== 'string' || argument === '' || /[$.]/.test(argument)) {
    throw new WireError('BadValue', 'the count field must be a non-empty string without $ and .');
  }
  return (docs) => (docs.length > 0 ? [{ [argument]: docs.length }] : []);
}

function project(argument: unknown): Stage {
  const projection = compileProjection(argument);
  return (docs) => docs.map(projection);
}

function unwind(argument: unknown): Stage {
  const path = isDoc(argument) ? argument['path'] : argument;
  const known = isDoc(argument) ? Object.keys(argument).every((key) => key === 'path') : true;
  if (!known) throw notImplemented('$unwind with options');
  if (typeof path !== 'string' || !/^\$[^$.]+$/.test(path)) {
    throw notImplemented('$unwind of anything but a top level field');
  }
  const field = path.slice(1);
  return (docs) =>
    docs.flatMap((doc) => {
      const value = doc[field];
      if (value === undefined || value === null) return [];
      return Array.isArray(value) ? value.map((element: unknown) => ({ ...doc, [field]: element })) : [doc];
    });
}

/** The stages of this engine itself, so that they mean the same as in `find`. */
export const OWN_STAGES: ReadonlyMap<string, (argument: unknown) => Stage> = new Map([
  ['$match', match],
  ['$sort', sort],
  ['$skip', skip],
  ['$limit', limit],
  ['$count', count],
  ['$project', project],
  ['$unwind', unwind],
]);

/**
 * A `$group` that only counts, which is what a driver sends for `countDocuments`: one constant `_id` and
 * `$sum` of constants. undefined when the group is any other.
 */
export function countingGroup(argument: unknown): Stage | undefined {
  if (!isDoc(argument) || !('_id' in argument)) return undefined;
  const { _id, ...fields } = argument;
  if (_id !== null && typeof _id !== 'number') return undefined;
  const sums: [string, number][] = [];
  for (const [field, accumulator] of Object.entries(fields)) {
    const step =
      isDoc(accumulator) && Object.keys(accumulator).length === 1 ? accumulator['$sum'] : undefined;
    if (typeof step !== 'number') return undefined;
    sums.push([field, step]);
  }
  return (docs) =>
    docs.length > 0
      ? [{ _id, ...Object.fromEntries(sums.map(([field, step]) => [field, step * docs.length])) }]
      : [];
}
