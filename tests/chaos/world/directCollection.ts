import mongoose from 'mongoose';
import type { Doc } from '../../../server/store/embedded/values.ts';

/** May let a command wait for ever (its process died) or fail (the store is gone). */
export type StoreGate = <T>(label: string, command: () => T) => Promise<T>;

export type RunCommand = (command: Doc) => Doc;

type Filter = Doc;
interface Options extends Doc {
  upsert?: boolean;
  ordered?: boolean;
}
interface WriteError {
  index: number;
  code: number;
  errmsg: string;
}

/** The methods of a driver's collection that the product uses; any other one is a defect of this file. */
export function directCollection(name: string, run: RunCommand, gate: StoreGate): object {
  const send = (label: string, command: Doc): Promise<Doc> => gate(`${name}.${label}`, () => run(command));
  const clean = (options: Doc): Doc =>
    Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

  const methods = {
    find: (filter: Filter = {}, options: Options = {}) => {
      const command = clean({ find: name, filter, singleBatch: true, batchSize: 1_000_000, ...options });
      return cursor(command, async () => batchOf(await send('find', command)));
    },
    aggregate: (pipeline: Doc[]) => {
      const command = { aggregate: name, pipeline, cursor: { batchSize: 1_000_000 } };
      return cursor(command, async () => batchOf(await send('aggregate', command)));
    },
    findOne: async (filter: Filter = {}, options: Options = {}) =>
      batchOf(
        await send('findOne', clean({ find: name, filter, limit: 1, singleBatch: true, ...options })),
      )[0] ?? null,
    countDocuments: async (filter: Filter = {}, options: Options = {}) =>
      (await send('countDocuments', clean({ count: name, query: filter, ...options })))['n'],
    estimatedDocumentCount: async () =>
      (await send('estimatedDocumentCount', { count: name, query: {} }))['n'],
    distinct: async (key: string, filter: Filter = {}) =>
      (await send('distinct', { distinct: name, key, query: filter }))['values'],
    insertOne: async (document: Doc) => {
      const reply = await send('insertOne', { insert: name, documents: [document] });
      raise(reply);
      return { acknowledged: true, insertedId: document['_id'] };
    },
    insertMany: async (documents: Doc[], { ordered = true }: Options = {}) => {
      const reply = await send('insertMany', { insert: name, documents, ordered });
      raiseBulk(errorsOf(reply), { insertedCount: reply['n'] });
      return { acknowledged: true, insertedCount: reply['n'] };
    },
    updateOne: (filter: Filter, update: Doc, options: Options = {}) =>
      write('updateOne', { q: filter, u: update, multi: false, upsert: options.upsert ?? false }),
    updateMany: (filter: Filter, update: Doc, options: Options = {}) =>
      write('updateMany', { q: filter, u: update, multi: true, upsert: options.upsert ?? false }),
    replaceOne: (filter: Filter, replacement: Doc, options: Options = {}) =>
      write('replaceOne', { q: filter, u: replacement, multi: false, upsert: options.upsert ?? false }),
    deleteOne: (filter: Filter) => remove('deleteOne', filter, 1),
    deleteMany: (filter: Filter = {}) => remove('deleteMany', filter, 0),
    findOneAndUpdate: async (filter: Filter, update: Doc, options: Options = {}) =>
      (
        await send(
          'findOneAndUpdate',
          clean({
            findAndModify: name,
            query: filter,
            update,
            new: options['returnDocument'] === 'after',
            upsert: options.upsert ?? false,
            sort: options['sort'],
            fields: options['projection'],
          }),
        )
      )['value'],
    findOneAndDelete: async (filter: Filter, options: Options = {}) =>
      (
        await send(
          'findOneAndDelete',
          clean({ findAndModify: name, query: filter, remove: true, sort: options['sort'] }),
        )
      )['value'],
    bulkWrite: (operations: Doc[], { ordered = true }: Options = {}) => bulk(operations, ordered),
  };

  return new Proxy(methods, {
    get(target, key) {
      if (key in target) return target[key as keyof typeof target];
      throw new Error(`the direct store has no ${name}.${String(key)}`);
    },
  });

  async function write(label: string, statement: Doc) {
    const reply = await send(label, { update: name, updates: [statement] });
    raise(reply);
    const upserted = upsertedOf(reply);
    return {
      acknowledged: true,
      matchedCount: Number(reply['n']) - upserted.length,
      modifiedCount: Number(reply['nModified']),
      upsertedCount: upserted.length,
      upsertedId: upserted[0]?.['_id'] ?? null,
    };
  }

  async function remove(label: string, filter: Filter, limit: number) {
    const reply = await send(label, { delete: name, deletes: [{ q: filter, limit }] });
    return { acknowledged: true, deletedCount: Number(reply['n']) };
  }

  /** The driver sends neighbours of one kind as one command; a crash may fall between two commands. */
  async function bulk(operations: Doc[], ordered: boolean) {
    const total = { insertedCount: 0, matchedCount: 0, modifiedCount: 0, deletedCount: 0, upsertedCount: 0 };
    const failed: WriteError[] = [];
    for (let start = 0; start < operations.length;) {
      const kind = kindOf(operations[start]);
      let end = start;
      while (end < operations.length && kindOf(operations[end]) === kind) end += 1;
      const reply = await send(`bulkWrite.${kind}`, bulkCommand(kind, operations.slice(start, end), ordered));
      const upserted = upsertedOf(reply).length;
      const count = Number(reply['n']);
      if (kind === 'insert') total.insertedCount += count;
      else if (kind === 'delete') total.deletedCount += count;
      else {
        total.matchedCount += count - upserted;
        total.modifiedCount += Number(reply['nModified']);
        total.upsertedCount += upserted;
      }
      failed.push(...errorsOf(reply).map((error) => ({ ...error, index: error.index + start })));
      if (ordered && failed.length > 0) break;
      start = end;
    }
    raiseBulk(failed, total);
    return total;
  }

  function bulkCommand(kind: string, operations: readonly Doc[], ordered: boolean): Doc {
    if (kind === 'insert')
      return {
        insert: name,
        ordered,
        documents: operations.map((one) => (one['insertOne'] as Doc)['document']),
      };
    if (kind === 'delete')
      return {
        delete: name,
        ordered,
        deletes: operations.map((one) => ({
          q: ((one['deleteOne'] ?? one['deleteMany']) as Doc)['filter'],
          limit: 'deleteOne' in one ? 1 : 0,
        })),
      };
    return {
      update: name,
      ordered,
      updates: operations.map((one) => {
        const { filter, update, replacement, upsert = false } = Object.values(one)[0] as Doc;
        return { q: filter, u: update ?? replacement, multi: 'updateMany' in one, upsert };
      }),
    };
  }
}

