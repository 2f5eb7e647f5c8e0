import cron, { type ScheduledTask } from 'node-cron';
import type { Logger } from 'pino';
import { isDuplicateKey } from '../store/connect.ts';
import { defineCollection, type Store } from '../store/store.ts';

/** One tick of one job. Any number of schedulers may run: the first to store the row does the work. */
interface TickDocument {
  /** `job:UTC instant`, so that a tick is the same for every process and through daylight-saving changes. */
  _id: string;
  at: Date;
}

const KEEP_SECONDS = 3_600;

export const ticks = defineCollection<TickDocument>({
  name: 'ticks',
  tenant: 'none',
  indexes: [{ key: { at: 1 }, name: 'expiry', expireAfterSeconds: KEEP_SECONDS }],
});

export interface Job {
  name: string;
  /** node-cron expression with seconds; node-cron is only the clock. */
  every: string;
  run: () => Promise<unknown>;
}

/** Starts the clock of each job. @returns how to stop them; a running job is waited for. */
export function startSchedule(
  deps: { store: Store; log: Logger },
  jobs: readonly Job[],
): () => Promise<void> {
  const rows = deps.store.collection(ticks);
  const running = new Set<Promise<unknown>>();
  const tasks: ScheduledTask[] = jobs.map((job) =>
    cron.schedule(
      job.every,
      ({ date }) => {
        const work: Promise<unknown> = tick(job, date).finally(() => running.delete(work));
        running.add(work);
      },
      { timezone: 'UTC', name: job.name },
    ),
  );
  return async () => {
    await Promise.all(tasks.map(async (task) => task.destroy()));
    await Promise.allSettled(running);
  };

  async function tick(job: Job, date: Date): Promise<void> {
    const at = new Date(Math.floor(date.getTime() / 1_000) * 1_000);
    try {
      await rows.insertOne({ _id: `${job.name}:${at.toISOString()}`, at });
      await job.run();
    } catch (error) {
      if (!isDuplicateKey(error)) deps.log.error({ err: error, job: job.name }, 'a scheduled job failed');
    }
  }
}
