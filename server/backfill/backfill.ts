import type { Backfill } from '../../shared/backfill.ts';
import { defineCollection } from '../store/store.ts';

/** Where a backfill stands in its range: conversations that began later, or at that time with a higher id, are queued. */
export interface Position {
  startedAt: string;
  sessionId: string;
}

/** One request to sync stored conversations again. How far it is, is counted in the ledger. */
export interface BackfillDocument {
  _id: string;
  orgId: string;
  state: Backfill['state'];
  /** Present while it runs or pauses; an organisation has one of those at a time. */
  openOf?: string;
  /** As asked. */
  from: string;
  to: string;
  since: Date;
  until: Date;
  total: number;
  position: Position | null;
  /** Every conversation of the range was queued. */
  allQueued: boolean;
  /** Whoever queues the next portion has it until then; ends by itself after a crash. */
  busyUntil: Date;
  startedBy: string;
  startedAt: Date;
  endedAt: Date | null;
  /** Counted once when it ended: later syncs of the same conversations are not its own. */
  counts: BackfillCounts | null;
}

export interface BackfillCounts {
  queued: number;
  synced: number;
  failed: number;
}

export const backfills = defineCollection<BackfillDocument>({
  name: 'backfills',
  tenant: 'orgId',
  indexes: [
    { key: { orgId: 1, startedAt: -1, _id: -1 }, name: 'newest_first' },
    { key: { state: 1, busyUntil: 1 }, name: 'by_state' },
    { key: { openOf: 1 }, name: 'one_open_per_organisation', unique: true, sparse: true },
  ],
});

export function toBackfill(document: BackfillDocument, counts: BackfillCounts): Backfill {
  return {
    id: document._id,
    state: document.state,
    from: document.from,
    to: document.to,
    total: document.total,
    queued: counts.queued,
    synced: counts.synced,
    failed: counts.failed,
    startedBy: document.startedBy,
    startedAt: document.startedAt.toISOString(),
    endedAt: document.endedAt?.toISOString() ?? null,
  };
}
