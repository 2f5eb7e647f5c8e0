import { notImplemented, WireError } from './errors.ts';
import { valuesAt } from './paths.ts';
import { equality, FIELD_OPERATORS, regexTest } from './query-operators.ts';
import type { ValueTest } from './query-operators.ts';
import { isDoc, typeOf } from './values.ts';
import type { Doc } from './values.ts';

export type Predicate = (doc: Doc) => boolean;

const REFUSED = new Set(['$expr', '$where', '$text', '$jsonSchema', '$near', '$nearSphere', '$function']);

const badValue = (message: string): WireError => new WireError('BadValue', message);

/**
 * Compiles a filter. Every operator that is not implemented is refused, at any depth, before a single
 * document is looked at: a filter that silently matches too much would be a tenancy bug.
 * @throws WireError BadValue for what mongod refuses, NotImplemented for what only mongod can do.
 */
export function compileFilter(filter: unknown): Predicate {
  if (!isDoc(filter)) throw badValue('the filter must be an object');
  const tests = Object.entries(filter).flatMap(([key, condition]) => {
    if (key === '$comment') return [];
    if (key.startsWith('$')) return [compileLogical(key, condition)];
    return [compileField(key, condition)];
  });
  const [only] = tests;
  if (tests.length === 1 && only) return only;
  return (doc) => tests.every((test) => test(doc));
}

function compileLogical(key: string, condition: unknown): Predicate {
  if (REFUSED.has(key)) throw notImplemented(`the query operator ${key}`);
  if (key !== '$and' && key !== '$or' && key !== '$nor') throw badValue(`unknown top level operator: ${key}`);
  if (!Array.isArray(condition) || condition.length === 0) {
    throw badValue(`${key} must be a nonempty array`);
  }
  const clauses = condition.map((clause) => {
    if (!isDoc(clause)) throw badValue(`${key} argument's entries must be objects`);
    return compileFilter(clause);
  });
  if (key === '$and') return (doc) => clauses.every((clause) => clause(doc));
  if (key === '$or') return (doc) => clauses.some((clause) => clause(doc));
  return (doc) => !clauses.some((clause) => clause(doc));
}

/** True when a condition is a document of operators rather than a value to be equal to. */
export function isOperatorDoc(condition: unknown): condition is Doc {
  return isDoc(condition) && Object.keys(condition)[0]?.startsWith('$') === true;
}

function compileField(path: string, condition: unknown): Predicate {
  const parts = path.split('.');
  const test = compileCondition(condition);
  return (doc) => test(valuesAt(doc, parts));
}

/** Compiles what stands right of a field name into a test over all values the path leads to. */
export function compileCondition(condition: unknown): ValueTest {
  if (typeOf(condition) === 'regex') return regexTest(condition, undefined);
  if (!isOperatorDoc(condition)) return equality(condition);
  const tests = Object.entries(condition).flatMap(([operator, argument]) => {
    if (operator === '$options') {
      if (!('$regex' in condition)) throw badValue('$options needs a $regex');
      return [];
    }
    return [compileOperator(operator, argument, condition)];
  });
  return (values) => tests.every((test) => test(values));
}

function compileOperator(operator: string, argument: unknown, siblings: Doc): ValueTest {
  if (REFUSED.has(operator)) throw notImplemented(`the query operator ${operator}`);
  switch (operator) {
    case '$not':
      return compileNot(argument);
    case '$elemMatch':
      return compileElemMatch(argument);
    case '$all':
      return compileAll(argument);
    case '$regex':
      return regexTest(argument, siblings['$options']);
    default: {
      const factory = FIELD_OPERATORS.get(operator);
      if (!factory) throw badValue(`unknown operator: ${operator}`);
      return factory(argument);
    }
  }
}

function compileNot(argument: unknown): ValueTest {
  if (typeOf(argument) !== 'regex' && !isOperatorDoc(argument)) {
    throw badValue('$not needs a regex or a document of operators');
  }
  const test = compileCondition(argument);
  return (values) => !test(values);
}

function compileElemMatch(argument: unknown): ValueTest {
  if (!isDoc(argument)) throw badValue('$elemMatch needs an Object');
  const first = Object.keys(argument)[0];
  const onValues = first?.startsWith('$') === true && !['$and', '$or', '$nor'].includes(first);
  const matches: (element: unknown) => boolean = onValues
    ? (
        (test) => (element: unknown) =>
          test([element])
      )(compileCondition(argument))
    : (
        (test) => (element: unknown) =>
          isDoc(element) && test(element)
      )(compileFilter(argument));
  return (values) => values.some((value) => Array.isArray(value) && value.some(matches));
}

function compileAll(argument: unknown): ValueTest {
  if (!Array.isArray(argument)) throw badValue('$all needs an array');
  const tests = argument.map((wanted: unknown) => {
    if (isOperatorDoc(wanted) && !('$elemMatch' in wanted)) throw badValue('no $ expressions in $all');
    return compileCondition(wanted);
  });
  return (values) => tests.length > 0 && tests.every((test) => test(values));
}
