import type { ErasedPerson } from '../privacy/person.ts';
import type { RecordChanges } from '../sync/recordChanges.ts';
import type { EventLog, CrmEventDocument } from './eventLog.ts';
import { DONE, type CrmEventHandler } from './handleCrmEvent.ts';
import type { LinkedRows } from './linkedRows.ts';
import type { OpenProposals } from './openProposals.ts';

const DELETED = 'The record was deleted in HubSpot, so there is nothing left to change.';

export interface DeletionDeps {
  eventLog: Pick<EventLog, 'of' | 'note'>;
  records: Pick<RecordChanges, 'forgetRecord'>;
  linked: LinkedRows;
  proposals: OpenProposals;
  syncAgain: (portalId: string, rows: readonly string[]) => Promise<void>;
}

/** People deleted a record: its links go, and it is never made again. What went is noted before it goes. */
export function createOnDeletion(deps: DeletionDeps): CrmEventHandler {
  return async (event, owner) => {
    const { _id, portalId, type, objectId } = event;
    if (await happenedLater(deps, 'restore', event)) return DONE;
    const { rows, people } = await deps.linked(portalId, type, objectId);
    // A second run finds the links gone and must not forget what the first one noted.
    if (rows.length > 0)
      await deps.eventLog.note(_id, { affected: rows, people: await stillKnown(event, people) });
    await deps.records.forgetRecord(portalId, type, objectId);
    await deps.proposals.withdraw(owner, type, objectId, DELETED);
    return DONE;
  };

  /** Once a person is erased nothing of them is noted any more; one about to be erased has to be found. */
  async function stillKnown(event: CrmEventDocument, people: ErasedPerson[]): Promise<ErasedPerson[]> {
    if (event.type !== 'contacts') return [];
    const privacy = await deps.eventLog.of(event.portalId, 'privacy', 'contacts', [event.objectId]);
    return privacy.some(({ dueAt }) => dueAt === null) ? [] : people;
  }
}

/** People took a deletion back: the conversations that lost a link look at HubSpot once more. */
export function createOnRestore(deps: Pick<DeletionDeps, 'eventLog' | 'syncAgain'>): CrmEventHandler {
  return async (event) => {
    const { portalId, type, objectId } = event;
    if (await happenedLater(deps, 'deletion', event)) return DONE;
    const deletions = await deps.eventLog.of(portalId, 'deletion', type, [objectId]);
    await deps.syncAgain(
      portalId,
      deletions.flatMap(({ affected }) => affected),
    );
    return DONE;
  };
}

/** Deliveries come in any order; the later happening has the say. */
async function happenedLater(
  { eventLog }: Pick<DeletionDeps, 'eventLog'>,
  kind: 'deletion' | 'restore',
  { portalId, type, objectId, occurredAt }: CrmEventDocument,
): Promise<boolean> {
  const others = await eventLog.of(portalId, kind, type, [objectId]);
  return others.some((other) => other.occurredAt > occurredAt);
}
