import { randomBytes } from 'node:crypto';

import mongoose from 'mongoose';
import type { mongo } from 'mongoose';

import { defineCollection } from '../../../server/store/store.ts';
import { TEST_ENGINE, testStore } from '../../support/store.ts';
import type { TestStore } from '../../support/store.ts';

interface Row extends mongo.Document {
  _id: string | number;
}

const { Binary, Long, MongoServerError, ObjectId } = mongoose.mongo;

const many = defineCollection<Row>({ name: 'many', tenant: 'none', indexes: [{ key: { mod: 1 } }] });
const shapes = defineCollection<Row>({ name: 'shapes', tenant: 'none', indexes: [{ key: { tags: 1 } }] });
const mixed = defineCollection<Row>({ name: 'mixed', tenant: 'none', indexes: [] });

describe(`reads, ${TEST_ENGINE}`, () => {
  let test_: TestStore;
  const rows = (spec: typeof many): mongo.Collection<Row> => test_.store.collection(spec);
  const ids = async (spec: typeof many, filter: mongo.Document): Promise<unknown[]> =>
    (
      await rows(spec)
        .find(filter, { sort: { _id: 1 } })
        .toArray()
    ).map((row) => row._id);

  beforeAll(async () => {
    test_ = await testStore([many, shapes, mixed]);
    await rows(many).insertMany(
      Array.from({ length: 1_000 }, (_, n) => ({ _id: n, mod: n % 7, text: `row ${n}` })),
    );
    await rows(shapes).insertMany([
      {
        _id: 1,
        a: { b: 1, c: 2 },
        tags: ['x', 'y'],
        items: [
          { id: 1, done: false },
          { id: 2, done: true },
        ],
      },
      { _id: 2, a: { b: 2 }, tags: [], items: [{ id: 1, done: true }] },
      { _id: 3, a: null, tags: 'x' },
      { _id: 4, a: 5, n: null },
      { _id: 5, a: [{ b: 1 }, { b: 9 }], tags: ['y', 'z', 'x'] },
    ]);
  });
  afterAll(() => test_.close());
  afterEach(() => rows(mixed).deleteMany({}));

  test('a cursor over many batches gives every document once, in order', async () => {
    const cursor = rows(many).find({}, { sort: { _id: -1 }, batchSize: 64 });
    const seen: unknown[] = [];
    for await (const row of cursor) seen.push(row._id);
    expect(seen).toEqual(Array.from({ length: 1_000 }, (_, n) => 999 - n));
    expect(await rows(many).find({}).toArray()).toHaveLength(1_000);
  });

  test('a cursor closed early, and limits, give what was asked', async () => {
    const cursor = rows(many).find({}, { batchSize: 10 });
    await cursor.next();
    await cursor.close();
    const page = await rows(many)
      .find({ mod: 3 }, { sort: { _id: 1 }, skip: 2, limit: 3 })
      .toArray();
    expect(page.map((row) => row._id)).toEqual([17, 24, 31]);
    expect(await rows(many).find({}, { limit: -5 }).toArray()).toHaveLength(5);
  });

  test('counts, distinct values and groups agree', async () => {
    expect(await rows(many).countDocuments({ mod: 6 })).toBe(142);
    expect(await rows(many).countDocuments({ mod: { $in: [0, 6] } }, { limit: 200 })).toBe(200);
    expect((await rows(many).distinct('mod', { _id: { $lt: 3 } })).sort()).toEqual([0, 1, 2]);
    const groups = await rows(many)
      .aggregate([
        { $match: { mod: { $lt: 2 } } },
        { $group: { _id: '$mod', count: { $sum: 1 }, last: { $max: '$_id' } } },
        { $sort: { _id: 1 } },
      ])
      .toArray();
    expect(groups).toEqual([
      { _id: 0, count: 143, last: 994 },
      { _id: 1, count: 143, last: 995 },
    ]);
  });

  test('projections include, exclude and reach into arrays', async () => {
    const one = (projection: mongo.Document): Promise<unknown> =>
      rows(shapes).findOne({ _id: 1 }, { projection });
    expect(await one({ 'a.b': 1, 'items.id': 1 })).toEqual({
      _id: 1,
      a: { b: 1 },
      items: [{ id: 1 }, { id: 2 }],
    });
    expect(await one({ _id: 0, a: 0, items: 0 })).toEqual({ tags: ['x', 'y'] });
    expect(await one({ _id: 0, tags: 1 })).toEqual({ tags: ['x', 'y'] });
    expect(await one({ 'items.done': 0, a: 0, tags: 0 })).toEqual({ _id: 1, items: [{ id: 1 }, { id: 2 }] });
    await expect(one({ a: 1, tags: 0 })).rejects.toThrow(MongoServerError);
  });

  test('dotted paths, arrays, null and missing', async () => {
    expect(await ids(shapes, { 'a.b': 1 })).toEqual([1, 5]);
    expect(await ids(shapes, { a: null })).toEqual([3]);
    expect(await ids(shapes, { n: null })).toEqual([1, 2, 3, 4, 5]);
    expect(await ids(shapes, { n: { $exists: true } })).toEqual([4]);
    expect(await ids(shapes, { n: { $ne: null } })).toEqual([]);
    expect(await ids(shapes, { 'a.b': null })).toEqual([3, 4]);
    expect(await ids(shapes, { tags: 'x' })).toEqual([1, 3, 5]);
    expect(await ids(shapes, { tags: ['x', 'y'] })).toEqual([1]);
    expect(await ids(shapes, { tags: { $ne: 'x' } })).toEqual([2, 4]);
    expect(await ids(shapes, { tags: { $size: 0 } })).toEqual([2]);
    expect(await ids(shapes, { tags: { $all: ['x', 'y'] } })).toEqual([1, 5]);
    expect(await ids(shapes, { 'tags.2': 'x' })).toEqual([5]);
    expect(await ids(shapes, { a: { b: 2 } })).toEqual([2]);
    expect(await ids(shapes, { a: { c: 2, b: 1 } })).toEqual([]);
    expect(await ids(shapes, { a: { $type: 'object' } })).toEqual([1, 2, 5]);
    expect(await ids(shapes, { tags: { $in: ['z', null] } })).toEqual([4, 5]);
    expect(await ids(shapes, { tags: { $nin: ['x', null] } })).toEqual([2]);
  });

  test('$elemMatch wants one element for all conditions, dotted conditions do not', async () => {
    expect(await ids(shapes, { items: { $elemMatch: { id: 1, done: true } } })).toEqual([2]);
    expect(await ids(shapes, { 'items.id': 1, 'items.done': true })).toEqual([1, 2]);
    expect(await ids(shapes, { tags: { $elemMatch: { $gt: 'x', $lt: 'z' } } })).toEqual([1, 5]);
    expect(await ids(shapes, { a: { $elemMatch: { b: { $gt: 5 } } } })).toEqual([5]);
  });

  test('logic, ranges and text', async () => {
    expect(await ids(shapes, { $or: [{ a: 5 }, { 'a.c': 2 }] })).toEqual([1, 4]);
    expect(await ids(shapes, { $nor: [{ tags: 'x' }, { a: 5 }] })).toEqual([2]);
    expect(await ids(shapes, { $and: [{ _id: { $gte: 2 } }, { _id: { $lt: 4 } }] })).toEqual([2, 3]);
    expect(await ids(shapes, { _id: { $not: { $gt: 2 } } })).toEqual([1, 2]);
    expect(await ids(many, { text: { $regex: '^ROW 99[0-2]$', $options: 'i' } })).toEqual([990, 991, 992]);
    expect(await ids(many, { text: /^row 99[89]$/ })).toEqual([998, 999]);
    expect(await ids(shapes, { a: { $gt: 1 } })).toEqual([4]);
    expect(await ids(shapes, { a: { $lt: 'z' } })).toEqual([]);
  });

  test('dates, binaries, longs, ids and text come back as they went in', async () => {
    const bytes = randomBytes(64);
    const doc = {
      _id: 'types',
      at: new Date('2024-02-29T23:59:59.999Z'),
      bytes: new Binary(bytes, 0),
      uuid: new Binary(randomBytes(16), 4),
      long: Long.fromString('9007199254740993'),
      safe: 9_007_199_254_740_991,
      half: -0.5,
      oid: new ObjectId('0123456789abcdef01234567'),
      text: 'naïve 漢字 🎉 \u0000 end',
      nested: { empty: {}, list: [[], [null, true]] },
    };
    await rows(mixed).insertOne(doc);
    const found = await rows(mixed).findOne({ _id: 'types' });
    expect(found).toEqual(doc);
    expect(Buffer.from((found?.['bytes'] as mongo.Binary).value()).equals(bytes)).toBe(true);
    for (const field of ['at', 'bytes', 'uuid', 'long', 'oid', 'text'] as const) {
      expect(await rows(mixed).countDocuments({ [field]: doc[field] })).toBe(1);
    }
    expect(await rows(mixed).countDocuments({ bytes: new Binary(bytes, 1) })).toBe(0);
    expect(await rows(mixed).countDocuments({ long: Long.fromString('9007199254740992') })).toBe(0);
  });

  test('a sort orders across types as BSON does', async () => {
    const values = [
      null,
      -1,
      Long.fromString('9007199254740993'),
      'A',
      'a',
      'ä',
      { a: 1 },
      { a: 2 },
      new Binary(Buffer.from([1]), 0),
      new Binary(Buffer.from([0, 0]), 0),
      new ObjectId('000000000000000000000001'),
      false,
      true,
      new Date(-1),
      new Date(0),
    ];
    const shuffled = values
      .map((v, at) => ({ _id: at, v }))
      .sort((a, b) => ((a._id * 7) % 15) - ((b._id * 7) % 15));
    await rows(mixed).insertMany(shuffled);
    const up = await rows(mixed)
      .find({}, { sort: { v: 1 } })
      .toArray();
    expect(up.map((row) => row._id)).toEqual(values.map((_, at) => at));
    const down = await rows(mixed)
      .find({}, { sort: { v: -1 } })
      .toArray();
    expect(down.map((row) => row._id)).toEqual(values.map((_, at) => at).reverse());
  });

  test('a sort of arrays takes the smallest element upwards and the largest downwards', async () => {
    await rows(mixed).insertMany([
      { _id: 1, v: [5, 1] },
      { _id: 2, v: 3 },
      { _id: 3, v: [4, 2] },
      { _id: 4 },
    ]);
    const order = async (direction: 1 | -1): Promise<unknown[]> =>
      (
        await rows(mixed)
          .find({}, { sort: { v: direction } })
          .toArray()
      ).map((row) => row._id);
    expect(await order(1)).toEqual([4, 1, 3, 2]);
    expect(await order(-1)).toEqual([1, 3, 2, 4]);
  });

  test('unknown and malformed operators are refused, also where nothing is stored', async () => {
    const empty = rows(defineCollection<Row>({ name: 'empty', tenant: 'none', indexes: [] }));
    const bad: mongo.Document[] = [
      { a: { $fancy: 1 } },
      { $fancy: [] },
      { a: { $in: 'x' } },
      { $or: [] },
      { a: { $not: 5 } },
      { a: { $elemMatch: { b: { $fancy: 1 } } } },
      { $and: [{ a: 1 }, { b: { $gt: 1, $fancy: 2 } }] },
    ];
    for (const filter of bad) await expect(empty.find(filter).toArray()).rejects.toThrow(MongoServerError);
    await expect(empty.aggregate([{ $fancy: {} }]).toArray()).rejects.toThrow(MongoServerError);
  });
});
