import type { Settings } from '../../shared/settings.ts';
import type { Clock } from '../clock.ts';
import type { Crashpoint } from '../crashpoints.ts';
import { MAX_ATTEMPTS } from '../queue/backoff.ts';
import type { Lease } from '../queue/lease.ts';
import type { SessionDocument, SessionStore } from '../sessions/sessionStore.ts';
import type { Ledger } from './ledger.ts';
import type { SyncDocument } from './ledger.types.ts';
import type { PlanLimit } from './planLimit.ts';
import type { Reservation, Reservations } from './reservations.ts';
import { keysBefore } from './reservedKeys.ts';
import { suspectOf } from './suspect.ts';

/** Conversations that are worked on together, and everything they keep others from touching meanwhile. */
export interface Flush {
  rows: readonly SyncDocument[];
  documents: ReadonlyMap<string, SessionDocument>;
  reservation: Reservation;
  /** One that killed its turns: nothing runs beside it. */
  alone: boolean;
}

/** A portal while it is served. */
export interface Serving {
  lease: Lease;
  orgId: string;
  /** Since when the portal is connected: what was lost before does not end a connection made since. */
  connectedAt: Date;
  settings: Settings;
  reservations: Reservations;
  /** What a plan found that a conversation touches, by row: known the next time it is looked at. */
  learned: Map<string, readonly string[]>;
}

export interface TakeDueDeps {
  ledger: Ledger;
  sessions: Pick<SessionStore, 'read'>;
  planLimit: PlanLimit;
  clock: Clock;
  crash: Crashpoint;
  /** Conversations in a flush at most. */
  flushSize: number;
}

/** Takes what is due and touches nothing that a running flush touches; undefined when there is none now. */
export function createTakeDue(deps: TakeDueDeps) {
  const { ledger, crash } = deps;
  return async (serving: Serving, isBusy: boolean): Promise<Flush | undefined> => {
    const { lease, orgId, settings } = serving;
    for (;;) {
      // Before the look: a flush that ends during it may have changed the rows that were read.
      const reservation = serving.reservations.begin();
      await crash('serve.due');
      const due = await ledger.due(lease, deps.clock.now(), deps.flushSize);
      if (due.length === 0) return undefined;
      const suspect = suspectOf(due);
      // One conversation that kills its turn must not take others along (reliability.md §4).
      if (suspect && isBusy) return undefined;
      const candidates = suspect ? [suspect] : due;
      await crash('serve.sessions');
      const documents = await deps.sessions.read(candidates.map(({ _id }) => _id));
      const picked = pick(serving, reservation, candidates, documents);
      if (picked.length === 0) return undefined;
      await crash('serve.take');
      const rows = await ledger.take(lease, picked);
      const crashed = rows.filter(({ attempts }) => attempts > MAX_ATTEMPTS);
      await crash('serve.crashed');
      await ledger.failCrashed(lease, crashed);
      await crash('serve.taken');
      const sound = rows.filter((row) => !crashed.includes(row));
      const within = await deps.planLimit.admit(lease, orgId, sound, settings);
      if (within.length > 0) return { rows: within, documents, reservation, alone: suspect !== undefined };
      reservation.release();
    }
  };
}

/** In the order in which they are due; nobody overtakes one that has to wait for what both touch. */
function pick(
  { settings, learned }: Serving,
  reservation: Reservation,
  due: readonly SyncDocument[],
  documents: ReadonlyMap<string, SessionDocument>,
): SyncDocument[] {
  const waited = new Set<string>();
  return due.filter((row) => {
    const before = keysBefore(row, documents.get(row._id), settings);
    const keys = [...before, ...(learned.get(row._id) ?? [])];
    if (!keys.some((key) => waited.has(key)) && reservation.take(keys)) return true;
    for (const key of keys) waited.add(key);
    return false;
  });
}

export type TakeDue = ReturnType<typeof createTakeDue>;
