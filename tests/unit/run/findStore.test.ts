import { findStore } from '../../run/findStore.ts';

describe('what the store of `npm test` runs on', () => {
  it('is the MongoDB that was given, and nothing is started', async () => {
    const found = await findStore({ TEST_MONGODB_URI: 'mongodb://127.0.0.1:9' });
    expect(found).toMatchObject({ uri: 'mongodb://127.0.0.1:9', name: 'the MongoDB of TEST_MONGODB_URI' });
  });

  it('is never another engine than the mongod that was named', async () => {
    await expect(findStore({ MONGOMS_SYSTEM_BINARY: '/nowhere/mongod' })).rejects.toMatchObject({
      code: 'store_binary',
      action: 'Correct MONGOMS_SYSTEM_BINARY or remove it.',
    });
  });
});
