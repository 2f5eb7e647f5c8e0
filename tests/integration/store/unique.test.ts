import type { mongo } from 'mongoose';

import { isDuplicateKey } from '../../../server/store/connect.ts';
import { defineCollection } from '../../../server/store/store.ts';
import { TEST_ENGINE, testStore } from '../../support/store.ts';
import type { TestStore } from '../../support/store.ts';

interface Row extends mongo.Document {
  _id: string | number;
}

const single = defineCollection<Row>({
  name: 'single',
  tenant: 'none',
  indexes: [{ key: { key: 1 }, name: 'key', unique: true }],
});
const sparse = defineCollection<Row>({
  name: 'sparse',
  tenant: 'none',
  indexes: [{ key: { key: 1 }, name: 'key', unique: true, sparse: true }],
});
const partial = defineCollection<Row>({
  name: 'partial',
  tenant: 'none',
  indexes: [
    {
      key: { orgId: 1 },
      name: 'org',
      unique: true,
      partialFilterExpression: { orgId: { $type: 'string' } },
    },
  ],
});
const compound = defineCollection<Row>({
  name: 'compound',
  tenant: 'none',
  indexes: [{ key: { portalId: 1, 'marker.key': 1 }, name: 'marker', unique: true }],
});
const SPECS = [single, sparse, partial, compound];

describe(`unique indexes, ${TEST_ENGINE}`, () => {
  let test_: TestStore;
  beforeAll(async () => {
    test_ = await testStore(SPECS);
  });
  afterAll(() => test_.close());

  const rows = (spec: typeof single): mongo.Collection<Row> => test_.store.collection(spec);
  const conflict = async (work: Promise<unknown>): Promise<mongo.MongoServerError> => {
    const error: unknown = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(isDuplicateKey(error)).toBe(true);
    return error as mongo.MongoServerError;
  };

  test('_id is unique across number types and apart from text', async () => {
    await rows(single).insertOne({ _id: 7, key: 'id-a' });
    await rows(single).insertOne({ _id: '7', key: 'id-b' });
    await conflict(rows(single).insertOne({ _id: 7.0, key: 'id-c' }));
  });

  test('a second owner of a key is refused, and the error names index and value', async () => {
    await rows(single).insertOne({ _id: 'a', key: 'same' });
    const error = await conflict(rows(single).insertOne({ _id: 'b', key: 'same' }));
    expect(error.code).toBe(11_000);
    expect(error['keyPattern']).toEqual({ key: 1 });
    expect(error['keyValue']).toEqual({ key: 'same' });
    expect(await rows(single).countDocuments({ key: 'same' })).toBe(1);
  });

  test('an update may not take a key, and leaves its document as it was', async () => {
    await rows(single).insertMany([
      { _id: 'u1', key: 'u1' },
      { _id: 'u2', key: 'u2' },
    ]);
    await conflict(rows(single).updateOne({ _id: 'u2' }, { $set: { key: 'u1', touched: true } }));
    expect(await rows(single).findOne({ _id: 'u2' })).toEqual({ _id: 'u2', key: 'u2' });
    await rows(single).updateOne({ _id: 'u1' }, { $set: { key: 'free' } });
    await rows(single).updateOne({ _id: 'u2' }, { $set: { key: 'u1' } });
    expect(await rows(single).findOne({ key: 'u1' })).toEqual({ _id: 'u2', key: 'u1' });
  });

  test('a deleted document gives its key back', async () => {
    await rows(single).insertOne({ _id: 'd1', key: 'gone' });
    await rows(single).deleteOne({ _id: 'd1' });
    await rows(single).insertOne({ _id: 'd2', key: 'gone' });
  });

  test('a missing field counts as null, so only one document may lack it', async () => {
    await rows(single).insertOne({ _id: 'n1' });
    await conflict(rows(single).insertOne({ _id: 'n2' }));
    await conflict(rows(single).insertOne({ _id: 'n3', key: null }));
  });

  test('sparse: many may lack the field, null is still a value', async () => {
    await rows(sparse).insertMany([{ _id: 's1' }, { _id: 's2' }, { _id: 's3', key: null }]);
    await conflict(rows(sparse).insertOne({ _id: 's4', key: null }));
  });

  test('partial: only documents that the filter covers compete', async () => {
    await rows(partial).insertMany([
      { _id: 'p1', orgId: null },
      { _id: 'p2', orgId: null },
      { _id: 'p3' },
      { _id: 'p4', orgId: 'org' },
    ]);
    await conflict(rows(partial).insertOne({ _id: 'p5', orgId: 'org' }));
    await conflict(rows(partial).updateOne({ _id: 'p1' }, { $set: { orgId: 'org' } }));
    await rows(partial).updateOne({ _id: 'p4' }, { $set: { orgId: null } });
    await rows(partial).updateOne({ _id: 'p1' }, { $set: { orgId: 'org' } });
    await conflict(rows(partial).insertOne({ _id: 'p6', orgId: 'org' }));
  });

  test('compound over a dotted path: only equal pairs conflict', async () => {
    await rows(compound).insertMany([
      { _id: 'c1', portalId: 1, marker: { key: 'm' } },
      { _id: 'c2', portalId: 2, marker: { key: 'm' } },
      { _id: 'c3', portalId: 1, marker: { key: 'n' } },
      { _id: 'c4', portalId: 1 },
    ]);
    await conflict(rows(compound).insertOne({ _id: 'c5', portalId: 1, marker: { key: 'm', more: 1 } }));
    await conflict(rows(compound).insertOne({ _id: 'c6', portalId: 1, marker: {} }));
  });

  test('every element of an array is a key of its own, but not against its own document', async () => {
    await rows(single).insertOne({ _id: 'm1', key: ['x', 'y', 'x'] });
    await conflict(rows(single).insertOne({ _id: 'm2', key: 'y' }));
    await conflict(rows(single).insertOne({ _id: 'm3', key: ['z', 'x'] }));
  });

  test('making the same index again changes nothing; another form of it is refused', async () => {
    await test_.store.ensureIndexes(SPECS);
    const indexes = await rows(single).indexes();
    expect(indexes.map((index) => index.name).sort()).toEqual(['_id_', 'key']);
    await expect(
      rows(single).createIndexes([{ key: { key: 1 }, name: 'key', unique: false }]),
    ).rejects.toMatchObject({
      code: 86,
    });
    await expect(rows(single).createIndexes([{ key: { other: 1 }, name: 'key' }])).rejects.toMatchObject({
      code: 86,
    });
    await expect(
      rows(single).createIndexes([{ key: { key: 1 }, name: 'again', unique: true }]),
    ).rejects.toMatchObject({
      code: 85,
    });
  });

  test('a unique index is not made over documents that break it', async () => {
    const late = test_.store.collection(defineCollection<Row>({ name: 'late', tenant: 'none', indexes: [] }));
    await late.insertMany([
      { _id: 1, key: 'k' },
      { _id: 2, key: 'k' },
    ]);
    await conflict(late.createIndexes([{ key: { key: 1 }, unique: true }]));
    await late.insertOne({ _id: 3, key: 'k' });
  });
});
