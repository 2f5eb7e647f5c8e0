import type { AuditAction, AuditEntry, AuditPage } from '../../shared/audit.ts';
import { readCursor, writeCursor } from '../store/pageCursor.ts';
import type { Store } from '../store/store.ts';
import { audit } from './audit.ts';
import type { AuditDocument } from './audit.types.ts';

export interface AuditQuery {
  limit: number;
  cursor?: string;
  what?: AuditAction;
  /** The whole address. */
  who?: string;
}

/** Newest first. Undefined when the cursor is not one of this organisation. */
export type ReadAudit = (orgId: string, query: AuditQuery) => Promise<AuditPage | undefined>;

/** The trail as admins see it. The place in the chain orders it: clocks of two processes may differ. */
export function createReadAudit({ store }: { store: Store }): ReadAudit {
  const entries = store.collection(audit);
  return async (orgId, { limit, cursor, what, who }) => {
    const start = cursor === undefined ? null : readCursor(orgId, cursor);
    if (start === undefined) return undefined;
    const found = await entries
      .find({
        orgId,
        ...(what ? { what } : {}),
        ...(who ? { who } : {}),
        ...(start ? { seq: { $lt: Number(start.id) } } : {}),
      })
      .sort({ seq: -1 })
      .limit(limit + 1)
      .toArray();
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map(toEntry),
      nextCursor:
        found.length > limit && last ? writeCursor(orgId, { at: last.at, id: String(last.seq) }) : null,
    };
  };
}

/** An entry as people see it. */
export function toEntry({ _id, at, who, what, where, details }: AuditDocument): AuditEntry {
  return {
    id: _id,
    at: at.toISOString(),
    who,
    what,
    where,
    subject: details?.subject ?? null,
    before: details?.before ?? null,
    after: details?.after ?? null,
  };
}
