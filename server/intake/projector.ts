import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Journal, JournalDocument } from './journal.ts';
import type { Project } from './project.ts';

/** As the journal's commit: one batch carries what arrived while the one before was under way. */
const MAX_BATCH = 100;
/** Beyond this the rows are left to the sweep, which reads them from the journal: a burst must not fill the memory. */
const MAX_WAITING = 2_000;

/** So many webhooks in line say that more arrive than can be taken in and carried over at once. */
const PRESSURE = 16;
/** Then taking in comes first, and each batch waits this long: a sender gets its 202, HubSpot is a little later. */
const PATIENCE_MS = 250;

export interface Projector {
  /** Takes a stored webhook on; never throws, never waits. What cannot be carried over is found by the sweep. */
  offer(row: JournalDocument): void;
  /** Resolves when nothing that was offered so far is left to do here. Never rejects. */
  settled(): Promise<void>;
}

/** Projects what was just stored, in this process, at once: a lone webhook waits for nothing. */
export function createProjector(deps: {
  project: Project;
  journal: Pick<Journal, 'pressure' | 'committed'>;
  clock: Clock;
  log: Logger;
}): Projector {
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
      await letIn();
      const batch = waiting.splice(0, MAX_BATCH);
      try {
        await deps.project(batch);
      } catch (err) {
        deps.log.warn({ err, rows: batch.length }, 'projection is left to the sweep');
      }
    }
    projecting = undefined;
  }

  /** Waits from commit to commit while senders stand in line, with patience. */
  async function letIn(): Promise<void> {
    const until = deps.clock.monotonicMs() + PATIENCE_MS;
    while (deps.journal.pressure() > PRESSURE && deps.clock.monotonicMs() < until)
      await deps.journal.committed();
  }
}
