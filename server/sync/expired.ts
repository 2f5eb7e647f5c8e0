import type { SyncSkip, SyncState } from '../../shared/ledger.ts';
import type { SessionDocument } from '../sessions/sessionStore.ts';
import type { RowEnd } from './ledger.ts';
import type { SyncDocument } from './ledger.types.ts';

/** Why nothing more can be written of a conversation. */
const REMOVED: SyncSkip = {
  what: 'content',
  reason:
    'content_removed: it is older than your settings keep conversations; what HubSpot shows of it stays as it is',
};

/** What the ledger says of a conversation whose content is gone: that it is, and how far it came before. */
export function expiredRow({ firstSyncedAt }: Pick<SyncDocument, 'firstSyncedAt'>) {
  const state: SyncState = firstSyncedAt === null ? 'filtered' : 'synced';
  return { state, change: { skips: [REMOVED], error: null, rematch: null } };
}

/** Without its content there is nothing to plan from, and an empty plan would archive what it made. */
export function endOfExpired(row: SyncDocument): RowEnd {
  const { state, change } = expiredRow(row);
  return { row, planned: row.version, change, verdict: { state } };
}

export function isExpired(document: Pick<SessionDocument, 'stage'> | undefined): boolean {
  return document?.stage === 'expired';
}
