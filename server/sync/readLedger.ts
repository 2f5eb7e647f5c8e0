import type { SyncObject, SyncRow, SyncState } from '../../shared/ledger.ts';
import type { Clock } from '../clock.ts';
import { SINGULAR } from '../hubspot/objectNames.ts';
import { recordUrl, type ObjectType } from '../hubspot/objects.ts';
import type { InstallDocument } from '../installs/install.ts';
import type { ProvisionAnew } from '../installs/provisionAnew.ts';
import { NEVER } from '../queue/lease.ts';
import type { PortalQueue } from '../queue/portalQueue.ts';
import { sessionKey } from '../sessions/sessionStore.ts';
import { olderThan, readCursor, writeCursor } from '../store/pageCursor.ts';
import type { Ledger } from './ledger.ts';
import type { SyncDocument } from './ledger.types.ts';
import { problemOf, PROBLEMS } from './problem.ts';

export interface LedgerPage {
  items: SyncRow[];
  nextCursor: string | null;
}

export interface LedgerReader {
  /** Newest first. @returns undefined when the cursor is not one of this organisation. */
  list(
    orgId: string,
    page: { state?: SyncState; problems?: boolean; limit: number; cursor?: string },
  ): Promise<LedgerPage | undefined>;
  one(orgId: string, sessionId: string): Promise<SyncRow | undefined>;
  /** Due now, whatever it waited for. False: this organisation has no such conversation. */
  retry(orgId: string, sessionId: string): Promise<boolean>;
  /** Off the list of problems until it is another problem. */
  dismiss(
    orgId: string,
    sessionId: string,
    by: string,
  ): Promise<'dismissed' | 'already' | 'no_problem' | 'unknown'>;
  /** All failed ones. @returns how many. */
  retryFailed(orgId: string): Promise<number>;
}

export function createLedgerReader(deps: {
  ledger: Ledger;
  queue: PortalQueue;
  installOf: (orgId: string) => Promise<InstallDocument | null>;
  /** What HubSpot refused to our properties may be granted by now. */
  provisionAnew: ProvisionAnew;
  clock: Clock;
}): LedgerReader {
  const { documents } = deps.ledger;
  return {
    async list(orgId, { state, problems = false, limit, cursor }) {
      const start = cursor === undefined ? null : readCursor(orgId, cursor);
      if (start === undefined) return undefined;
      const older = start ? olderThan('receivedAt', start) : {};
      const found = await documents
        .find({
          orgId,
          ...(state ? { state } : {}),
          ...(problems ? { state: { $in: PROBLEMS }, dismissed: null } : {}),
          ...older,
        })
        .sort({ receivedAt: -1, _id: -1 })
        .limit(limit + 1)
        .toArray();
      const install = await deps.installOf(orgId);
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map((row) => toRow(row, install)),
        nextCursor:
          found.length > limit && last ? writeCursor(orgId, { at: last.receivedAt, id: last._id }) : null,
      };
    },

    async one(orgId, sessionId) {
      const row = await documents.findOne({ _id: sessionKey(orgId, sessionId), orgId });
      return row ? toRow(row, await deps.installOf(orgId)) : undefined;
    },

    async retry(orgId, sessionId) {
      await deps.provisionAnew(orgId);
      const _id = sessionKey(orgId, sessionId);
      const install = await deps.installOf(orgId);
      const now = deps.clock.now();
      if (install?.status !== 'active') return (await documents.countDocuments({ _id, orgId })) === 1;
      const { matchedCount } = await documents.updateOne({ _id, orgId }, again(install._id, now));
      if (matchedCount === 1) await deps.queue.wake(install._id, now);
      return matchedCount === 1;
    },

    async dismiss(orgId, sessionId, by) {
      const _id = sessionKey(orgId, sessionId);
      const row = await documents.findOne({ _id, orgId });
      if (!row) return 'unknown';
      const { version, state, error } = row;
      if (!PROBLEMS.includes(state)) return 'no_problem';
      if (row.dismissed) return 'already';
      const problem = problemOf(version, state, error);
      const { modifiedCount } = await documents.updateOne(
        { _id, orgId, version, state, dismissed: null },
        { $set: { dismissed: { at: deps.clock.now(), by, problem } } },
      );
      return modifiedCount === 1 ? 'dismissed' : 'already';
    },

    async retryFailed(orgId) {
      await deps.provisionAnew(orgId);
      const install = await deps.installOf(orgId);
      if (install?.status !== 'active') return 0;
      const now = deps.clock.now();
      const { matchedCount } = await documents.updateMany(
        { orgId, state: 'failed' },
        again(install._id, now),
      );
      if (matchedCount > 0) await deps.queue.wake(install._id, now);
      return matchedCount;
    },
  };
}

function again(portalId: string, now: Date) {
  return {
    $set: {
      portalId,
      state: 'queued' as const,
      heldReason: null,
      dueAt: now,
      attempts: 0,
      error: null,
      background: false,
    },
  };
}

export function toRow(row: SyncDocument, install: InstallDocument | null): SyncRow {
  return {
    sessionId: row.sessionId,
    title: row.title,
    state: row.state,
    ...(row.heldReason ? { heldReason: row.heldReason } : {}),
    version: row.version,
    receivedAt: row.receivedAt.toISOString(),
    syncedAt: row.syncedAt?.toISOString() ?? null,
    attempts: row.attempts,
    ...(row.dismissed ? { dismissedAt: row.dismissed.at.toISOString() } : {}),
    nextAttemptAt: row.dueAt < NEVER ? row.dueAt.toISOString() : null,
    objects: objectsOf(row, install),
    skips: row.skips,
    error: row.error,
  };
}

/** What we made and what we linked, singular as people say it, each with its page in HubSpot. */
function objectsOf(row: SyncDocument, install: InstallDocument | null): SyncObject[] {
  const url = (type: ObjectType, id: string) => (install ? recordUrl(install, type, id) : '');
  const made = row.objects.flatMap(({ type, id, state, rule }) =>
    id !== null && state === 'live' ? [{ type: SINGULAR[type], id, url: url(type, id), rule }] : [],
  );
  const linked = row.links.map(({ type, id, rule, evidence, confidence }) => ({
    type: SINGULAR[type],
    id,
    url: url(type, id),
    rule,
    evidence,
    confidence,
  }));
  return [...made, ...linked];
}
