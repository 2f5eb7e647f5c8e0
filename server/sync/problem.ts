import type { SyncError, SyncState } from '../../shared/ledger.ts';
import { fingerprint } from './fingerprint.ts';
import type { SyncDocument } from './ledger.types.ts';

/** States a person may want to look at. */
export const PROBLEMS: SyncState[] = ['failed', 'partial'];

/** What is wrong with a conversation, in a form that tells whether it is still the same. Pure. */
export function problemOf(version: number, state: SyncState, error: SyncError | null): string {
  return fingerprint(JSON.stringify([version, state, error?.code, error?.message]));
}

/** A problem a person has dismissed stays off the list only as long as it is that problem. Pure. */
export function keepsDismissal(
  { version, dismissed }: Pick<SyncDocument, 'version' | 'dismissed'>,
  state: SyncState,
  error: SyncError | null,
): boolean {
  if (!dismissed) return false;
  return !PROBLEMS.includes(state) || dismissed.problem === problemOf(version, state, error);
}
