import { deserialize, serialize } from 'bson';
import mongoose from 'mongoose';
import type { mongo } from 'mongoose';
import { aggregateCommands } from '../../../server/store/embedded/commands/aggregate.ts';
import type { CommandContext } from '../../../server/store/embedded/commands/command.ts';
import { readCommands } from '../../../server/store/embedded/commands/read.ts';
import { schemaCommands } from '../../../server/store/embedded/commands/schema.ts';
import { writeCommands } from '../../../server/store/embedded/commands/write.ts';
import { createComputedStages } from '../../../server/store/embedded/computed-stages.ts';
import { createCursors } from '../../../server/store/embedded/cursors.ts';
import { createDatabases } from '../../../server/store/embedded/databases.ts';
import { WireError } from '../../../server/store/embedded/errors.ts';
import type { Doc } from '../../../server/store/embedded/values.ts';
import type { CollectionSpec, Store } from '../../../server/store/store.ts';
import type { Clock } from '../../../server/clock.ts';
import { directCollection, type RunCommand, type StoreGate } from './directCollection.ts';

/**
 * The embedded engine without its socket: the same commands over the same BSON, called in place. A run on
 * virtual time must not wait for real bytes, and a thousand cells must not pay for them.
 * tests/integration/chaos/directStore.test.ts holds it to what the driver answers.
 */
export interface DirectEngine {
  /** A connection of one process; `gate` is passed before and after every command. */
  connect(gate: StoreGate): Store;
  /** Every document of a collection, as stored. */
  dump(name: string): Doc[];
  context: CommandContext;
  database: string;
}

const DATABASE = 'chaos';
const COMMANDS = { ...readCommands, ...writeCommands, ...schemaCommands, ...aggregateCommands };
const AS_STORED = {
  promoteBuffers: false,
  bsonRegExp: true,
  promoteValues: true,
  promoteLongs: true,
} as const;

export function createDirectEngine(
  clock: Clock,
  specs: readonly CollectionSpec<mongo.Document>[],
): DirectEngine {
  const context: CommandContext = {
    databases: createDatabases(),
    cursors: createCursors(() => clock.monotonicMs()),
    computed: createComputedStages(),
    clock,
    connectionId: 1,
  };

  const run: RunCommand = (command) => {
    const name = Object.keys(command)[0] ?? '';
    const execute = COMMANDS[name];
    if (!execute) throw new Error(`the direct store knows no command ${name}`);
    try {
      return deserialize(serialize(execute(deserialize(serialize(command), AS_STORED), DATABASE, context)));
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      const { message, code, codeName, details } = error;
      throw new mongoose.mongo.MongoServerError({ message, errmsg: message, code, codeName, ...details });
    }
  };
  for (const { name, indexes } of specs) {
    if (indexes.length > 0) run({ createIndexes: name, indexes: [...indexes] });
  }

  return {
    context,
    database: DATABASE,
    dump: (name) => [...(context.databases.find(DATABASE, name)?.matching({}) ?? [])].map(({ doc }) => doc),
    connect: (gate) => ({
      collection: <T extends mongo.Document>(spec: CollectionSpec<T>) =>
        directCollection(spec.name, run, gate) as unknown as mongo.Collection<T>,
      ensureIndexes: () => Promise.resolve([]),
      ping: () => gate('ping', () => undefined),
      time: () => Promise.resolve(clock.now()),
      close: () => Promise.resolve(),
    }),
  };
}
