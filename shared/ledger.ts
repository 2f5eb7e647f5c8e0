/** Outcome codes of a sync (contract §5); everything that shows a sync uses these words. */
export const SYNC_STATES = [
  'queued',
  'held',
  'running',
  'retrying',
  'synced',
  'partial',
  'filtered',
  'failed',
  'removed',
] as const;
export type SyncState = (typeof SYNC_STATES)[number];

export const HELD_REASONS = ['plan_limit', 'paused', 'frequency', 'manual'] as const;
export type HeldReason = (typeof HELD_REASONS)[number];

export interface SyncObject {
  type: string;
  id: string;
  url: string;
  rule: string;
  /** What the rule saw; of records that were linked, not of what we made. */
  evidence?: string;
  /** 0–1: how sure the rule is. */
  confidence?: number;
}

export interface SyncSkip {
  /** What was not written. */
  what: string;
  /** Why, as a code a person can look up, followed by what was seen. */
  reason: string;
}

export interface SyncError {
  code: string;
  kind: 'transient' | 'rate_limit' | 'revoked' | 'final';
  message: string;
  action: string;
}

/** One row of `GET /api/v1/syncs`. */
export interface SyncRow {
  sessionId: string;
  title: string;
  state: SyncState;
  heldReason?: HeldReason;
  version: number;
  receivedAt: string;
  syncedAt: string | null;
  attempts: number;
  nextAttemptAt: string | null;
  /** Set while a person has taken it off the list of problems. */
  dismissedAt?: string;
  objects: SyncObject[];
  skips: SyncSkip[];
  error: SyncError | null;
}
