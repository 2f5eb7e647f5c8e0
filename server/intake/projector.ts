import type { Logger } from 'pino';
import type { JournalDocument } from './journal.ts';
import type { Project } from './project.ts';

/** As the journal's commit: one batch carries what arrived while the one before was under way. */
const MAX_BATCH = 100;
/** Beyond this the rows are left to the sweep, which reads them from the journal: a burst must not fill the memory. */
const MAX_WAITING = 2_000;

export interface Projector {
  /** Takes a stored webhook on; never throws, never waits. What cannot be carried over is found by the sweep. */
  offer(row: JournalDocument): void;
  /** Resolves when nothing that was offered so far is left to do here. Never rejects. */
  settled(): Promise<void>;
}

/** Projects what was just stored, in this process, at once: a lone webhook waits for nothing. */
export function createProjector(deps: { project: Project; log: Logger }): Projector {
  const waiting: JournalDocument[] = [];
  let projecting: Promise<void> | undefined;
  return {
    offer(row) {
      if (waiting.length >= MAX_WAITING) return;
      waiting.push(row);
      projecting ??= projectAll();
    },
    settled: () => projecting ?? Promise.resolve(),
  };

  async function projectAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, MAX_BATCH);
      try {
        await deps.project(batch);
      } catch (err) {
        deps.log.warn({ err, rows: batch.length }, 'projection is left to the sweep');
      }
    }
    projecting = undefined;
  }
}
