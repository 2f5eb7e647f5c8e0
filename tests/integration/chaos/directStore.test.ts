import type { mongo } from 'mongoose';
import { systemClock } from '../../../server/clock.ts';
import { defineCollection, type Store } from '../../../server/store/store.ts';
import { createDirectEngine } from '../../chaos/world/directStore.ts';
import { testStore, type TestStore } from '../../support/store.ts';

interface Thing {
  _id: string;
  n: number;
  tag?: string | null;
  at?: Date;
}

const things = defineCollection<Thing>({
  name: 'things',
  tenant: 'none',
  indexes: [
    { key: { tag: 1 }, name: 'one_tag', unique: true, partialFilterExpression: { tag: { $type: 'string' } } },
  ],
});

type Things = mongo.Collection<Thing>;

/** What the product does with a collection, each step on what the ones before it left. */
const STEPS: Readonly<Record<string, (documents: Things) => Promise<unknown>>> = {
  insertOne: (documents) => documents.insertOne({ _id: 'a', n: 1, tag: 'x', at: new Date(0) }),
  'insertOne of a twin': (documents) => documents.insertOne({ _id: 'a', n: 2 }),
  'insertMany with twins': (documents) =>
    documents.insertMany(
      [
        { _id: 'a', n: 2 },
        { _id: 'b', n: 2 },
        { _id: 'c', n: 3, tag: 'x' },
      ],
      { ordered: false },
    ),
  findOne: (documents) => documents.findOne({ _id: 'a' }),
  'findOne of nothing': (documents) => documents.findOne({ _id: 'z' }),
  'updateOne that changes': (documents) =>
    documents.updateOne({ _id: 'b', n: { $lt: 5 } }, { $set: { n: 5 } }),
  'updateOne that misses': (documents) =>
    documents.updateOne({ _id: 'b', n: { $lt: 5 } }, { $set: { n: 6 } }),
  'updateOne that inserts': (documents) =>
    documents.updateOne({ _id: 'd' }, { $set: { n: 7 }, $setOnInsert: { tag: 'y' } }, { upsert: true }),
  'an upsert that meets its key': (documents) =>
    documents.updateOne({ _id: 'd', n: { $lt: 0 } }, { $set: { n: 8 } }, { upsert: true }),
  updateMany: (documents) => documents.updateMany({ n: { $gte: 5 } }, { $inc: { n: 1 } }),
  bulkWrite: (documents) =>
    documents.bulkWrite([
      { updateOne: { filter: { _id: 'a' }, update: { $set: { n: 9 } } } },
      { replaceOne: { filter: { _id: 'e' }, replacement: { n: 10 }, upsert: true } },
      { deleteOne: { filter: { _id: 'zzz' } } },
    ]),
  'bulkWrite with twins': (documents) =>
    documents.bulkWrite(
      [
        { updateOne: { filter: { _id: 'a', n: 0 }, update: { $set: { n: 1 } }, upsert: true } },
        { updateOne: { filter: { _id: 'f' }, update: { $set: { n: 1 } }, upsert: true } },
      ],
      { ordered: false },
    ),
  'findOneAndUpdate before': (documents) =>
    documents.findOneAndUpdate({ n: { $gt: 3 } }, { $inc: { n: 1 } }, { sort: { n: -1 } }),
  'findOneAndUpdate after': (documents) =>
    documents.findOneAndUpdate({ _id: 'a' }, { $set: { tag: null } }, { returnDocument: 'after' }),
  'findOneAndUpdate of nothing': (documents) => documents.findOneAndUpdate({ _id: 'q' }, { $set: { n: 1 } }),
  find: (documents) =>
    documents
      .find({ n: { $gte: 1 } }, { projection: { n: 1 } })
      .sort({ n: -1, _id: 1 })
      .limit(3)
      .toArray(),
  countDocuments: (documents) => documents.countDocuments({ n: { $gte: 1 } }),
  distinct: async (documents) => (await documents.distinct('n')).sort(),
  deleteOne: (documents) => documents.deleteOne({ _id: 'b' }),
  deleteMany: (documents) => documents.deleteMany({ n: { $lte: 3 } }),
  'what is left': (documents) => documents.find({}).sort({ _id: 1 }).toArray(),
};

describe('the direct store', () => {
  let driver: TestStore;
  let direct: Store;

  beforeAll(async () => {
    driver = await testStore([things]);
    direct = createDirectEngine(systemClock, [things]).connect((_, command) =>
      Promise.resolve().then(command),
    );
  });
  afterAll(() => driver.close());

  it.each(Object.keys(STEPS))('answers %s as the driver does', async (step) => {
    const run = STEPS[step];
    if (!run) throw new Error(`no step ${step}`);
    const theirs = await outcome(() => run(driver.store.collection(things)));
    const ours = await outcome(() => run(direct.collection(things)));
    expect(ours).toEqual(theirs);
  });

  it('refuses what it does not know', () => {
    expect(() => direct.collection(things).initializeOrderedBulkOp()).toThrow(
      'no things.initializeOrderedBulkOp',
    );
  });
});

/** What the product looks at: counts, documents, and the class and code of an error. */
async function outcome(run: () => Promise<unknown>): Promise<unknown> {
  try {
    return seen(await run());
  } catch (error) {
    const { name, code, writeErrors } = error as Error & {
      code?: number;
      writeErrors?: { index: number; code: number }[];
    };
    return { name, code, writeErrors: writeErrors?.map((one) => ({ index: one.index, code: one.code })) };
  }
}

const LOOKED_AT = [
  'matchedCount',
  'modifiedCount',
  'upsertedCount',
  'deletedCount',
  'insertedCount',
] as const;

function seen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const counts = LOOKED_AT.filter((name) => name in value);
  if (counts.length === 0) return value;
  return Object.fromEntries(
    counts
      .map((name) => [name, (value as Record<string, unknown>)[name]])
      .filter(([, count]) => count !== undefined && count !== 0),
  );
}
