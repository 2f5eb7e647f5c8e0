import type { Logger } from 'pino';
import type { InstallDocument } from '../installs/install.ts';
import type { CrmEventKind } from './crmEvent.ts';
import type { CrmEventDocument, EventLog } from './eventLog.ts';

/** Whose portal it is, as the install says now. */
export interface Owner {
  orgId: string;
  portalId: string;
}

/** Nothing is left to do of an event. */
export const DONE = 0;

/**
 * Carries one event out, as often as it is told.
 * @returns `DONE`, or milliseconds after which it wants to be told once more.
 */
export type CrmEventHandler = (event: CrmEventDocument, owner: Owner) => Promise<number>;

export interface HandleDeps {
  log: Logger;
  eventLog: Pick<EventLog, 'due' | 'open' | 'done' | 'again' | 'failed'>;
  installOf: (portalId: string) => Promise<Pick<InstallDocument, 'orgId'> | null>;
  handlers: Readonly<Record<CrmEventKind, CrmEventHandler>>;
}

const BATCH = 200;

/** Works on accepted events: those just taken in at once, all others when the schedule looks for them. */
export function createHandleCrmEvents(deps: HandleDeps) {
  let running: Promise<void> = Promise.resolve();

  return {
    /** In the order they happened, one delivery behind the other. Never rejects. */
    offer(rows: readonly CrmEventDocument[]): void {
      const inOrder = [...rows].sort((left, right) => left.occurredAt.getTime() - right.occurredAt.getTime());
      running = running.then(async () => {
        for (const { _id } of inOrder) await handle(_id);
      });
    },

    /** Resolves when nothing that was offered so far is left to do here. */
    settled: () => running,

    /** What a crash, a failure or a second look left over. @returns how many rows. */
    async sweep(): Promise<number> {
      const due = await deps.eventLog.due(BATCH);
      for (const { _id } of due) await handle(_id);
      return due.length;
    },
  };

  /** Reads the row again: a redelivery of something done, or a twin of this process, finds it closed. */
  async function handle(_id: string): Promise<void> {
    try {
      const row = await deps.eventLog.open(_id);
      if (row) await carryOut(row);
    } catch (error) {
      deps.log.error({ err: error, event: _id }, 'could not read an event of HubSpot; the next sweep will');
    }
  }

  async function carryOut(row: CrmEventDocument): Promise<void> {
    const { _id, kind, portalId } = row;
    try {
      const install = await deps.installOf(portalId);
      // Disconnected since: there is nothing left here that the event could be about.
      const again = install?.orgId
        ? await deps.handlers[kind](row, { orgId: install.orgId, portalId })
        : DONE;
      if (again === DONE) await deps.eventLog.done(_id);
      else await deps.eventLog.again(_id, again);
    } catch (error) {
      deps.log.error(
        { err: error, event: _id, kind, portalId },
        'an event of HubSpot failed; it is tried again',
      );
      await deps.eventLog.failed(row);
    }
  }
}
