import { systemClock } from '../../server/clock.ts';
import { systemMongod } from '../../server/config/environment.ts';
import { AppError } from '../../server/errors.ts';
import { startEngine } from '../../server/store/engine.ts';

export interface FoundStore {
  /** What `TEST_MONGODB_URI` has to say in every step; undefined: each test file has an embedded engine of its own. */
  readonly uri: string | undefined;
  readonly name: string;
  stop(): Promise<void>;
}

/**
 * What the tests' store runs on: the MongoDB they were given, else a mongod of this machine
 * (`MONGOMS_SYSTEM_BINARY`, the search path), else one that mongodb-memory-server keeps or can download, else
 * the embedded engine.
 * @throws AppError when MONGOMS_SYSTEM_BINARY names no program: a named engine is never replaced by another.
 */
export async function findStore(env: NodeJS.ProcessEnv): Promise<FoundStore> {
  const given = env['TEST_MONGODB_URI'];
  const nothing = (): Promise<void> => Promise.resolve();
  if (given !== undefined) return { uri: given, name: 'the MongoDB of TEST_MONGODB_URI', stop: nothing };
  for (const [prefer, name] of [
    ['mongod', 'a mongod of this machine'],
    ['memory-server', 'a downloaded mongod'],
  ] as const) {
    try {
      const { uri, stop } = await startEngine({
        prefer,
        systemBinary: systemMongod(env),
        clock: systemClock,
      });
      return { uri, name, stop };
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'store_engine') throw error;
    }
  }
  return { uri: undefined, name: 'the embedded engine, as no mongod was found', stop: nothing };
}
