import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

import mongoose from 'mongoose';
import type { mongo } from 'mongoose';

import { systemClock } from '../../../server/clock.ts';
import { connectStore, isDuplicateKey, isUnavailable } from '../../../server/store/connect.ts';
import { startEngine } from '../../../server/store/engine.ts';
import { fetchMongod } from '../../../server/store/temporary-mongod.ts';
import { defineCollection } from '../../../server/store/store.ts';

interface Row extends mongo.Document {
  _id: string | number;
}

const collection = defineCollection<Row>({ name: 'rows', tenant: 'none', indexes: [{ key: { a: 1 } }] });

describe('the choice of an engine', () => {
  test('a given URI is taken as it is, and its password is in no sentence', async () => {
    const uri = 'mongodb://someone:secret@127.0.0.1:1/db';
    const engine = await startEngine({ uri, prefer: 'embedded', clock: systemClock });
    expect(engine).toMatchObject({ uri, kind: 'external', notForProduction: false });
    expect(engine.describe()).not.toContain('secret');
    await engine.stop();
  });

  test('a MONGOMS_SYSTEM_BINARY that is no program stops the start, instead of another engine', async () => {
    const started = startEngine({ systemBinary: '/nowhere/mongod', clock: systemClock });
    await expect(started).rejects.toMatchObject({ code: 'store_binary', kind: 'final' });
  });

  test('a download server that never answers costs its deadline and no more', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    // A version nobody has, so that no mongod kept from an earlier download is found.
    const env = { MONGOMS_VERSION: '7.0.999', MONGOMS_DOWNLOAD_MIRROR: `http://127.0.0.1:${port}` };
    Object.assign(process.env, env);
    try {
      const started = performance.now();
      expect(await fetchMongod({ probeMs: 100 })).toBeUndefined();
      expect(performance.now() - started).toBeLessThan(3_000);
      expect(sockets).toHaveLength(1);
    } finally {
      for (const name of Object.keys(env)) Reflect.deleteProperty(process.env, name);
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => silent.close(resolve));
    }
  });

  test('two embedded engines share nothing, listen on loopback, and say what they are', async () => {
    const engines = await Promise.all(
      [1, 2].map(() => startEngine({ prefer: 'embedded', clock: systemClock })),
    );
    const stores = await Promise.all(engines.map(({ uri }) => connectStore({ uri })));
    await stores[0]?.collection(collection).insertOne({ _id: 1 });
    expect(await stores[1]?.collection(collection).countDocuments()).toBe(0);
    for (const engine of engines) {
      expect(engine).toMatchObject({ kind: 'embedded', notForProduction: true });
      expect(new URL(engine.uri).hostname).toBe('127.0.0.1');
      expect(engine.describe()).toContain('not for production');
    }
    await Promise.all(stores.map((store) => store.close()));
    await Promise.all(engines.map((engine) => engine.stop()));
  });

  test('every engine says what time it is by its own clock', async () => {
    const at = new Date('2031-05-06T07:08:09.123Z');
    const engine = await startEngine({ prefer: 'embedded', clock: { ...systemClock, now: () => at } });
    const store = await connectStore({ uri: engine.uri });
    expect(await store.time()).toEqual(at);
    await store.close();
    await engine.stop();
  });

  test('a store whose engine is gone is unavailable, which is no duplicate key', async () => {
    const engine = await startEngine({ prefer: 'embedded', clock: systemClock });
    const store = await connectStore({ uri: engine.uri, selectionTimeoutMs: 50 });
    await store.ping();
    await engine.stop();
    const error: unknown = await store.ping().catch((reason: unknown) => reason);
    expect([isUnavailable(error), isDuplicateKey(error)]).toEqual([true, false]);
    await store.close();
    const again: unknown = await connectStore({ uri: engine.uri, selectionTimeoutMs: 50 }).catch(
      (reason: unknown) => reason,
    );
    expect(isUnavailable(again)).toBe(true);
  });
});

