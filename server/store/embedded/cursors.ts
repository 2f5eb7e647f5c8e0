import { calculateObjectSize, Long } from 'bson';

import { WireError } from './errors.ts';
import type { Doc } from './values.ts';

/** mongod's batch limits: 101 documents in the first batch, 16 MiB in any. */
const FIRST_BATCH = 101;
const MAX_BATCH_BYTES = 16 * 1024 * 1024;
/** mongod closes a cursor that nobody asked for ten minutes. */
const IDLE_MS = 10 * 60_000;

interface Cursor {
  readonly namespace: string;
  readonly docs: readonly Doc[];
  position: number;
  usedAtMs: number;
}

export interface CursorReply {
  readonly id: Long;
  readonly ns: string;
}

export interface Cursors {
  open(
    namespace: string,
    docs: readonly Doc[],
    options: { readonly batchSize: number | undefined; readonly single: boolean },
  ): CursorReply & { readonly firstBatch: readonly Doc[] };
  next(
    id: Long,
    namespace: string,
    batchSize: number | undefined,
  ): CursorReply & { readonly nextBatch: readonly Doc[] };
  kill(id: Long): boolean;
}

/** Open cursors; each holds the documents as they were when it was opened, since rows are never changed in place. */
export function createCursors(monotonicMs: () => number): Cursors {
  const cursors = new Map<string, Cursor>();
  let lastId = 0;

  const take = (cursor: Cursor, limit: number): Doc[] => {
    const batch: Doc[] = [];
    let bytes = 0;
    for (
      let doc = cursor.docs[cursor.position];
      doc && batch.length < limit;
      doc = cursor.docs[cursor.position]
    ) {
      bytes += calculateObjectSize(doc);
      if (bytes > MAX_BATCH_BYTES && batch.length > 0) break;
      batch.push(doc);
      cursor.position += 1;
    }
    cursor.usedAtMs = monotonicMs();
    return batch;
  };
  const exhausted = (cursor: Cursor): boolean => cursor.position >= cursor.docs.length;
  const dropIdle = (): void => {
    for (const [id, cursor] of cursors) if (monotonicMs() - cursor.usedAtMs > IDLE_MS) cursors.delete(id);
  };

  return {
    open(namespace, docs, { batchSize, single }) {
      dropIdle();
      const cursor: Cursor = { namespace, docs, position: 0, usedAtMs: monotonicMs() };
      const firstBatch = take(cursor, batchSize ?? FIRST_BATCH);
      if (single || exhausted(cursor)) return { id: Long.ZERO, ns: namespace, firstBatch };
      lastId += 1;
      const id = Long.fromNumber(lastId);
      cursors.set(id.toString(), cursor);
      return { id, ns: namespace, firstBatch };
    },
    next(id, namespace, batchSize) {
      const cursor = cursors.get(id.toString());
      if (cursor?.namespace !== namespace) {
        throw new WireError('CursorNotFound', `cursor id ${id.toString()} not found`);
      }
      const nextBatch = take(cursor, batchSize ?? Infinity);
      if (!exhausted(cursor)) return { id, ns: namespace, nextBatch };
      cursors.delete(id.toString());
      return { id: Long.ZERO, ns: namespace, nextBatch };
    },
    kill: (id) => cursors.delete(id.toString()),
  };
}
