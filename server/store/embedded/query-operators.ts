import { compareValues, equalValues, keyOf } from './compare.ts';
import { notImplemented, WireError } from './errors.ts';
import { isDoc, numeric, regex, typeOf } from './values.ts';
import type { TypeName } from './values.ts';

/** A test over every value a path leads to; `undefined` stands for a missing one. */
export type ValueTest = (values: readonly unknown[]) => boolean;

const badValue = (message: string): WireError => new WireError('BadValue', message);

/** An operator on a leaf sees the value itself and, when it is an array, each of its elements. */
function onEach(test: (value: unknown) => boolean): ValueTest {
  return (values) => values.some((value) => test(value) || (Array.isArray(value) && value.some(test)));
}

export function equality(wanted: unknown): ValueTest {
  if (typeOf(wanted) === 'unsupported') throw notImplemented('comparing with this BSON type');
  return onEach((value) => equalValues(value, wanted));
}

/** Comparison never crosses types ("type bracketing"); null meets null and missing. */
function comparison(name: string, accepts: (order: number) => boolean): (argument: unknown) => ValueTest {
  return (argument) => {
    const type = typeOf(argument);
    if (type === 'regex') throw badValue(`Can't have RegEx as arg to predicate over field (${name}).`);
    if (type === 'minKey' || type === 'maxKey' || type === 'unsupported') {
      throw notImplemented(`${name} with this BSON type`);
    }
    const nan = type === 'number' && Number.isNaN(numeric(argument));
    return onEach((value) => {
      if (typeOf(value) !== type) return false;
      if (type === 'number' && nan !== Number.isNaN(numeric(value))) return false;
      return accepts(compareValues(value, argument));
    });
  };
}

function listOf(name: string, argument: unknown): readonly unknown[] {
  if (!Array.isArray(argument)) throw badValue(`${name} needs an array`);
  for (const item of argument) {
    if (typeOf(item) === 'unsupported') throw notImplemented('comparing with this BSON type');
    if (isDoc(item) && Object.keys(item)[0]?.startsWith('$')) throw badValue(`cannot nest $ under ${name}`);
  }
  return argument;
}

function membership(name: string, argument: unknown): ValueTest {
  const list = listOf(name, argument);
  const keys = new Set(list.map(keyOf));
  const patterns = list.filter((item) => typeOf(item) === 'regex').map((item) => regexTest(item, undefined));
  const member = onEach((value) => keys.has(keyOf(value)));
  return (values) => member(values) || patterns.some((pattern) => pattern(values));
}

/** PCRE options that mean the same in JavaScript; `x` has no counterpart. */
const REGEX_OPTIONS = /^[imsu]*$/;

export function regexTest(argument: unknown, options: unknown): ValueTest {
  const isRegex = typeOf(argument) === 'regex';
  if (!isRegex && typeof argument !== 'string') throw badValue('$regex has to be a string');
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string');
  const pattern = typeof argument === 'string' ? argument : regex(argument).pattern;
  const flags = options ?? (isRegex ? regex(argument).options : '');
  if (!REGEX_OPTIONS.test(flags)) throw notImplemented(`the regular expression options "${flags}"`);
  let compiled: RegExp;
  try {
    compiled = new RegExp(pattern, [...new Set(`${flags}u`)].join(''));
  } catch {
    throw notImplemented('this regular expression (JavaScript cannot compile it)');
  }
  return onEach((value) =>
    typeof value === 'string' ? compiled.test(value) : isRegex && equalValues(value, argument),
  );
}

const TYPE_CODES: Readonly<Record<string, TypeName>> = {
  '2': 'string',
  '3': 'object',
  '4': 'array',
  '5': 'binData',
  '7': 'objectId',
  '8': 'bool',
  '9': 'date',
  '10': 'null',
  '11': 'regex',
  '17': 'timestamp',
  '-1': 'minKey',
  '127': 'maxKey',
};
const NUMBER_TYPES = new Set(['int', 'long', 'double', 'decimal', '16', '18', '1', '19']);

function typeTest(argument: unknown): ValueTest {
  const wanted = (Array.isArray(argument) ? argument : [argument]).map((name: unknown) => {
    const word = String(name);
    if (NUMBER_TYPES.has(word))
      throw notImplemented(`$type "${word}"; it holds one type of number, "number"`);
    const type = TYPE_CODES[word] ?? word;
    if (!Object.values(TYPE_CODES).includes(type as TypeName) && type !== 'number') {
      throw badValue(`Unknown type name alias: ${word}`);
    }
    return type;
  });
  return onEach((value) => value !== undefined && wanted.includes(typeOf(value)));
}

function sizeTest(argument: unknown): ValueTest {
  if (typeof argument !== 'number' || !Number.isInteger(argument) || argument < 0) {
    throw new WireError('FailedToParse', 'Failed to parse $size. Expected a non-negative integer');
  }
  return (values) => values.some((value) => Array.isArray(value) && value.length === argument);
}

function modTest(argument: unknown): ValueTest {
  const [divisor, remainder] = Array.isArray(argument) ? (argument as unknown[]) : [];
  if (typeof divisor !== 'number' || typeof remainder !== 'number' || Math.trunc(divisor) === 0) {
    throw badValue('malformed mod, needs to be an array of two numbers, the first not zero');
  }
  return onEach(
    (value) =>
      typeof value === 'number' &&
      Number.isFinite(value) &&
      Math.trunc(value) % Math.trunc(divisor) === Math.trunc(remainder),
  );
}

function existsTest(argument: unknown): ValueTest {
  const wanted = argument !== false && argument !== 0 && argument !== null && argument !== undefined;
  return (values) => values.some((value) => value !== undefined) === wanted;
}

const not =
  (factory: (argument: unknown) => ValueTest) =>
  (argument: unknown): ValueTest => {
    const test = factory(argument);
    return (values) => !test(values);
  };

const notRegex = (argument: unknown): ValueTest => {
  if (typeOf(argument) === 'regex') throw badValue("Can't have regex as arg to $ne.");
  return equality(argument);
};

export const FIELD_OPERATORS: ReadonlyMap<string, (argument: unknown) => ValueTest> = new Map([
  ['$eq', equality],
  ['$ne', not(notRegex)],
  ['$gt', comparison('$gt', (order) => order > 0)],
  ['$gte', comparison('$gte', (order) => order >= 0)],
  ['$lt', comparison('$lt', (order) => order < 0)],
  ['$lte', comparison('$lte', (order) => order <= 0)],
  ['$in', (argument: unknown) => membership('$in', argument)],
  ['$nin', not((argument: unknown) => membership('$nin', argument))],
  ['$exists', existsTest],
  ['$type', typeTest],
  ['$size', sizeTest],
  ['$mod', modTest],
]);