describe('what the embedded engine refuses', () => {
  let rows: mongo.Collection<Row>;
  let db: mongo.Db;
  let close: () => Promise<void>;
  let port: number;

  beforeAll(async () => {
    const engine = await startEngine({ prefer: 'embedded', clock: systemClock });
    const connection = await mongoose.createConnection(engine.uri, { autoIndex: false }).asPromise();
    if (!connection.db) throw new Error('not connected');
    db = connection.db;
    rows = db.collection<Row>('rows');
    port = Number(new URL(engine.uri).port);
    await rows.insertOne({ _id: 1, a: [1, 2], b: Buffer.from('x') });
    close = async () => {
      await connection.destroy();
      await engine.stop();
    };
  });
  afterAll(() => close());

  const codeOf = async (work: Promise<unknown>): Promise<unknown> => {
    const error: unknown = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return error instanceof mongoose.mongo.MongoServerError ? error.code : error;
  };

  test('queries and updates that only mongod can run', async () => {
    expect(await codeOf(rows.findOne({ $expr: { $eq: ['$a', 1] } }))).toBe(238);
    expect(await codeOf(rows.findOne({ $where: 'true' }))).toBe(238);
    expect(await codeOf(rows.findOne({ a: { $type: 'int' } }))).toBe(238);
    expect(await codeOf(rows.findOne({ a: /x/ }, { collation: { locale: 'de' } }))).toBe(238);
    expect(await codeOf(rows.updateOne({ _id: 1 }, [{ $set: { a: 1 } }]))).toBe(238);
    expect(await codeOf(rows.updateOne({ a: 1 }, { $set: { 'a.$': 5 } }))).toBe(238);
    expect(await codeOf(rows.updateOne({ _id: 1 }, { $set: { 'a.$[]': 5 } }))).toBe(238);
    const arrayFilters = [{ x: 1 }];
    expect(await codeOf(rows.updateOne({ _id: 1 }, { $set: { a: 5 } }, { arrayFilters }))).toBe(238);
    expect(await codeOf(rows.insertOne({ _id: 2, d: mongoose.mongo.Decimal128.fromString('1') }))).toBe(238);
    expect(await rows.findOne({}, { projection: { b: 0 } })).toEqual({ _id: 1, a: [1, 2] });
  });

  test('stages, operators and types that mingo does not compute as mongod does', async () => {
    const lookup = { $lookup: { from: 'rows', localField: 'a', foreignField: 'a', as: 'x' } };
    expect(await codeOf(rows.aggregate([lookup]).toArray())).toBe(238);
    expect(await codeOf(rows.aggregate([{ $group: { _id: '$b' } }]).toArray())).toBe(238);
    const script = { $function: { body: 'function(){}', args: [], lang: 'js' } };
    expect(await codeOf(rows.aggregate([{ $addFields: { x: script } }]).toArray())).toBe(238);
    expect(await codeOf(rows.watch().next())).toBe(238);
  });

  test('commands, fields and index kinds it does not have', async () => {
    expect(await codeOf(db.command({ mapReduce: 'rows' }))).toBe(115);
    expect(await codeOf(db.command({ fancy: 1 }))).toBe(59);
    expect(await codeOf(db.command({ find: 'rows', fancy: 1 }))).toBe(40_415);
    expect(await codeOf(rows.createIndexes([{ key: { a: 'text' }, name: 'x' }]))).toBe(238);
    expect(await codeOf(rows.createIndexes([{ key: { a: 1 }, hidden: true }]))).toBe(238);
    const insert = { insert: 'rows', documents: [{ _id: 9 }], txnNumber: 1, autocommit: false };
    expect(await codeOf(db.command(insert))).toBe(20);
  });

  test('bytes that are not the protocol close their own connection and no other', async () => {
    const closed = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
      socket.on('close', () => resolve(true));
      socket.on('error', () => resolve(true));
    });
    expect(closed).toBe(true);
    expect(await rows.countDocuments()).toBe(1);
  });
});
