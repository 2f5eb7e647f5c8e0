import type { MarkedValue, ValueMarks } from '../proposals/carryOut.ts';
import { defineCollection, type Store } from '../store/store.ts';
import { fingerprint } from './fingerprint.ts';
import type { Ref } from './ref.ts';
import type { RecordMarks } from './snapshot.types.ts';

interface MarkDocument extends Partial<RecordMarks> {
  /** `portalId:deals:900`. */
  _id: string;
  portalId: string;
}

export const marks = defineCollection<MarkDocument>({ name: 'marks', tenant: 'portalId', indexes: [] });

export function createMarks({ store }: { store: Store }) {
  const documents = store.collection(marks);
  return {
    async read(portalId: string, refs: readonly Ref[]): Promise<Map<Ref, RecordMarks>> {
      if (refs.length === 0) return new Map();
      const found = await documents.find({ _id: { $in: refs.map((one) => `${portalId}:${one}`) } }).toArray();
      return new Map(
        found.map(({ _id, written = {}, by = {}, sending = {} }) => [
          _id.slice(portalId.length + 1) as Ref,
          { written, by, sending },
        ]),
      );
    },

    intend: (portalId, values) =>
      change(portalId, values, ({ property, value, before }) => ({
        $set: { [`sending.${property}`]: { value: fingerprint(value), before: fingerprint(before) } },
      })),

    settle: (portalId, values) =>
      change(portalId, values, ({ property, value, by }) =>
        value === ''
          ? { $unset: { [`written.${property}`]: '', [`by.${property}`]: '', [`sending.${property}`]: '' } }
          : {
              $set: { [`written.${property}`]: fingerprint(value), [`by.${property}`]: by },
              $unset: { [`sending.${property}`]: '' },
            },
      ),

    abandon: (portalId, values) =>
      change(portalId, values, ({ property }) => ({ $unset: { [`sending.${property}`]: '' } })),
  } satisfies ValueMarks & Record<string, unknown>;

  async function change(
    portalId: string,
    values: readonly MarkedValue[],
    update: (value: MarkedValue) => object,
  ): Promise<void> {
    if (values.length === 0) return;
    await documents.bulkWrite(
      values.map((value) => ({
        updateOne: {
          filter: { _id: `${portalId}:${value.record.type}:${value.record.id}` },
          update: { ...update(value), $setOnInsert: { portalId } },
          upsert: true,
        },
      })),
      // In order: two properties of one record must not both insert it.
      { ordered: true },
    );
  }
}

export type Marks = ReturnType<typeof createMarks>;