function cursor(command: Doc, read: () => Promise<Doc[]>) {
  const self = {
    sort: (sort: Doc) => set('sort', sort),
    limit: (limit: number) => set('limit', limit),
    skip: (skip: number) => set('skip', skip),
    project: (projection: Doc) => set('projection', projection),
    batchSize: () => self,
    hint: (hint: unknown) => set('hint', hint),
    toArray: read,
    async *[Symbol.asyncIterator]() {
      yield* await read();
    },
  };
  return self;

  function set(key: string, value: unknown) {
    command[key] = value;
    return self;
  }
}

const kindOf = (operation: Doc | undefined): string => {
  const [method = ''] = Object.keys(operation ?? {});
  return method.startsWith('insert') ? 'insert' : method.startsWith('delete') ? 'delete' : 'update';
};
const batchOf = (reply: Doc): Doc[] => (reply['cursor'] as { firstBatch: Doc[] }).firstBatch;
const upsertedOf = (reply: Doc): Doc[] => (reply['upserted'] as Doc[] | undefined) ?? [];
const errorsOf = (reply: Doc): WriteError[] => (reply['writeErrors'] as WriteError[] | undefined) ?? [];

function raise(reply: Doc): void {
  const [error] = errorsOf(reply);
  if (error) throw new mongoose.mongo.MongoServerError({ ...error, message: error.errmsg });
}

function raiseBulk(writeErrors: readonly WriteError[], result: Doc): void {
  if (writeErrors.length === 0) return;
  const [first] = writeErrors;
  const error = { message: first?.errmsg ?? '', code: first?.code, writeErrors };
  const whole = { ...result, getWriteConcernError: () => undefined };
  throw new mongoose.mongo.MongoBulkWriteError(
    error as unknown as ConstructorParameters<typeof mongoose.mongo.MongoBulkWriteError>[0],
    whole as unknown as ConstructorParameters<typeof mongoose.mongo.MongoBulkWriteError>[1],
  );
}
