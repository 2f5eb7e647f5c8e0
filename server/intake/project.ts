import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Admit } from '../queue/admission.ts';
import type { Plan } from '../../shared/session.ts';
import type { SessionEvent } from '../../shared/webhook.ts';
import type { Journal, JournalDocument } from './journal.ts';
import type { PortalQueue } from '../queue/portalQueue.ts';
import { isDuplicateKey } from '../store/connect.ts';
import type { Ledger } from '../sync/ledger.ts';
import type { SyncDocument } from '../sync/ledger.types.ts';
import { titleOf } from '../sync/content.ts';
import { sessionKey, type SessionDocument, type SessionStore } from '../sessions/sessionStore.ts';

export interface ProjectDeps {
  journal: Journal;
  sessions: SessionStore;
  ledger: Ledger;
  queue: PortalQueue;
  admit: Admit;
  setPlan: (orgId: string, plan: Plan, announcedAt: Date) => Promise<unknown>;
  clock: Clock;
  log: Logger;
}

export type Project = (row: JournalDocument) => Promise<void>;

/**
 * Carries a stored webhook into the session store, the ledger and the queue. Every write is a
 * compare-and-set on the version, so running it twice, or half of it twice, changes nothing
 * (reliability.md §4 "Wake-up").
 */
export function createProjection(deps: ProjectDeps): Project {
  return async (row) => {
    if (row.event) await projectEvent(row.event, row);
    else deps.log.info({ type: row.type }, 'stored a webhook of a type this version does not know');
    await deps.journal.markProjected(row._id);
  };

  async function projectEvent(event: SessionEvent, { receivedAt, sentAt }: JournalDocument): Promise<void> {
    if (event.type === 'organization.plan_changed') {
      await deps.setPlan(event.data.organization_id, event.data.plan, sentAt);
      return;
    }
    const document = toDocument(event);
    await deps.sessions.accept(document);
    // A conversation that has only begun has nothing to show in HubSpot yet.
    if (document.stage !== 'started') await enqueue(document, receivedAt);
  }

  async function enqueue(document: SessionDocument, receivedAt: Date): Promise<void> {
    const { orgId, sessionId, version, stage } = document;
    const admission = await deps.admit(orgId, deps.clock.now());
    const set: Partial<SyncDocument> = {
      portalId: admission.portalId,
      version,
      removed: stage === 'deleted',
      state: admission.heldReason ? 'held' : 'queued',
      heldReason: admission.heldReason,
      dueAt: admission.dueAt,
      receivedAt,
      attempts: 0,
      error: null,
      ...(document.stage === 'finished' ? { title: titleOf(document.session) } : {}),
    };
    const onInsert: Partial<SyncDocument> = {
      orgId,
      sessionId,
      syncedVersion: null,
      syncedAt: null,
      firstSyncedAt: null,
      objects: [],
      links: [],
      events: [],
      skips: [],
      fence: 0,
      ...(document.stage === 'finished' ? {} : { title: 'Deleted conversation' }),
    };
    const newer =
      stage === 'deleted'
        ? { $or: [{ version: { $lt: version } }, { version, removed: false }] }
        : { version: { $lt: version } };
    try {
      await deps.ledger.documents.updateOne(
        { _id: sessionKey(orgId, sessionId), ...newer },
        { $set: set, $setOnInsert: onInsert },
        { upsert: true },
      );
    } catch (error) {
      // An equal or newer version is in the ledger already.
      if (!isDuplicateKey(error)) throw error;
    }
    if (admission.portalId) await deps.queue.wake(admission.portalId, admission.dueAt);
  }
}

function toDocument(event: Exclude<SessionEvent, { type: 'organization.plan_changed' }>): SessionDocument {
  const { id, organization_id: orgId, version } = event.data.session;
  const identity = { _id: sessionKey(orgId, id), orgId, sessionId: id, version };
  switch (event.type) {
    case 'session.started':
      return { ...identity, stage: 'started', session: event.data.session };
    case 'session.deleted':
      return { ...identity, stage: 'deleted', session: null };
    default:
      return { ...identity, stage: 'finished', session: event.data.session };
  }
}
