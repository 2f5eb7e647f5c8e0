import { assertKnown, countOf, docOf, listOf, refuse, textOf } from '../arguments.ts';
import { compilePipeline } from '../pipeline.ts';
import type { Command, Commands } from './command.ts';
import { assertHint } from './read.ts';

const REFUSED = ['collation', 'let', 'explain'];

const aggregate: Command = (command, database, { databases, cursors, computed }) => {
  assertKnown(command, 'aggregate', ['pipeline', 'cursor', 'allowDiskUse', 'hint', ...REFUSED]);
  refuse(command, REFUSED);
  const name = textOf(command, 'aggregate');
  const collection = databases.find(database, name);
  assertHint(command, collection);
  const docs = compilePipeline(listOf(command, 'pipeline'), computed)(collection);
  const batchSize = countOf(docOf(command, 'cursor'), 'batchSize');
  return { cursor: cursors.open(`${database}.${name}`, docs, { batchSize, single: false }) };
};

export const aggregateCommands: Commands = { aggregate };
