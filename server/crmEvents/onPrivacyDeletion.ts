import type { Audit } from '../audit/audit.types.ts';
import type { ErasePerson } from '../privacy/erasePerson.ts';
import type { RecordChanges } from '../sync/recordChanges.ts';
import type { EventLog } from './eventLog.ts';
import { DONE, type CrmEventHandler } from './handleCrmEvent.ts';
import type { LinkedRows } from './linkedRows.ts';

/** A turn that was under way may write once more what it read before; by then it has ended (reliability.md §4). */
const SECOND_LOOK_MS = 20_000;

/**
 * Somebody deleted a contact for good: the person goes from everything stored here within a minute
 * (hubspot-api.md §10). It comes before, after or without the deletion of the record, and may come twice.
 */
export function createOnPrivacyDeletion(deps: {
  eventLog: Pick<EventLog, 'of' | 'note' | 'forgetPeople'>;
  linked: LinkedRows;
  records: Pick<RecordChanges, 'forgetRecord'>;
  erase: ErasePerson;
  audit: Audit;
}): CrmEventHandler {
  return async ({ _id, portalId, objectId, attempts, affected, people }, { orgId }) => {
    const linked = await deps.linked(portalId, 'contacts', objectId);
    const deletions = await deps.eventLog.of(portalId, 'deletion', 'contacts', [objectId]);
    const rows = [...affected, ...linked.rows, ...deletions.flatMap((one) => one.affected)];
    const everybody = [...people, ...linked.people, ...deletions.flatMap((one) => one.people)];
    // The links are about to go, and the second look must find the same people without them.
    await deps.eventLog.note(_id, { affected: [...new Set(rows)], people: everybody });
    await deps.records.forgetRecord(portalId, 'contacts', objectId);
    await deps.erase({
      orgId,
      portalId,
      contactIds: [objectId],
      people: everybody,
      rows: [...new Set(rows)],
    });
    if (attempts === 0) return SECOND_LOOK_MS;
    await deps.eventLog.forgetPeople(portalId, objectId);
    await deps.audit.record({
      id: `erased:${_id}`,
      orgId,
      who: 'system',
      what: 'person_erased',
      where: 'hubspot',
      portalId,
    });
    return DONE;
  };
}
