import fc from 'fast-check';
import { Query } from 'mingo';

import { createMemoryCollection } from '../../../server/store/embedded/collection.ts';
import { WireError } from '../../../server/store/embedded/errors.ts';
import { parseIndexSpec } from '../../../server/store/embedded/index-spec.ts';
import { compileFilter } from '../../../server/store/embedded/query.ts';
import { compileUpdate } from '../../../server/store/embedded/update.ts';
import { isDoc } from '../../../server/store/embedded/values.ts';
import type { Doc } from '../../../server/store/embedded/values.ts';

const leaf = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.constantFrom('x', 'y', null),
  fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }),
);
const doc = fc.record({ a: leaf, b: fc.record({ c: leaf }, { requiredKeys: [] }) }, { requiredKeys: [] });
const scalar = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('x', 'y'));
const condition = fc.oneof(
  scalar,
  fc.constant(null),
  scalar.map((value) => ({ $eq: value })),
  scalar.map((value) => ({ $ne: value })),
  scalar.map((value) => ({ $gt: value })),
  scalar.map((value) => ({ $lte: value })),
  fc.array(scalar, { minLength: 1, maxLength: 2 }).map((values) => ({ $in: values })),
  fc.array(scalar, { minLength: 1, maxLength: 2 }).map((values) => ({ $nin: values })),
  fc.boolean().map((wanted) => ({ $exists: wanted })),
);
const fields = fc.dictionary(fc.constantFrom('a', 'b.c', '_id'), condition, { minKeys: 1, maxKeys: 2 });
const filter = fc.oneof(
  fields,
  fc.tuple(fields, fields).map(([left, right]) => ({ $and: [left, right] })),
  fc.tuple(fields, fields).map(([left, right]) => ({ $or: [left, right] })),
);

const indexed = ['a', 'b.c'].map((path) => parseIndexSpec({ name: path, key: { [path]: 1 } }));

describe('the embedded collection', () => {
  test('an index never changes what a filter finds, also after updates and removals', () => {
    fc.assert(
      fc.property(
        fc.array(doc, { maxLength: 12 }),
        fc.array(doc, { maxLength: 4 }),
        filter,
        (docs, later, wanted) => {
          const collection = createMemoryCollection('db.rows');
          for (const [at, each] of docs.entries()) collection.insert({ _id: at, ...each });
          for (const spec of indexed) collection.createIndex(spec);
          for (const [at, each] of later.entries()) {
            for (const row of [...collection.matching({ _id: at })])
              collection.replace(row, { _id: at, ...each });
          }
          for (const row of [...collection.matching({ _id: docs.length - 1 })]) collection.remove(row);
          const all = [...collection.matching({})].map((row) => row.doc);
          const test = compileFilter(wanted);
          const ids = (found: readonly Doc[]): unknown[] => found.map((each) => each['_id']).sort();
          expect(ids([...collection.matching(wanted)].map((row) => row.doc))).toEqual(ids(all.filter(test)));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('filters mean what they mean to mingo, which nobody here wrote', () => {
    fc.assert(
      fc.property(doc, filter, (each, wanted) => {
        const whole = { _id: 1, ...each };
        // Known difference: a name asked of an array without documents is null to mingo, nothing to mongod.
        fc.pre(!Array.isArray(whole.b));
        expect(compileFilter(wanted)(whole)).toBe(new Query(wanted).test(whole));
      }),
      { numRuns: 1_000 },
    );
  });

  test('an update leaves the version it started from untouched', () => {
    const before: Doc = { _id: 1, list: [{ n: 1 }], deep: { map: { k: 1 } } };
    const frozen = structuredClone(before);
    const update = compileUpdate({ $push: { list: { n: 2 } }, $inc: { 'deep.map.k': 1 } });
    expect(() => update(before, { inserting: false, now: new Date(0) })).not.toThrow();
    expect(before).toEqual(frozen);
  });

  test('a field called __proto__ is data like any other and reaches no prototype', () => {
    const update = compileUpdate({ $set: { '__proto__.polluted': true } });
    const next = update({ _id: 1 }, { inserting: false, now: new Date(0) });
    expect(Object.hasOwn(next, '__proto__')).toBe(true);
    expect(isDoc({}) && 'polluted' in {}).toBe(false);
    expect(compileFilter({ 'constructor.name': 'Object' })({ _id: 1 })).toBe(false);
  });

  test('a failed unique check leaves all indexes as they were', () => {
    const collection = createMemoryCollection('db.rows');
    for (const name of ['a', 'b']) {
      collection.createIndex(parseIndexSpec({ name, key: { [name]: 1 }, unique: true }));
    }
    collection.insert({ _id: 1, a: 1, b: 1 });
    collection.insert({ _id: 2, a: 2, b: 2 });
    const [row] = [...collection.matching({ _id: 2 })];
    if (!row) throw new Error('the document is missing');
    expect(() => collection.replace(row, { _id: 2, a: 3, b: 1 })).toThrow(WireError);
    expect(() => collection.insert({ _id: 3, a: 2, b: 3 })).toThrow(/index: a dup key: \{ a: 2 \}/);
    collection.insert({ _id: 4, a: 3, b: 3 });
    expect(collection.size()).toBe(3);
  });
});
