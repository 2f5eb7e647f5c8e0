import { createMemoryCollection } from './collection.ts';
import type { MemoryCollection } from './collection.ts';
import { WireError } from './errors.ts';

/** All databases of one engine; they live as long as the process. */
export interface Databases {
  /** undefined when nothing was ever written to it; reads of it are empty, as in mongod. */
  find(database: string, name: string): MemoryCollection | undefined;
  obtain(database: string, name: string): MemoryCollection;
  collections(database: string): readonly string[];
  names(): readonly string[];
  dropCollection(database: string, name: string): boolean;
  dropDatabase(database: string): void;
  all(): Iterable<MemoryCollection>;
}

function assertNamespace(database: string, name: string): void {
  const bad =
    name === '' ||
    name.includes('$') ||
    name.includes('\0') ||
    name.startsWith('system.') ||
    name.startsWith('.');
  if (bad || database === '' || /[/\\. "$\0]/.test(database)) {
    throw new WireError('InvalidNamespace', `Invalid namespace specified '${database}.${name}'`);
  }
}

export function createDatabases(): Databases {
  const databases = new Map<string, Map<string, MemoryCollection>>();
  return {
    find: (database, name) => {
      assertNamespace(database, name);
      return databases.get(database)?.get(name);
    },
    obtain(database, name) {
      assertNamespace(database, name);
      const collections = databases.get(database) ?? new Map<string, MemoryCollection>();
      const collection = collections.get(name) ?? createMemoryCollection(`${database}.${name}`);
      databases.set(database, collections.set(name, collection));
      return collection;
    },
    collections: (database) => [...(databases.get(database)?.keys() ?? [])],
    names: () => [...databases.keys()],
    dropCollection: (database, name) => databases.get(database)?.delete(name) ?? false,
    dropDatabase: (database) => {
      databases.delete(database);
    },
    *all() {
      for (const collections of databases.values()) yield* collections.values();
    },
  };
}
