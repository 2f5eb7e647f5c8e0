import type { mongo } from 'mongoose';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Crashpoint } from '../crashpoints.ts';
import type { Admission, Admit } from '../queue/admission.ts';
import type { Plan } from '../../shared/session.ts';
import type { SessionEvent } from '../../shared/webhook.ts';
import type { Journal, JournalDocument } from './journal.ts';
import type { Expected } from '../queue/lease.ts';
import type { PortalQueue } from '../queue/portalQueue.ts';
import { exceptDuplicates } from '../store/connect.ts';
import type { Ledger } from '../sync/ledger.ts';
import type { SyncDocument } from '../sync/ledger.types.ts';
import { titleOf } from '../sync/content.ts';
import type { Tombstones } from '../privacy/tombstones.ts';
import { sessionKey, type SessionDocument, type SessionStore } from '../sessions/sessionStore.ts';

export interface ProjectDeps {
  journal: Journal;
  sessions: SessionStore;
  ledger: Ledger;
  queue: PortalQueue;
  admit: Admit;
  /** Takes out people whom HubSpot erased. */
  strip: Tombstones['strip'];
  setPlan: (orgId: string, plan: Plan, announcedAt: Date) => Promise<unknown>;
  clock: Clock;
  log: Logger;
  crash: Crashpoint;
}

export type Project = (rows: readonly JournalDocument[]) => Promise<void>;

interface Arrival {
  document: SessionDocument;
  receivedAt: Date;
}

/**
 * Carries stored webhooks into the session store, the ledger and the queue, all of a batch in one write
 * each: one by one they would cost more than taking them in (performance.md §2.2). Every write is a
 * compare-and-set on the version, so running it twice, or half of it twice, changes nothing
 * (reliability.md §4 "Wake-up").
 */
export function createProjection(deps: ProjectDeps): Project {
  return async (rows) => {
    if (rows.length === 0) return;
    await deps.crash('project.plan');
    for (const { event, type, sentAt } of rows) {
      if (!event) deps.log.info({ type }, 'stored a webhook of a type this version does not know');
      else if (event.type === 'organization.plan_changed')
        await deps.setPlan(event.data.organization_id, event.data.plan, sentAt);
    }
    const arrived = rows.flatMap(arrivalOf);
    await deps.crash('project.admit');
    const [arrivals, admissions] = await Promise.all([withoutErased(arrived), admit(arrived)]);
    await deps.crash('project.session');
    await deps.sessions.acceptAll(arrivals.map(({ document }) => document));
    // A conversation that has only begun has nothing to show in HubSpot yet.
    await enqueue(
      arrivals.filter(({ document }) => document.stage !== 'started'),
      admissions,
    );
    await deps.crash('project.mark');
    await deps.journal.markProjected(rows.map(({ _id }) => _id));
    await deps.crash('project.done');
  };

  /** Before anything is stored: a late webhook must not bring an erased person back. */
  async function withoutErased(arrivals: readonly Arrival[]): Promise<Arrival[]> {
    const documents = await deps.strip(arrivals.map(({ document }) => document));
    return arrivals.map((arrival, index) => ({ ...arrival, document: documents[index] ?? arrival.document }));
  }

  async function admit(arrivals: readonly Arrival[]): Promise<ReadonlyMap<string, Admission>> {
    const ended = arrivals.filter(({ document }) => document.stage !== 'started');
    const orgIds = [...new Set(ended.map(({ document }) => document.orgId))];
    return orgIds.length === 0 ? new Map() : deps.admit(orgIds, deps.clock.now());
  }

  async function enqueue(
    arrivals: readonly Arrival[],
    admissions: ReadonlyMap<string, Admission>,
  ): Promise<void> {
    if (arrivals.length === 0) return;
    const admitted = arrivals.flatMap((arrival) => {
      const admission = admissions.get(arrival.document.orgId);
      return admission ? [{ arrival, admission }] : [];
    });
    await deps.crash('project.ledger');
    await exceptDuplicates(
      deps.ledger.documents.bulkWrite(
        admitted.map(({ arrival, admission }) => rowOf(arrival, admission)),
        { ordered: false },
      ),
    );
    const due = new Map<string, Date>();
    const expected = new Map<string, Expected>();
    for (const [orgId, { portalId, dueAt }] of admissions) {
      if (!portalId) continue;
      due.set(portalId, dueAt);
      const own = arrivals.filter(({ document }) => document.orgId === orgId);
      expected.set(portalId, { orgId, keys: own.map(({ document }) => document._id) });
    }
    await deps.crash('project.wake');
    await deps.queue.wakeAll(due, expected);
  }
}

/** What the ledger will say of it, unless an equal or newer version is in the ledger already. */
function rowOf(
  { document, receivedAt }: Arrival,
  { portalId, heldReason, dueAt }: Admission,
): mongo.AnyBulkWriteOperation<SyncDocument> {
  const { orgId, sessionId, version, stage } = document;
  const title = document.stage === 'finished' ? titleOf(document.session) : undefined;
  const set: Partial<SyncDocument> = {
    portalId,
    version,
    removed: stage === 'deleted',
    state: heldReason ? 'held' : 'queued',
    heldReason,
    dueAt,
    receivedAt,
    attempts: 0,
    error: null,
    background: false,
    ...(title === undefined ? {} : { title }),
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
    ...(title === undefined ? { title: 'Deleted conversation' } : {}),
  };
  const newer =
    stage === 'deleted'
      ? { $or: [{ version: { $lt: version } }, { version, removed: false }] }
      : { version: { $lt: version } };
  return {
    updateOne: {
      filter: { _id: sessionKey(orgId, sessionId), ...newer },
      update: { $set: set, $setOnInsert: onInsert },
      upsert: true,
    },
  };
}

function arrivalOf({ event, receivedAt }: JournalDocument): Arrival[] {
  return !event || event.type === 'organization.plan_changed'
    ? []
    : [{ document: toDocument(event), receivedAt }];
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
