import type { AuditEntry } from '../../shared/audit.ts';

/** One thing that happened. It outlives a disconnect, which drops `details`: then it says only that it happened. */
export interface AuditDocument {
  _id: string;
  orgId: string;
  /** Place in the organisation's trail, from 1 without gaps. */
  seq: number;
  at: Date;
  /** E-mail of the person, or `system`. */
  who: AuditEntry['who'];
  what: AuditEntry['what'];
  where: AuditEntry['where'];
  portalId: string | null;
  details: {
    salt: string;
    subject: string | null;
    before: Record<string, string> | null;
    after: Record<string, string> | null;
  } | null;
  /** Fingerprint of `details`, which stays when they go. */
  digest: string;
  /** `hash` of the entry before. */
  prev: string;
  hash: string;
  /** Shows that we wrote it (`seal.ts`); entries of older versions have none until `audit-seal` was run. */
  seal?: string;
}

/** What a writer says; the trail adds the rest. */
export interface AuditRecord {
  /** Given for a step that may be resumed after a crash: the first entry of an id stands. */
  id?: string;
  orgId: string;
  /** E-mail of the person, or `system`. */
  who: string;
  what: AuditEntry['what'];
  /** The door it came through. */
  where: AuditEntry['where'];
  portalId: string | null;
  /** What it was done to: the id of a conversation, proposal or record. */
  subject?: string;
  /** Only what changed, as short text; never what was said in a conversation, never a secret. */
  before?: Record<string, string>;
  after?: Record<string, string>;
}

/** What every writer needs of the trail. */
export interface Audit {
  record(entry: AuditRecord): Promise<void>;
}
