import { hash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { SessionEvent } from '../../shared/webhook.ts';
import { defineCollection, type Store } from '../store/store.ts';

/**
 * Every accepted webhook, stored before its 202 leaves. `_id` is the hash of the webhook id: the one
 * place where a redelivery is recognised, for 30 days (the sender's retries run for 75 hours,
 * reliability.md §0.8).
 */
export interface JournalDocument {
  _id: string;
  orgId: string | null;
  type: string;
  /** null for a type we do not know, and once the session store has it: what people said is kept in one place. */
  event: SessionEvent | null;
  /** Of the body as it came: an id that comes again with another one is an alarm. Rows of older versions have none. */
  bodyHash?: string;
  /** The sender's own time of the event: tells late deliveries from new ones. */
  sentAt: Date;
  receivedAt: Date;
  /** null until the session store has it; the sweep looks for these. */
  projectedAt: Date | null;
}

const KEEP_SECONDS = 30 * 24 * 3_600;

export const journal = defineCollection<JournalDocument>({
  name: 'journal',
  tenant: 'orgId',
  indexes: [
    { key: { projectedAt: 1, receivedAt: 1 }, name: 'unprojected_oldest_first' },
    { key: { receivedAt: 1 }, name: 'expiry', expireAfterSeconds: KEEP_SECONDS },
  ],
});

export interface Journal {
  /** Resolves when the row is durable; `duplicate` when this webhook id was stored before. Rejects when the store is not available. */
  append(row: JournalDocument): Promise<{ duplicate: boolean }>;
  /** What the body of a stored webhook hashes to, where that is known. */
  bodyHashOf(id: string): Promise<string | undefined>;
  markProjected(ids: readonly string[]): Promise<void>;
  /** Rows that were stored at least `ageMs` ago and never reached the session store. */
  unprojected(ageMs: number, limit: number): Promise<JournalDocument[]>;
}

const MAX_BATCH = 100;

export function journalId(webhookId: string): string {
  return hash('sha256', webhookId, 'base64url');
}

export function bodyHash(body: Buffer): string {
  return hash('sha256', body, 'base64url');
}

interface Waiting {
  row: JournalDocument;
  resolve: (answer: { duplicate: boolean }) => void;
  reject: (error: unknown) => void;
}

/**
 * Group commit: one insert is in flight, what arrives meanwhile leaves together when it returns, without
 * any timer. A lone webhook waits for nothing; a burst shares its round trips (performance.md §4).
 */
export function createJournal({ store, clock }: { store: Store; clock: Clock }): Journal {
  const documents = store.collection(journal);
  const waiting: Waiting[] = [];
  let committing = false;

  return {
    append(row) {
      return new Promise((resolve, reject) => {
        waiting.push({ row, resolve, reject });
        if (!committing) void commitAll();
      });
    },
    async bodyHashOf(id) {
      const row = await documents.findOne({ _id: id }, { projection: { bodyHash: 1 } });
      return row?.bodyHash;
    },
    async markProjected(ids) {
      const done = { projectedAt: clock.now(), event: null };
      await documents.updateMany({ _id: { $in: [...ids] } }, { $set: done });
    },
    unprojected(ageMs, limit) {
      const before = new Date(clock.now().getTime() - ageMs);
      return documents
        .find({ projectedAt: null, receivedAt: { $lte: before } })
        .sort({ receivedAt: 1 })
        .limit(limit)
        .toArray();
    },
  };

  async function commitAll(): Promise<void> {
    committing = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, MAX_BATCH);
      await commit(batch);
    }
    committing = false;
  }

  async function commit(batch: readonly Waiting[]): Promise<void> {
    try {
      await documents.insertMany(
        batch.map(({ row }) => row),
        { ordered: false },
      );
      for (const one of batch) one.resolve({ duplicate: false });
    } catch (error) {
      const failed = failedIndexes(error);
      for (const [index, one] of batch.entries()) {
        const code = failed?.get(index);
        if (failed && code === undefined) one.resolve({ duplicate: false });
        else if (code === DUPLICATE_KEY) one.resolve({ duplicate: true });
        else one.reject(error);
      }
    }
  }
}

const DUPLICATE_KEY = 11_000;

/**
 * Codes by position of an unordered insert that failed in part; undefined when nothing is certain: no
 * write errors at all, or a write-concern error, after which even the good rows may be rolled back.
 */
function failedIndexes(error: unknown): Map<number, number> | undefined {
  if (!isBulkError(error) || error.result?.getWriteConcernError?.()) return undefined;
  const errors = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
  return errors.length > 0 ? new Map(errors.map(({ index, code }) => [index, code])) : undefined;
}

interface BulkError {
  writeErrors: { index: number; code: number }[] | { index: number; code: number };
  result?: { getWriteConcernError?: () => unknown };
}

function isBulkError(error: unknown): error is BulkError {
  return error instanceof Error && 'writeErrors' in error && Boolean(error.writeErrors);
}
