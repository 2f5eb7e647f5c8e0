import { randomUUID } from 'node:crypto';
import type { mongo } from 'mongoose';
import type { AuditAction } from '../../shared/audit.ts';
import type { Clock } from '../clock.ts';
import { defineCollection } from '../store/store.ts';

/** One thing that happened. It outlives a disconnect, so it says that, never what was in it. */
export interface AuditDocument {
  _id: string;
  at: Date;
  orgId: string;
  /** E-mail of the person, or `system`. */
  who: string;
  what: AuditAction;
  portalId: string | null;
}

export const audit = defineCollection<AuditDocument>({
  name: 'audit',
  // Kept on disconnect (contract §3): the trail keeps only that it happened.
  tenant: 'none',
  indexes: [{ key: { orgId: 1, at: -1, _id: -1 }, name: 'newest_first' }],
});

export interface Audit {
  record(entry: Omit<AuditDocument, '_id' | 'at'> & { id?: string }): Promise<void>;
}

/** Append-only. A repeated `id` (a step that is resumed after a crash) leaves the first row as it is. */
export function createAudit(deps: {
  entries: Pick<mongo.Collection<AuditDocument>, 'updateOne'>;
  clock: Clock;
}): Audit {
  return {
    async record({ id = randomUUID(), ...entry }) {
      await deps.entries.updateOne(
        { _id: id },
        { $setOnInsert: { ...entry, at: deps.clock.now() } },
        { upsert: true },
      );
    },
  };
}
