import type { MemoryCollection } from './collection.ts';
import { select } from './commands/read.ts';
import type { ComputedStages } from './computed-stages.ts';
import { notImplemented, WireError } from './errors.ts';
import { assertExact, assertExpression, assertGroup } from './expressions.ts';
import { countingGroup, OWN_STAGES } from './stages.ts';
import type { Stage } from './stages.ts';
import { isDoc } from './values.ts';
import type { Doc } from './values.ts';

/** Checks the argument of a computed stage and names the paths it reads. */
const COMPUTED: ReadonlyMap<string, (argument: unknown) => readonly string[]> = new Map([
  ['$group', assertGroup],
  ['$addFields', assertExpression],
  ['$set', assertExpression],
]);

/**
 * Compiles a pipeline. Matching, sorting and plain projections are this engine's own; grouping and computed
 * fields are mingo's, behind a list of what it does exactly.
 * @throws WireError for every stage, operator and accumulator that is not on the list.
 */
export function compilePipeline(
  pipeline: readonly Doc[],
  computed: ComputedStages,
): (collection: MemoryCollection | undefined) => readonly Doc[] {
  const [first, ...rest] = pipeline;
  const leading = first && Object.keys(first).length === 1 ? first['$match'] : undefined;
  const filter = isDoc(leading) ? leading : {};
  const stages = (isDoc(leading) ? rest : pipeline).map((stage) => compileStage(stage, computed));
  return (collection) =>
    stages.reduce<readonly Doc[]>(
      (docs, stage) => stage(docs),
      select(collection, { filter, skip: 0, limit: 0 }),
    );
}

function compileStage(stage: Doc, computed: ComputedStages): Stage {
  const [name, ...others] = Object.keys(stage);
  if (name === undefined || others.length > 0) {
    throw new WireError(
      'FailedToParse',
      'A pipeline stage specification object must contain exactly one field.',
    );
  }
  const argument = stage[name];
  const own = OWN_STAGES.get(name);
  if (own) return own(argument);
  const check = COMPUTED.get(name);
  if (!check) throw notImplemented(`the aggregation stage ${name}`);
  const references = check(argument);
  const counting = name === '$group' ? countingGroup(argument) : undefined;
  if (counting) return counting;
  return (docs) => {
    assertExact(docs, references);
    return computed.run(stage, docs).filter(isDoc);
  };
}

/** True when the pipeline has a stage for which mingo must be loaded first. */
export function needsComputing(pipeline: unknown): boolean {
  if (!Array.isArray(pipeline)) return false;
  return pipeline.filter(isDoc).some((stage) => {
    const [name = ''] = Object.keys(stage);
    return COMPUTED.has(name) && !(name === '$group' && countingGroup(stage[name]));
  });
}
