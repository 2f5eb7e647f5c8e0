import { Long } from 'bson';

import { assertKnown, boolOf, countOf, docOf, refuse, textOf } from '../arguments.ts';
import type { MemoryCollection } from '../collection.ts';
import { keyOf } from '../compare.ts';
import { WireError } from '../errors.ts';
import { matchableAt } from '../paths.ts';
import { compileProjection } from '../projection.ts';
import { compileFilter } from '../query.ts';
import { compareBySort, compileSort } from '../sort.ts';
import type { Doc } from '../values.ts';
import type { Command, Commands } from './command.ts';

interface Selection {
  readonly filter: Doc;
  readonly sort?: unknown;
  readonly skip: number;
  /** 0: no limit. */
  readonly limit: number;
}

/** The documents of a selection. The filter is compiled even where nothing is stored: a bad one always fails. */
export function select(collection: MemoryCollection | undefined, selection: Selection): Doc[] {
  const keys = compileSort(selection.sort);
  compileFilter(selection.filter);
  const { skip, limit } = selection;
  const end = limit === 0 ? Infinity : skip + limit;
  const found: Doc[] = [];
  for (const row of collection?.matching(selection.filter) ?? []) {
    found.push(row.doc);
    if (keys.length === 0 && found.length >= end) break;
  }
  if (keys.length > 0) found.sort(compareBySort(keys));
  return found.slice(skip, end);
}

/** A hint must name an index, as in mongod; which rows are read is decided here all the same. */
export function assertHint(command: Doc, collection: MemoryCollection | undefined): void {
  const hint = command['hint'];
  if (hint === undefined || hint === '$natural' || collection === undefined) return;
  const wanted = keyOf(hint);
  const known = collection.indexes().some((spec) => spec.name === hint || keyOf({ ...spec.key }) === wanted);
  if (!known) throw new WireError('BadValue', 'hint provided does not correspond to an existing index');
}

const FIND_FIELDS =
  'filter sort projection skip limit batchSize singleBatch noCursorTimeout allowDiskUse hint';
const FIND_REFUSED =
  'collation tailable awaitData returnKey showRecordId min max let oplogReplay allowPartialResults';

const find: Command = (command, database, { databases, cursors }) => {
  assertKnown(command, 'find', `${FIND_FIELDS} ${FIND_REFUSED}`.split(' '));
  refuse(command, FIND_REFUSED.split(' '));
  const name = textOf(command, 'find');
  const collection = databases.find(database, name);
  assertHint(command, collection);
  const project = compileProjection(command['projection']);
  const docs = select(collection, {
    filter: docOf(command, 'filter'),
    sort: command['sort'],
    skip: countOf(command, 'skip') ?? 0,
    limit: countOf(command, 'limit') ?? 0,
  });
  const cursor = cursors.open(`${database}.${name}`, docs.map(project), {
    batchSize: countOf(command, 'batchSize'),
    single: boolOf(command, 'singleBatch'),
  });
  return { cursor };
};

function cursorId(value: unknown): Long {
  if (Long.isLong(value)) return value;
  if (typeof value === 'number') return Long.fromNumber(value);
  throw new WireError('TypeMismatch', 'a cursor id must be a long');
}

const getMore: Command = (command, database, { cursors }) => {
  assertKnown(command, 'getMore', ['collection', 'batchSize']);
  const namespace = `${database}.${textOf(command, 'collection')}`;
  const batchSize = countOf(command, 'batchSize');
  // Zero means no wish, as in mongod.
  const wish = batchSize === 0 ? undefined : batchSize;
  return { cursor: cursors.next(cursorId(command.getMore), namespace, wish) };
};

const killCursors: Command = (command, _database, { cursors }) => {
  assertKnown(command, 'killCursors', ['cursors']);
  const ids = Array.isArray(command['cursors']) ? command['cursors'].map(cursorId) : [];
  const killed = ids.filter((id) => cursors.kill(id));
  const cursorsNotFound = ids.filter((id) => !killed.includes(id));
  return { cursorsKilled: killed, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [] };
};

const count: Command = (command, database, { databases }) => {
  assertKnown(command, 'count', ['query', 'limit', 'skip', 'hint', 'collation', 'fields']);
  refuse(command, ['collation']);
  const collection = databases.find(database, textOf(command, 'count'));
  assertHint(command, collection);
  const filter = docOf(command, 'query');
  const [skip, limit] = [countOf(command, 'skip') ?? 0, countOf(command, 'limit') ?? 0];
  return { n: select(collection, { filter, skip, limit }).length };
};

const distinct: Command = (command, database, { databases }) => {
  assertKnown(command, 'distinct', ['key', 'query', 'collation', 'hint']);
  refuse(command, ['collation']);
  const collection = databases.find(database, textOf(command, 'distinct'));
  assertHint(command, collection);
  const parts = textOf(command, 'key').split('.');
  const values = new Map<string, unknown>();
  for (const doc of select(collection, { filter: docOf(command, 'query'), skip: 0, limit: 0 })) {
    for (const value of matchableAt(doc, parts)) {
      if (value !== undefined && !Array.isArray(value)) values.set(keyOf(value), value);
    }
  }
  return { values: [...values.values()] };
};

export const readCommands: Commands = { find, getMore, killCursors, count, distinct };
