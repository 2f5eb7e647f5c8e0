import type { mongo } from 'mongoose';

import { isDuplicateKey } from '../../../server/store/connect.ts';
import { defineCollection } from '../../../server/store/store.ts';
import { TEST_ENGINE, testStore } from '../../support/store.ts';
import type { TestStore } from '../../support/store.ts';

interface Lease extends mongo.Document {
  _id: string;
}

const leases = defineCollection<Lease>({
  name: 'leases',
  tenant: 'none',
  indexes: [
    { key: { dueAt: 1 }, name: 'due' },
    { key: { slot: 1 }, name: 'slot', unique: true, sparse: true },
  ],
});

const WRITERS = Array.from({ length: 50 }, (_, writer) => writer);

describe(`races between writers, ${TEST_ENGINE}`, () => {
  let test_: TestStore;
  let rows: mongo.Collection<Lease>;
  beforeAll(async () => {
    test_ = await testStore([leases]);
    rows = test_.store.collection(leases);
  });
  afterAll(() => test_.close());

  test('compare-and-set: of 50 writers who read version 1, one wins', async () => {
    await rows.insertOne({ _id: 'cas', version: 1 });
    const results = await Promise.all(
      WRITERS.map((writer) =>
        rows.updateOne({ _id: 'cas', version: 1 }, { $set: { writer }, $inc: { version: 1 } }),
      ),
    );
    const winners = WRITERS.filter((writer) => results[writer]?.modifiedCount === 1);
    expect(winners).toHaveLength(1);
    expect(results.filter((result) => result.matchedCount === 0)).toHaveLength(49);
    expect(await rows.findOne({ _id: 'cas' })).toEqual({ _id: 'cas', version: 2, writer: winners[0] });
  });

  test('claims by findOneAndUpdate with a sort: 50 claims of 20 rows, each row once, oldest first', async () => {
    const due = Array.from({ length: 20 }, (_, n) => ({
      _id: `due-${n}`,
      dueAt: new Date(1_000 + n),
      queue: 1,
    }));
    await rows.insertMany(due.reverse());
    const claimed = await Promise.all(
      WRITERS.map((owner) =>
        rows.findOneAndUpdate(
          { queue: 1, dueAt: { $lte: new Date(5_000) }, owner: { $exists: false } },
          { $set: { owner }, $inc: { fence: 1 } },
          { sort: { dueAt: 1 }, returnDocument: 'after' },
        ),
      ),
    );
    const got = claimed.filter((row) => row !== null);
    expect(new Set(got.map((row) => row._id)).size).toBe(20);
    expect(got).toHaveLength(20);
    expect(got.every((row) => row['fence'] === 1)).toBe(true);
  });

  test('the sort of findOneAndUpdate decides which one', async () => {
    await rows.insertMany([
      { _id: 'f1', group: 'f', at: 2 },
      { _id: 'f2', group: 'f', at: 1 },
      { _id: 'f3', group: 'f', at: 3 },
    ]);
    const taken: (string | undefined)[] = [];
    for (const at of [1, -1, 1] as const) {
      const row = await rows.findOneAndUpdate(
        { group: 'f', taken: null },
        { $set: { taken: true } },
        { sort: { at } },
      );
      expect(row?.['taken']).toBeUndefined();
      taken.push(row?._id);
    }
    expect(taken).toEqual(['f2', 'f3', 'f1']);
    expect(await rows.findOneAndUpdate({ group: 'f', taken: null }, { $set: { taken: true } })).toBeNull();
  });

  test('50 upserts on one _id leave one document, and $setOnInsert wrote once', async () => {
    const results = await Promise.allSettled(
      WRITERS.map((writer) =>
        rows.updateOne(
          { _id: 'upsert' },
          { $setOnInsert: { first: writer }, $inc: { count: 1 } },
          { upsert: true },
        ),
      ),
    );
    const done = results.filter((result) => result.status === 'fulfilled').map((result) => result.value);
    // A server may let a losing upsert through as a duplicate key; then nothing was counted for it.
    const lost = results.filter((result) => result.status === 'rejected');
    expect(lost.every((result) => isDuplicateKey(result.reason))).toBe(true);
    expect(done.filter((result) => result.upsertedCount === 1)).toHaveLength(1);
    const row = await rows.findOne({ _id: 'upsert' });
    expect(row).toMatchObject({ count: done.length });
    const first = results.findIndex(
      (result) => result.status === 'fulfilled' && result.value.upsertedCount === 1,
    );
    expect(row?.['first']).toBe(first);
  });

  test('50 upserts on a unique field that is not _id leave one document', async () => {
    const results = await Promise.allSettled(
      WRITERS.map((writer) =>
        rows.findOneAndUpdate(
          { slot: 'only' },
          { $setOnInsert: { _id: `slot-${writer}` }, $inc: { count: 1 } },
          { upsert: true, returnDocument: 'after' },
        ),
      ),
    );
    const lost = results.filter((result) => result.status === 'rejected');
    expect(lost.every((result) => isDuplicateKey(result.reason))).toBe(true);
    const found = await rows.find({ slot: 'only' }).toArray();
    expect(found).toHaveLength(1);
    expect(found[0]?.['count']).toBe(results.length - lost.length);
  });

  test('an upsert guarded by a version: the stale one is a duplicate key and changes nothing', async () => {
    const write = (version: number): Promise<mongo.UpdateResult> =>
      rows.updateOne({ _id: 'guard', version: { $lt: version } }, { $set: { version } }, { upsert: true });
    expect((await write(2)).upsertedCount).toBe(1);
    const stale: unknown = await write(1).catch((error: unknown) => error);
    expect(isDuplicateKey(stale)).toBe(true);
    expect((await write(3)).modifiedCount).toBe(1);
    expect(await rows.findOne({ _id: 'guard' })).toEqual({ _id: 'guard', version: 3 });
  });

  test('50 increments are 50', async () => {
    await rows.insertOne({ _id: 'counter' });
    await Promise.all(WRITERS.map(() => rows.updateOne({ _id: 'counter' }, { $inc: { 'a.n': 2 } })));
    expect(await rows.findOne({ _id: 'counter' })).toEqual({ _id: 'counter', a: { n: 100 } });
  });

  test('findOneAndDelete gives each row to one caller', async () => {
    await rows.insertMany([
      { _id: 'x1', kind: 'x' },
      { _id: 'x2', kind: 'x' },
    ]);
    const taken = await Promise.all(WRITERS.map(() => rows.findOneAndDelete({ kind: 'x' })));
    expect(taken.flatMap((row) => (row ? [row._id] : [])).sort()).toEqual(['x1', 'x2']);
  });
});
