import type { Conversations } from '../cards/conversations.ts';
import type { CrmRecord } from '../hubspot/objects.ts';
import { createCountReader } from './readCounts.ts';
import { createHistoryReader } from './readHistory.ts';
import type { Snapshot } from './snapshot.types.ts';

/** What the read model knows of contacts and deals: their last conversations, and all of them to be counted. */
export function createPastReader(deps: { conversations: Pick<Conversations, 'newest' | 'counts'> }) {
  const readHistory = createHistoryReader(deps);
  const readCounts = createCountReader(deps);
  return async (
    portalId: string,
    records: readonly { type: 'contacts' | 'deals'; record: CrmRecord }[],
  ): Promise<Pick<Snapshot, 'history' | 'counts'>> => {
    const [history, counts] = await Promise.all([
      readHistory(portalId, records),
      readCounts(portalId, records),
    ]);
    return { history, counts };
  };
}
