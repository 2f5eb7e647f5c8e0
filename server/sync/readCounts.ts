import type { Conversations } from '../cards/conversations.ts';
import type { CrmRecord } from '../hubspot/objects.ts';
import { formerIdsOf } from '../matching/records.ts';
import { ref, type Ref } from './ref.ts';
import type { CountedConversation } from './snapshot.types.ts';

/** Every conversation of contacts and deals, as little of it as counting needs; of merged records each one once. */
export function createCountReader({ conversations }: { conversations: Pick<Conversations, 'counts'> }) {
  return async (
    portalId: string,
    records: readonly { type: 'contacts' | 'deals'; record: CrmRecord }[],
  ): Promise<Map<Ref, CountedConversation[]>> => {
    const rows = await Promise.all(
      (['contacts', 'deals'] as const).map(async (type) => {
        const own = records.filter((one) => one.type === type);
        const survivors = new Map(
          own.flatMap(({ record }) => [record.id, ...formerIdsOf(record)].map((id) => [id, record.id])),
        );
        const found = await conversations.counts({ portalId, objectType: type }, [...survivors.keys()]);
        return found.map(
          ({ objectId, ...row }) => [ref(type, survivors.get(objectId) ?? objectId), row] as const,
        );
      }),
    );
    const byRecord = new Map<Ref, Map<string, CountedConversation>>();
    for (const [record, row] of rows.flat()) {
      const known = byRecord.get(record) ?? new Map<string, CountedConversation>();
      byRecord.set(record, known.set(row.sessionId, row));
    }
    return new Map([...byRecord].map(([record, counted]) => [record, [...counted.values()]]));
  };
}
