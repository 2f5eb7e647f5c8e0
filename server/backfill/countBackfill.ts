import type { SyncState } from '../../shared/ledger.ts';
import type { Ledger } from '../sync/ledger.ts';
import type { BackfillCounts, BackfillDocument } from './backfill.ts';

/** Where a conversation may end; `filtered` and `removed` were worked on like any other. */
const ENDED: SyncState[] = ['synced', 'partial', 'filtered', 'removed'];

/** How far it is, counted in the ledger: numbers of its own could drift from what happened. */
export async function countBackfill(
  { documents }: Ledger,
  { orgId, _id: backfillId }: Pick<BackfillDocument, 'orgId' | '_id'>,
): Promise<BackfillCounts> {
  const [queued, synced, failed] = await Promise.all([
    documents.countDocuments({ orgId, backfillId }),
    documents.countDocuments({ orgId, backfillId, state: { $in: ENDED } }),
    documents.countDocuments({ orgId, backfillId, state: 'failed' }),
  ]);
  return { queued, synced, failed };
}
