import { createHash } from 'node:crypto';

/** The last row of a page of a list that is sorted newest first. */
export interface PageStart {
  at: Date;
  id: string;
}

/** The organisation's mark is part of the cursor: one of another organisation is not understood. */
export function writeCursor(orgId: string, { at, id }: PageStart): string {
  return Buffer.from(JSON.stringify([mark(orgId), at.getTime(), id])).toString('base64url');
}

/** Where the next page starts; undefined when the cursor is not one of this organisation. */
export function readCursor(orgId: string, cursor: string): PageStart | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(parsed)) return undefined;
    const [owner, at, id] = parsed as unknown[];
    if (owner !== mark(orgId) || typeof at !== 'number' || typeof id !== 'string') return undefined;
    return { at: new Date(at), id };
  } catch {
    return undefined;
  }
}

/** Filter for the rows behind `start` in a list sorted by `field` and `_id`, both descending. */
export function olderThan(field: string, { at, id }: PageStart): { $or: object[] } {
  return { $or: [{ [field]: { $lt: at } }, { [field]: at, _id: { $lt: id } }] };
}

function mark(orgId: string): string {
  return createHash('sha256').update(`cursor:${orgId}`).digest('base64url').slice(0, 12);
}
