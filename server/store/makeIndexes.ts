import mongoose from 'mongoose';
import type { mongo } from 'mongoose';

/** What a server answers that speaks MongoDB's protocol and does not know this part of it. */
const NOT_IMPLEMENTED = 238;

/**
 * Makes the indexes of one collection. Where the server expires no rows, the same indexes without expiry:
 * housekeeping may be missing, an invariant may not.
 * @returns whether old rows are removed as the indexes ask.
 */
export async function makeIndexes(
  collection: Pick<mongo.Collection, 'createIndexes'>,
  indexes: readonly mongo.IndexDescription[],
): Promise<boolean> {
  try {
    await collection.createIndexes([...indexes]);
    return true;
  } catch (error) {
    const expires = indexes.some(({ expireAfterSeconds }) => expireAfterSeconds !== undefined);
    if (!isNotImplemented(error) || !expires) throw error;
    await collection.createIndexes(indexes.map(({ expireAfterSeconds: _, ...index }) => index));
    return false;
  }
}

function isNotImplemented(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoServerError && error.code === NOT_IMPLEMENTED;
}
