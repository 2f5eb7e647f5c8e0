import mongoose from 'mongoose';
import type { mongo } from 'mongoose';

import { makeIndexes } from './makeIndexes.ts';
import type { CollectionSpec, Store } from './store.ts';

/** A write that cannot reach a majority in this time is unknown, not failed (reliability.md §4). */
const WRITE_TIMEOUT_MS = 5_000;
/** How long an operation waits for a usable server before it fails. */
const SELECTION_TIMEOUT_MS = 5_000;

/** A burst opens connections; without an end to their idleness the driver keeps each of them for ever (`--soak`). */
const IDLE_MS = 300_000;

const DUPLICATE_KEY = 11_000;

/** Server errors after which the driver itself tries once more ("Retryable Writes", MongoDB driver specifications). */
const TRY_AGAIN_CODES = new Set<unknown>([
  6, 7, 89, 91, 134, 189, 262, 9001, 10_107, 11_600, 11_602, 13_435, 13_436,
]);

export interface ConnectOptions {
  /** `mongodb://` or `mongodb+srv://`; the database is the one in its path. */
  readonly uri: string;
  /** Overrides the database of the URI. */
  readonly database?: string;
  /** Milliseconds an operation waits for a usable server before it fails; 5,000 unless given. */
  readonly selectionTimeoutMs?: number;
}

/**
 * Opens the one connection pool of a process. Resolves when the database has answered once.
 * Driver errors come out as they are; `isDuplicateKey` and `isUnavailable` tell the two that matter.
 * @throws MongoServerSelectionError after about 5 s when no server answers.
 */
export async function connectStore({
  uri,
  database,
  selectionTimeoutMs = SELECTION_TIMEOUT_MS,
}: ConnectOptions): Promise<Store> {
  const connection = mongoose.createConnection(uri, {
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    serverSelectionTimeoutMS: selectionTimeoutMs,
    maxIdleTimeMS: IDLE_MS,
    writeConcern: { w: 'majority', journal: true, wtimeoutMS: WRITE_TIMEOUT_MS },
    ...(database === undefined ? {} : { dbName: database }),
  });
  try {
    await connection.asPromise();
  } catch (error) {
    await connection.destroy();
    throw error;
  }
  const db = (): mongo.Db => {
    if (!connection.db) throw new Error('The store is closed.');
    return connection.db;
  };
  return {
    collection: <T extends mongo.Document>(spec: CollectionSpec<T>) => db().collection<T>(spec.name),
    async ensureIndexes(specs) {
      const keeping: string[] = [];
      for (const { name, indexes } of specs.filter((spec) => spec.indexes.length > 0))
        if (!(await makeIndexes(db().collection(name), indexes))) keeping.push(name);
      return keeping;
    },
    async ping() {
      await db().command({ ping: 1 });
    },
    async time() {
      const { localTime } = await db().command({ hello: 1 });
      if (!(localTime instanceof Date)) throw new Error('The database does not say what time it is.');
      return localTime;
    },
    async close() {
      await connection.destroy();
    },
  };
}

/** A unique index refused the write: somebody else holds that key. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoServerError && error.code === DUPLICATE_KEY;
}

/**
 * Waits for an unordered bulk write whose filters decide by version: a row that met its own key is stale or
 * stored already, which is no fault. Everything else is thrown as it came.
 * @returns whether there was none.
 */
export async function exceptDuplicates(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoBulkWriteError) || error.result.getWriteConcernError())
      throw error;
    const errors = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
    if (errors.length === 0 || errors.some(({ code }) => code !== DUPLICATE_KEY)) throw error;
    return false;
  }
}

/**
 * No server took the operation, or nobody knows whether one did: network, no primary, shutdown, and a write
 * that did not reach its majority in time, which is unknown rather than failed (reliability.md §4).
 */
export function isUnavailable(error: unknown): boolean {
  const { MongoNetworkError, MongoServerSelectionError, MongoNotConnectedError, MongoServerError } =
    mongoose.mongo;
  return (
    error instanceof MongoNetworkError ||
    error instanceof MongoServerSelectionError ||
    // mongoose has its own for the first connection.
    error instanceof mongoose.Error.MongooseServerSelectionError ||
    error instanceof MongoNotConnectedError ||
    error instanceof mongoose.mongo.MongoWriteConcernError ||
    (error instanceof MongoServerError && TRY_AGAIN_CODES.has(error.code))
  );
}
