import { defineCollection, type Store } from '../store/store.ts';
import type { Ref } from './plan.types.ts';

/** Fingerprints of what we last wrote into properties that people edit too: theirs is never replaced. */
interface MarkDocument {
  /** `portalId:deals:900`. */
  _id: string;
  portalId: string;
  written: Record<string, string>;
}

export const marks = defineCollection<MarkDocument>({ name: 'marks', tenant: 'portalId', indexes: [] });

export function createMarks({ store }: { store: Store }) {
  const documents = store.collection(marks);
  return {
    async read(portalId: string, refs: readonly Ref[]): Promise<Map<Ref, Record<string, string>>> {
      if (refs.length === 0) return new Map();
      const found = await documents.find({ _id: { $in: refs.map((one) => `${portalId}:${one}`) } }).toArray();
      return new Map(found.map(({ _id, written }) => [_id.slice(portalId.length + 1) as Ref, written]));
    },

    async write(
      portalId: string,
      entries: readonly { ref: Ref; written: Record<string, string> }[],
    ): Promise<void> {
      if (entries.length === 0) return;
      await documents.bulkWrite(
        entries.map(({ ref, written }) => ({
          updateOne: {
            filter: { _id: `${portalId}:${ref}` },
            update: {
              $set: Object.fromEntries(
                Object.entries(written).map(([name, value]) => [`written.${name}`, value]),
              ),
              $setOnInsert: { portalId },
            },
            upsert: true,
          },
        })),
        { ordered: false },
      );
    },
  };
}

export type Marks = ReturnType<typeof createMarks>;
