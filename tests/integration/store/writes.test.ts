import mongoose from 'mongoose';
import type { mongo } from 'mongoose';

import { defineCollection } from '../../../server/store/store.ts';
import { TEST_ENGINE, testStore } from '../../support/store.ts';
import type { TestStore } from '../../support/store.ts';

interface Row extends mongo.Document {
  _id: string | number;
}

const collection = defineCollection<Row>({
  name: 'rows',
  tenant: 'none',
  indexes: [{ key: { key: 1 }, name: 'key', unique: true, sparse: true }],
});

describe(`writes, ${TEST_ENGINE}`, () => {
  let test_: TestStore;
  let rows: mongo.Collection<Row>;
  beforeAll(async () => {
    test_ = await testStore([collection]);
    rows = test_.store.collection(collection);
  });
  afterAll(() => test_.close());
  beforeEach(async () => {
    await rows.deleteMany({});
  });

  const change = async (
    doc: mongo.OptionalUnlessRequiredId<Row>,
    update: mongo.Document,
  ): Promise<unknown> => {
    await rows.insertOne(doc);
    await rows.updateOne({ _id: doc._id }, update);
    return rows.findOne({ _id: doc._id });
  };
  const refusal = async (
    doc: mongo.OptionalUnlessRequiredId<Row>,
    update: mongo.Document,
  ): Promise<unknown> => {
    await rows.insertOne(doc);
    const error: unknown = await rows.updateOne({ _id: doc._id }, update).catch((reason: unknown) => reason);
    expect(await rows.findOne({ _id: doc._id })).toEqual(doc);
    return (error as mongo.MongoServerError).code;
  };

  test('ordered:false writes all but the duplicates and reports exactly those', async () => {
    await rows.insertOne({ _id: 'b', key: 'kb' });
    const batch = [
      { _id: 'a' },
      { _id: 'b' },
      { _id: 'c', key: 'kb' },
      { _id: 'd', key: 'kd' },
      { _id: 'a' },
      { _id: 'e' },
    ];
    const error = (await rows
      .insertMany(batch, { ordered: false })
      .catch((reason: unknown) => reason)) as mongo.MongoBulkWriteError;
    expect(error).toBeInstanceOf(mongoose.mongo.MongoBulkWriteError);
    expect(error.code).toBe(11_000);
    expect([error.writeErrors].flat().map((each) => each.index)).toEqual([1, 2, 4]);
    expect(error.insertedCount).toBe(3);
    expect((await rows.find().toArray()).map((row) => row._id).sort()).toEqual(['a', 'b', 'd', 'e']);
  });

  test('ordered:true stops at the first duplicate', async () => {
    const batch = [{ _id: 1 }, { _id: 1 }, { _id: 2 }];
    await expect(rows.insertMany(batch)).rejects.toMatchObject({ code: 11_000, insertedCount: 1 });
    expect(await rows.countDocuments()).toBe(1);
  });

  test('bulkWrite mixed: counts, upserted ids, and what is stored', async () => {
    await rows.insertMany([{ _id: 'u' }, { _id: 'x' }, { _id: 'r', old: true }]);
    const result = await rows.bulkWrite(
      [
        { insertOne: { document: { _id: 'i' } } },
        { updateOne: { filter: { _id: 'u' }, update: { $set: { n: 1 } } } },
        { updateOne: { filter: { _id: 'new' }, update: { $setOnInsert: { n: 2 } }, upsert: true } },
        { updateMany: { filter: { _id: { $in: ['u', 'i'] } }, update: { $set: { seen: true } } } },
        { replaceOne: { filter: { _id: 'r' }, replacement: { fresh: true } } },
        { deleteOne: { filter: { _id: 'x' } } },
      ],
      { ordered: false },
    );
    expect(result).toMatchObject({ insertedCount: 1, deletedCount: 1, upsertedCount: 1, matchedCount: 4 });
    expect(Object.values(result.upsertedIds)).toEqual(['new']);
    expect(await rows.find({}, { sort: { _id: 1 } }).toArray()).toEqual([
      { _id: 'i', seen: true },
      { _id: 'new', n: 2 },
      { _id: 'r', fresh: true },
      { _id: 'u', n: 1, seen: true },
    ]);
  });

  test('matched and modified are told apart: the same value again modifies nothing', async () => {
    await rows.insertOne({ _id: 1, a: { b: [1, { c: 2 }] } });
    const again = await rows.updateOne({ _id: 1 }, { $set: { 'a.b': [1, { c: 2 }] } });
    expect([again.matchedCount, again.modifiedCount]).toEqual([1, 0]);
    const none = await rows.updateOne({ _id: 2 }, { $set: { a: 1 } });
    expect([none.matchedCount, none.modifiedCount, none.upsertedCount]).toEqual([0, 0, 0]);
  });

  test('$set makes the way of a dotted path, pads arrays with null, and adds fields in path order', async () => {
    const doc = await change({ _id: 1, list: ['x'] }, { $set: { z: 1, 'b.c.d': 2, 'list.3': 'y', a: 3 } });
    expect(doc).toEqual({ _id: 1, list: ['x', null, null, 'y'], a: 3, b: { c: { d: 2 } }, z: 1 });
    expect(Object.keys(doc as Row)).toEqual(['_id', 'list', 'a', 'b', 'z']);
  });

  test('$unset removes fields and leaves null in arrays', async () => {
    const doc = await change(
      { _id: 1, a: 1, b: { c: 1, d: 2 }, e: [1, 2] },
      { $unset: { a: '', 'b.c': '', 'e.0': '', 'no.such': '' } },
    );
    expect(doc).toEqual({ _id: 1, b: { d: 2 }, e: [null, 2] });
  });

  test('$inc, $min and $max on numbers, dates and missing fields', async () => {
    const doc = await change(
      { _id: 1, n: 5, lo: 5, hi: 5, at: new Date(10) },
      { $inc: { n: -7, m: 1.5 }, $min: { lo: 4, lo2: 9 }, $max: { hi: 4, at: new Date(20) } },
    );
    expect(doc).toEqual({ _id: 1, n: -2, m: 1.5, lo: 4, lo2: 9, hi: 5, at: new Date(20) });
  });

  test('$push with $each, $sort, $slice and $position; $addToSet compares by value', async () => {
    expect(
      await change(
        { _id: 1, a: [{ v: 3 }], s: [{ k: 1 }], p: [1, 2], q: [1, 2, 3] },
        {
          $push: {
            a: { $each: [{ v: 1 }, { v: 2 }], $sort: { v: -1 }, $slice: 2 },
            p: { $each: [9], $position: 0 },
            q: { $each: [4], $slice: -2 },
            fresh: 'x',
          },
          $addToSet: { s: { $each: [{ k: 1 }, { k: 2 }, { k: 2 }] } },
        },
      ),
    ).toEqual({
      _id: 1,
      a: [{ v: 3 }, { v: 2 }],
      s: [{ k: 1 }, { k: 2 }],
      p: [9, 1, 2],
      q: [3, 4],
      fresh: ['x'],
    });
  });

  test('$pull by value, by operator and by fields of the element; $pop from both ends', async () => {
    expect(
      await change(
        { _id: 1, a: [1, 2, 1], b: [1, 5, 9], c: [{ id: 1, x: 2 }, { id: 2 }], d: [1, 2, 3], e: [1, 2] },
        { $pull: { a: 1, b: { $gte: 5 }, c: { id: 1 } }, $pop: { d: 1, e: -1 } },
      ),
    ).toEqual({ _id: 1, a: [2], b: [1], c: [{ id: 2 }], d: [1, 2], e: [2] });
  });

  test('$currentDate writes a date of now', async () => {
    const doc = (await change({ _id: 1 }, { $currentDate: { at: true } })) as Row;
    expect(Math.abs((doc['at'] as Date).getTime() - Date.now())).toBeLessThan(60_000);
  });

  test('an upsert starts from the equalities of its filter, _id first', async () => {
    await rows.updateOne(
      { 'a.b': 1, $and: [{ c: { $eq: 2 } }], d: { $gt: 3 }, _id: 'up' },
      { $set: { e: 4 } },
      { upsert: true },
    );
    expect(await rows.findOne({ _id: 'up' })).toEqual({ _id: 'up', a: { b: 1 }, c: 2, e: 4 });
    const replaced = await rows.replaceOne({ x: 1, _id: 'rep' }, { y: 2 }, { upsert: true });
    expect(replaced.upsertedId).toBe('rep');
    expect(await rows.findOne({ _id: 'rep' })).toEqual({ _id: 'rep', y: 2 });
  });

  test('what does not fit is refused with the code of mongod and changes nothing', async () => {
    expect(await refusal({ _id: 1, n: 'x' }, { $inc: { n: 1 } })).toBe(14);
    expect(await refusal({ _id: 2, n: 1 }, { $inc: { n: 'x' } })).toBe(14);
    expect(await refusal({ _id: 3, a: 1 }, { $push: { a: 1 } })).toBe(2);
    expect(await refusal({ _id: 4, a: 1 }, { $set: { 'a.b': 1 } })).toBe(28);
    expect(await refusal({ _id: 5, a: 1 }, { $set: { a: 2 }, $inc: { a: 1 } })).toBe(40);
    expect(await refusal({ _id: 6, a: {} }, { $set: { a: 2, 'a.b': 1 } })).toBe(40);
    expect(await refusal({ _id: 7 }, { $set: { _id: 8 } })).toBe(66);
    expect(await refusal({ _id: 8 }, { $fancy: { a: 1 } })).toBe(9);
    expect(await refusal({ _id: 9 }, { $set: { 'a..b': 1 } })).toBe(56);
    expect(await refusal({ _id: 10, a: [] }, { $set: { 'a.b': 1 } })).toBe(28);
  });

  test('deleteOne and deleteMany count what they removed', async () => {
    await rows.insertMany([{ _id: 1, k: 1 }, { _id: 2, k: 1 }, { _id: 3, k: 1 }, { _id: 4 }]);
    expect((await rows.deleteOne({ k: 1 })).deletedCount).toBe(1);
    expect((await rows.deleteMany({ k: 1 })).deletedCount).toBe(2);
    expect((await rows.deleteMany({ k: 1 })).deletedCount).toBe(0);
    expect(await rows.estimatedDocumentCount()).toBe(1);
  });
});
