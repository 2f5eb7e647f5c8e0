import { notImplemented, WireError } from './errors.ts';
import { isOperatorDoc } from './query.ts';
import { parsePath, slotForWriting } from './update-path.ts';
import { cloneValue, isDoc, typeOf } from './values.ts';
import type { Doc } from './values.ts';

/**
 * The document an upsert starts from: the equalities of the filter (MongoDB manual, "Upsert with Operator
 * Expressions"). Forms of equality whose reading differs between servers are refused.
 */
export function documentFromFilter(filter: Doc): Doc {
  const equalities = new Map<string, unknown>();
  gather(filter, equalities);
  const doc: Doc = {};
  // `_id` first: that is where mongod puts it.
  const paths = [...equalities.keys()].sort((a, b) => Number(b === '_id') - Number(a === '_id'));
  for (const path of paths) {
    slotForWriting(doc, parsePath(path)).set(cloneValue(equalities.get(path)));
  }
  return doc;
}

function gather(filter: Doc, equalities: Map<string, unknown>): void {
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(condition)) {
      for (const clause of condition) if (isDoc(clause)) gather(clause, equalities);
    } else if (key === '$or' && Array.isArray(condition) && condition.length === 1) {
      throw notImplemented('an upsert whose filter has an $or with one clause');
    } else if (!key.startsWith('$')) {
      gatherField(key, condition, equalities);
    }
  }
}

function gatherField(path: string, condition: unknown, equalities: Map<string, unknown>): void {
  if (typeOf(condition) === 'regex') return;
  if (!isOperatorDoc(condition)) {
    add(path, condition, equalities);
    return;
  }
  for (const [operator, argument] of Object.entries(condition)) {
    if (operator === '$eq') add(path, argument, equalities);
    const single = Array.isArray(argument) && argument.length === 1;
    if (single && (operator === '$in' || operator === '$all')) {
      throw notImplemented(`an upsert whose filter has an ${operator} of one value`);
    }
  }
}

function add(path: string, value: unknown, equalities: Map<string, unknown>): void {
  const clash = [...equalities.keys()].find(
    (other) => other === path || other.startsWith(`${path}.`) || path.startsWith(`${other}.`),
  );
  if (clash !== undefined) {
    throw new WireError(
      'NotSingleValueField',
      `cannot infer query fields to set, both paths '${path}' and '${clash}' are matched`,
    );
  }
  equalities.set(path, value);
}
