import mongoose from 'mongoose';
import type { mongo } from 'mongoose';
import { makeIndexes } from '../../../server/store/makeIndexes.ts';

const UNIQUE = { key: { orgId: 1 }, name: 'one', unique: true } as const;
const EXPIRING = { key: { at: 1 }, name: 'expiry', expireAfterSeconds: 60 } as const;

/** A server that refuses what `refuse` says, with MongoDB's code for it. */
function serverThat(refuse: (index: mongo.IndexDescription) => boolean, code = 238) {
  const made: mongo.IndexDescription[] = [];
  return {
    made,
    createIndexes: (asked: mongo.IndexDescription[]) => {
      if (asked.some(refuse))
        return Promise.reject(new mongoose.mongo.MongoServerError({ code, message: 'no' }));
      made.push(...asked);
      return Promise.resolve(asked.map(({ name }) => String(name)));
    },
  };
}

describe('the indexes of a collection', () => {
  it('are made as they are asked for', async () => {
    const server = serverThat(() => false);
    expect(await makeIndexes(server, [UNIQUE, EXPIRING])).toBe(true);
    expect(server.made).toEqual([UNIQUE, EXPIRING]);
  });

  it('do without expiry on a server that has none, and say so', async () => {
    const server = serverThat(({ expireAfterSeconds }) => expireAfterSeconds !== undefined);
    expect(await makeIndexes(server, [UNIQUE, EXPIRING])).toBe(false);
    expect(server.made).toEqual([UNIQUE, { key: { at: 1 }, name: 'expiry' }]);
  });

  it('never do without an invariant', async () => {
    await expect(
      makeIndexes(
        serverThat(({ unique }) => unique === true),
        [UNIQUE],
      ),
    ).rejects.toThrow('no');
    await expect(
      makeIndexes(
        serverThat(() => true),
        [UNIQUE, EXPIRING],
      ),
    ).rejects.toThrow('no');
    await expect(
      makeIndexes(
        serverThat(() => true, 85),
        [EXPIRING],
      ),
    ).rejects.toThrow('no');
  });
});
