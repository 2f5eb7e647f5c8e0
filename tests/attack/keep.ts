import { deserialize, serialize } from 'bson';
import { COLLECTIONS } from '../../server/collections.ts';
import type { Doc } from '../../server/store/embedded/values.ts';
import type { DirectEngine } from '../chaos/world/directStore.ts';

/** Everything a store holds at one moment, by collection. */
export type Kept = ReadonlyMap<string, readonly Doc[]>;

const copy = (doc: Doc): Doc => deserialize(serialize(doc), { promoteBuffers: false });

export function keep(engine: DirectEngine): Kept {
  return new Map(COLLECTIONS.map(({ name }) => [name, engine.dump(name).map(copy)]));
}

/** Brings the store back to what was kept, so that one request does not decide what the next one finds. */
export function putBack(engine: DirectEngine, kept: Kept): void {
  for (const [name, docs] of kept) {
    const collection = engine.context.databases.obtain(engine.database, name);
    for (const row of [...collection.matching({})]) collection.remove(row);
    for (const doc of docs) collection.insert(copy(doc));
  }
}

/** The documents in which `word` stands anywhere, to be compared. */
export function mentioning(engine: DirectEngine, word: string): string[] {
  return COLLECTIONS.flatMap(({ name }) =>
    engine
      .dump(name)
      .map((doc) => `${name} ${JSON.stringify(doc)}`)
      .filter((text) => text.includes(word)),
  ).sort();
}
