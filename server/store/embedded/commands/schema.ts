import { assertKnown, boolOf, docOf, listOf, textOf } from '../arguments.ts';
import { notImplemented, WireError } from '../errors.ts';
import { describeIndex, parseIndexSpec } from '../index-spec.ts';
import { compileFilter } from '../query.ts';
import type { Doc } from '../values.ts';
import type { Command, Commands } from './command.ts';

/** `bg.$cmd.listIndexes…` cursors of mongod; the whole list fits the first batch here. */
function wholeCursor(namespace: string, docs: readonly Doc[], context: Parameters<Command>[2]): Doc {
  return { cursor: context.cursors.open(namespace, docs, { batchSize: docs.length, single: true }) };
}

const create: Command = (command, database, { databases }) => {
  assertKnown(command, 'create', []);
  const name = textOf(command, 'create');
  if (databases.find(database, name)) {
    throw new WireError('NamespaceExists', `Collection ${database}.${name} already exists.`);
  }
  databases.obtain(database, name);
  return {};
};

const drop: Command = (command, database, { databases }) => {
  assertKnown(command, 'drop', []);
  const name = textOf(command, 'drop');
  databases.dropCollection(database, name);
  return { ns: `${database}.${name}` };
};

const dropDatabase: Command = (command, database, { databases }) => {
  assertKnown(command, 'dropDatabase', []);
  databases.dropDatabase(database);
  return { dropped: database };
};

const listCollections: Command = (command, database, context) => {
  assertKnown(command, 'listCollections', ['filter', 'nameOnly', 'cursor', 'authorizedCollections']);
  const test = compileFilter(docOf(command, 'filter'));
  const nameOnly = boolOf(command, 'nameOnly');
  const found = context.databases
    .collections(database)
    .map((name): Doc => ({
      name,
      type: 'collection',
      ...(nameOnly ? {} : { options: {}, info: { readOnly: false } }),
    }))
    .filter(test);
  return wholeCursor(`${database}.$cmd.listCollections`, found, context);
};

const listDatabases: Command = (command, _database, { databases }) => {
  assertKnown(command, 'listDatabases', ['filter', 'nameOnly', 'authorizedDatabases']);
  const test = compileFilter(docOf(command, 'filter'));
  return {
    databases: databases
      .names()
      .map((name): Doc => ({ name, empty: false }))
      .filter(test),
  };
};

const createIndexes: Command = (command, database, { databases }) => {
  assertKnown(command, 'createIndexes', ['indexes', 'commitQuorum']);
  const specs = listOf(command, 'indexes').map(parseIndexSpec);
  const collection = databases.obtain(database, textOf(command, 'createIndexes'));
  const numIndexesBefore = collection.indexes().length;
  for (const spec of specs) collection.createIndex(spec);
  return {
    numIndexesBefore,
    numIndexesAfter: collection.indexes().length,
    createdCollectionAutomatically: false,
  };
};

const listIndexes: Command = (command, database, context) => {
  assertKnown(command, 'listIndexes', ['cursor']);
  const name = textOf(command, 'listIndexes');
  const collection = context.databases.find(database, name);
  if (!collection) throw new WireError('NamespaceNotFound', `ns does not exist: ${database}.${name}`);
  return wholeCursor(`${database}.${name}`, collection.indexes().map(describeIndex), context);
};

const dropIndexes: Command = (command, database, { databases }) => {
  assertKnown(command, 'dropIndexes', ['index']);
  const name = textOf(command, 'dropIndexes');
  const collection = databases.find(database, name);
  if (!collection) throw new WireError('NamespaceNotFound', `ns not found ${database}.${name}`);
  const index = command['index'];
  if (typeof index !== 'string') throw notImplemented('dropping indexes by anything but name or "*"');
  const nIndexesWas = collection.indexes().length;
  const names =
    index === '*'
      ? collection
          .indexes()
          .map((spec) => spec.name)
          .slice(1)
      : [index];
  for (const each of names) collection.dropIndex(each);
  return { nIndexesWas };
};

export const schemaCommands: Commands = {
  create,
  drop,
  dropDatabase,
  listCollections,
  listDatabases,
  createIndexes,
  listIndexes,
  dropIndexes,
};
