import type { ConnectionStatus } from './connection.ts';
import type { SyncRow } from './ledger.ts';

/** Body of `GET …/health` (contract §3); "today" is a day of the settings' time zone. */
export interface Health {
  status: ConnectionStatus;
  lastSyncAt: string | null;
  today: { sessionsSynced: number; tasksCreated: number; contactsUpdated: number; errors: number };
  queue: { waiting: number; running: number; retrying: number; failed: number; held: number };
  recent: SyncRow[];
}
