import type { OwnedType } from '../hubspot/objects.ts';
import type { Evidence } from '../matching/people.ts';
import type { HeldReason, SyncError, SyncSkip, SyncState } from '../../shared/ledger.ts';

/**
 * - `sending`: the intent is stored, the call may or may not have left.
 * - `unknown`: the call left and its answer was lost at `at`; read back before anything is sent again.
 * - `live`: it exists in HubSpot under `id`.
 * - `gone`: a person removed it in HubSpot; it is never made again.
 * - `archived`: we removed it ourselves.
 */
export type ObjectState = 'sending' | 'unknown' | 'live' | 'gone' | 'archived';

/** One activity of ours in HubSpot, or a record of the customer's own object. */
export interface LedgerObject {
  /** As `DesiredActivity.key` has it: the same in every version of the session. */
  key: string;
  type: OwnedType;
  id: string | null;
  state: ObjectState;
  /** Fingerprint of every property as we last wrote it. */
  written: Record<string, string>;
  /** Fingerprint of what the rich text among them says, however HubSpot spells it. */
  words?: Record<string, string>;
  /**
   * The same of what is on its way to what people edit by hand: until HubSpot has answered either may be shown,
   * and neither is a person's.
   */
  sending?: Pick<LedgerObject, 'written' | 'words'>;
  /** `written` of the version before: an answer that came late may have brought it back. */
  before?: Record<string, string>;
  /** `contacts:501`, `deals:900`: what it hangs on. */
  links: string[];
  /** What it hung on before it moved: a sleeper that wakes late makes its twin there, and a sweep has to find it. */
  former?: string[];
  rule: string;
  at: Date;
}

/** What a person decides about a task on a card. */
export type TaskStatus = 'COMPLETED' | 'NOT_STARTED';

/** A record the conversation touched: linked or created, never owned. */
export interface LedgerLink extends Evidence {
  type: 'contacts' | 'companies' | 'deals' | 'tickets';
  id: string;
  /** Address of the participant who led here. */
  person?: string;
}

/** When a synced conversation is matched again by itself, and until when at most. */
export interface Rematch {
  at: Date;
  until: Date;
}

/**
 * Something of a conversation may reach HubSpot later than anyone looked: an answer was lost, or a worker
 * died or slept in the middle (reliability.md §3 "Sweep").
 */
export interface Doubt {
  /** When it is looked at again. */
  at: Date;
  since: Date;
  /** How often that was done. */
  swept: number;
}

/** One row per conversation: what became of it, and everything it made in HubSpot. */
export interface SyncDocument {
  /** `orgId:sessionId`. */
  _id: string;
  orgId: string;
  /** null while the organisation is not connected. */
  portalId: string | null;
  sessionId: string;
  title: string;
  state: SyncState;
  heldReason: HeldReason | null;
  /** The newest version that was accepted. */
  version: number;
  /** The version HubSpot shows; null before the first sync. */
  syncedVersion: number | null;
  removed: boolean;
  receivedAt: Date;
  syncedAt: Date | null;
  /** The month this conversation counts in (contract §3). */
  firstSyncedAt: Date | null;
  attempts: number;
  /** Asked for over again, not new: it gives way to what is. */
  background?: boolean;
  /** When a worker may take it; far in the future when there is nothing to do. */
  dueAt: Date;
  objects: LedgerObject[];
  links: LedgerLink[];
  /** Addresses whose contact someone deleted in HubSpot after we had linked it: it is not made again. */
  deletedPeople?: string[];
  /** Tasks a person completed or reopened on a card, by id: from then on their status is the person's. */
  decided?: Record<string, TaskStatus>;
  /** Ids of app events that were delivered; they cannot be changed, so they are sent once. */
  events: string[];
  skips: SyncSkip[];
  /** Set while something that was not found may still appear, a deal above all. */
  rematch?: Rematch | null;
  /** Set while something we sent may still come into effect. */
  doubt?: Doubt | null;
  error: SyncError | null;
  /** A person took this problem off the list; it is back when the problem is another one. */
  dismissed?: { at: Date; by: string; problem: string } | null;
  /** The last backfill that queued it. */
  backfillId?: string;
  /** Fencing token of the last worker that wrote this row. */
  fence: number;
}
