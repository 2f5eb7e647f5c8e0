import type { EventLog } from './eventLog.ts';
import { DONE, type CrmEventHandler } from './handleCrmEvent.ts';
import type { OpenProposals } from './openProposals.ts';
import type { RecordChanges } from '../sync/recordChanges.ts';

const MERGED = 'The record was merged into another one in HubSpot; the next sync proposes it there.';
/** Merges of merges that are followed; beyond it somebody merges in circles. */
const LONGEST_CHAIN = 20;

/** People merged records: everything follows the one that is left. */
export function createOnMerge(deps: {
  eventLog: Pick<EventLog, 'of' | 'mergedInto'>;
  records: Pick<RecordChanges, 'followMerge'>;
  proposals: OpenProposals;
  /** Looks at conversations once more. */
  syncAgain: (portalId: string, rows: readonly string[]) => Promise<void>;
}): CrmEventHandler {
  return async ({ portalId, type, objectId, mergedIds }, owner) => {
    const survivor = await last(portalId, type, objectId);
    await deps.records.followMerge(portalId, type, mergedIds, survivor);
    for (const id of mergedIds) await deps.proposals.withdraw(owner, type, id, MERGED);
    // HubSpot may report the merged record as deleted, and before the merge at that.
    const dropped = await deps.eventLog.of(portalId, 'deletion', type, mergedIds);
    await deps.syncAgain(
      portalId,
      dropped.flatMap(({ affected }) => affected),
    );
    return DONE;
  };

  /** Deliveries come in any order: the survivor may have been merged on in the meantime. */
  async function last(...[portalId, type, objectId]: Parameters<EventLog['mergedInto']>): Promise<string> {
    let current = objectId;
    for (let step = 0; step < LONGEST_CHAIN; step += 1) {
      const next = await deps.eventLog.mergedInto(portalId, type, current);
      if (next === undefined || next === objectId) return current;
      current = next;
    }
    return current;
  }
}
