import type { SessionDocument } from '../sessions/sessionStore.ts';
import type { SyncDocument } from './ledger.types.ts';
import type { PlannedSession } from './plan.types.ts';

/** A conversation as plan() takes it: the newest version that was accepted, and what its ledger row remembers. */
export function plannedSession(
  document: SessionDocument | undefined,
  row: SyncDocument | undefined,
  identity: { sessionId: string; version: number },
): PlannedSession {
  return {
    sessionId: identity.sessionId,
    version: document?.version ?? identity.version,
    session: document?.stage === 'finished' ? document.session : null,
    objects: row?.objects ?? [],
    links: row?.links ?? [],
    events: row?.events ?? [],
    deletedPeople: row?.deletedPeople ?? [],
    decided: row?.decided ?? {},
  };
}
