import type { CrmRecord } from '../hubspot/objects.ts';
import { formerIdsOf } from '../matching/records.ts';
import { ref, type Ref } from './ref.ts';

/** Records that exist, by id. */
export function live(records: readonly CrmRecord[]): Map<string, CrmRecord> {
  return new Map(records.filter(({ archived }) => !archived).map((record) => [record.id, record]));
}

/** Where merged records are found now, by the ids they had (hubspot-api.md §2.3). */
export function mergedRefs(
  type: 'contacts' | 'companies' | 'deals' | 'tickets',
  records: Iterable<CrmRecord>,
): [Ref, Ref][] {
  return [...records].flatMap((record) =>
    formerIdsOf(record).map((id): [Ref, Ref] => [ref(type, id), ref(type, record.id)]),
  );
}
