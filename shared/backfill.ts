import { z } from 'zod';

/** Days are `YYYY-MM-DD` in the organisation's zone, both included; instants work too. */
const day = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

/** Body of `POST …/backfill`: re-sync the stored conversations that began in the range. */
export const backfillRequest = z.object({
  from: day,
  to: day,
  dryRun: z.boolean().default(false),
});
export type BackfillRequest = z.infer<typeof backfillRequest>;

export interface Backfill {
  id: string;
  state: 'running' | 'paused' | 'cancelled' | 'done';
  from: string;
  to: string;
  /** Conversations in the range when it began. */
  total: number;
  queued: number;
  synced: number;
  failed: number;
  startedBy: string;
  startedAt: string;
  endedAt: string | null;
}
