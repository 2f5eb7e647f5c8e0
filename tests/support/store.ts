import { randomBytes } from 'node:crypto';

import mongoose from 'mongoose';
import type { mongo } from 'mongoose';

import { systemClock } from '../../server/clock.ts';
import { connectStore } from '../../server/store/connect.ts';
import { startEngine } from '../../server/store/engine.ts';
import type { Engine } from '../../server/store/engine.ts';
import type { CollectionSpec, Store } from '../../server/store/store.ts';

export interface TestStore {
  readonly store: Store;
  /** Names the database of this test alone. */
  readonly uri: string;
  readonly engine: Engine;
  /** Drops the database and stops what was started. */
  close(): Promise<void>;
}

/** Says in a test's name which engine it ran on; the same tests run on every engine. */
export const TEST_ENGINE =
  process.env['TEST_MONGODB_URI'] === undefined ? 'on the embedded engine' : 'on TEST_MONGODB_URI';

/** The same URI with another database in its path. */
function withDatabase(uri: string, database: string): string {
  const url = new URL(uri);
  url.pathname = `/${database}`;
  return url.href;
}

async function dropDatabase(uri: string): Promise<void> {
  const connection = await mongoose.createConnection(uri, { autoIndex: false }).asPromise();
  await connection.dropDatabase();
  await connection.destroy();
}

/**
 * A store of its own for one test file, with the indexes of the given collections, in a database with a
 * random name: on `TEST_MONGODB_URI` where that is set, else on the embedded engine in this process.
 */
export async function testStore(specs: readonly CollectionSpec<mongo.Document>[]): Promise<TestStore> {
  const given = process.env['TEST_MONGODB_URI'];
  const engine = await startEngine({ uri: given, prefer: 'embedded', clock: systemClock });
  const database = `test_${randomBytes(6).toString('hex')}`;
  const uri = withDatabase(engine.uri, database);
  const store = await connectStore({ uri });
  await store.ensureIndexes(specs);
  return {
    store,
    uri,
    engine,
    async close() {
      await store.close();
      // The embedded engine forgets by itself.
      if (engine.kind === 'external') await dropDatabase(uri);
      await engine.stop();
    },
  };
}
