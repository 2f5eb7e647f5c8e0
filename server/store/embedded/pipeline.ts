import { Aggregator } from 'mingo';

import { select } from './commands/read.ts';
import type { MemoryCollection } from './collection.ts';
import { notImplemented, WireError } from './errors.ts';
import { assertExact, assertExpression, assertGroup } from './expressions.ts';
import { compileProjection } from './projection.ts';
import { compileFilter } from './query.ts';
import { compareBySort, compileSort } from './sort.ts';
import { isDoc } from './values.ts';
import type { Doc } from './values.ts';

type Stage = (docs: readonly Doc[]) => readonly Doc[];

/**
 * Compiles a pipeline. Matching, sorting and plain projections are this engine's own, so that they mean
 * the same as in `find`; grouping and computed fields are mingo's, behind a list of what it does exactly.
 * @throws WireError for every stage, operator and accumulator that is not on the list.
 */
export function compilePipeline(
  pipeline: readonly Doc[],
): (collection: MemoryCollection | undefined) => readonly Doc[] {
  const [first, ...rest] = pipeline;
  const leading = first && Object.keys(first).length === 1 && '$match' in first ? first['$match'] : undefined;
  const filter = isDoc(leading) ? leading : {};
  const stages = (isDoc(leading) ? rest : pipeline).map(compileStage);
  return (collection) =>
    stages.reduce<readonly Doc[]>(
      (docs, stage) => stage(docs),
      select(collection, { filter, skip: 0, limit: 0 }),
    );
}

function compileStage(stage: Doc): Stage {
  const [name, ...others] = Object.keys(stage);
  if (name === undefined || others.length > 0) {
    throw new WireError(
      'FailedToParse',
      'A pipeline stage specification object must contain exactly one field.',
    );
  }
  const compile = STAGES.get(name);
  if (!compile) throw notImplemented(`the aggregation stage ${name}`);
  return compile(stage[name]);
}

function count(value: unknown, stage: string, least: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least) return value;
  throw new WireError(
    'BadValue',
    `invalid argument to ${stage} stage: expected a whole number from ${least}`,
  );
}

function mingo(stage: Doc, references: readonly string[]): Stage {
  return (docs) => {
    assertExact(docs, references);
    const result: unknown[] = new Aggregator([stage], { scriptEnabled: false }).run([...docs]);
    return result.filter(isDoc);
  };
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

const STAGES: ReadonlyMap<string, (argument: unknown) => Stage> = new Map<
  string,
  (argument: unknown) => Stage
>([
  [
    '$match',
    (argument) => {
      const test = compileFilter(argument);
      return (docs) => docs.filter(test);
    },
  ],
  [
    '$sort',
    (argument) => {
      const keys = compileSort(argument);
      if (keys.length === 0) throw new WireError('BadValue', '$sort stage must have at least one sort key');
      return (docs) => [...docs].sort(compareBySort(keys));
    },
  ],
  [
    '$skip',
    (argument) => {
      const skip = count(argument, '$skip', 0);
      return (docs) => docs.slice(skip);
    },
  ],
  [
    '$limit',
    (argument) => {
      const limit = count(argument, '$limit', 1);
      return (docs) => docs.slice(0, limit);
    },
  ],
  [
    '$count',
    (argument) => {
      if (typeof argument !== 'string' || argument === '' || /[$.]/.test(argument)) {
        throw new WireError('BadValue', 'the count field must be a non-empty string without $ and .');
      }
      return (docs) => (docs.length > 0 ? [{ [argument]: docs.length }] : []);
    },
  ],
  [
    '$project',
    (argument) => {
      const project = compileProjection(argument);
      return (docs) => docs.map(project);
    },
  ],
  ['$unwind', unwind],
  [
    '$group',
    (argument) => {
      const references = assertGroup(argument);
      return mingo({ $group: argument }, references);
    },
  ],
  ['$addFields', (argument) => mingo({ $addFields: argument }, assertExpression(argument))],
  ['$set', (argument) => mingo({ $set: argument }, assertExpression(argument))],
]);
