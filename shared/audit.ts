/** One thing that happened, for admins (`GET …/audit`), newest first. */
export interface AuditEntry {
  id: string;
  at: string;
  /** E-mail of the person, or `system`. */
  who: string;
  what: AuditAction;
  /** The door it came through. */
  where: 'liveprompt' | 'hubspot' | 'system';
  /** What it was done to: a proposal, a conversation, a record; null for the organisation itself. */
  subject: string | null;
  /** Only the values that changed, as short text; null where nothing had a value. */
  before: Record<string, string> | null;
  after: Record<string, string> | null;
}

export const AUDIT_ACTIONS = [
  'connected',
  'linked',
  'disconnected',
  'settings_changed',
  'settings_applied',
  'sync_retried',
  'sync_dismissed',
  'surplus_removed',
  'backfill_started',
  'backfill_paused',
  'backfill_resumed',
  'backfill_cancelled',
  'proposal_approved',
  'proposal_rejected',
  'proposal_undone',
  'stage_changed',
  'task_completed',
  'task_reopened',
  'link_removed',
  'link_moved',
  'person_erased',
  'content_removed',
  'plan_changed',
  'properties_created',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export interface AuditPage {
  items: AuditEntry[];
  nextCursor: string | null;
}
