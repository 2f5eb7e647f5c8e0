import type { Session, StartedSession } from '../../shared/session.ts';
import { exceptDuplicates } from '../store/connect.ts';
import { defineCollection, type Store } from '../store/store.ts';

/**
 * The newest accepted version of a conversation. What liveprompt deleted keeps its number and nothing else; so does
 * what became older than its organisation wants it kept (`expired`), which stays in HubSpot.
 */
export type SessionDocument = SessionIdentity &
  (
    | { stage: 'started'; session: StartedSession }
    | { stage: 'finished'; session: Session }
    | { stage: 'deleted'; session: null }
    | { stage: 'expired'; session: null }
  );

interface SessionIdentity {
  /** `orgId:sessionId`. */
  _id: string;
  orgId: string;
  sessionId: string;
  version: number;
  /** Of an expired one: when it is looked for once more what a turn that was under way wrote of it. */
  lookAgainAt?: Date;
}

export const sessions = defineCollection<SessionDocument>({
  name: 'sessions',
  tenant: 'orgId',
  indexes: [
    { key: { orgId: 1, 'session.started_at': -1 }, name: 'of_organisation' },
    { key: { lookAgainAt: 1 }, name: 'expired_to_look_at', sparse: true },
  ],
});

export function sessionKey(orgId: string, sessionId: string): string {
  return `${orgId}:${sessionId}`;
}

export function createSessionStore({ store }: { store: Store }) {
  const documents = store.collection(sessions);
  return {
    /**
     * Stores each version unless a newer one is there: the version stands in the filter, so deliveries may
     * come in any order. An equal version only completes what was merely started or removes what exists.
     */
    async acceptAll(arrived: readonly SessionDocument[]): Promise<void> {
      if (arrived.length === 0) return;
      const writes = arrived.map(({ _id, ...rest }) => {
        const { version, stage } = rest;
        const replaceable: SessionDocument['stage'][] =
          stage === 'deleted' ? ['started', 'finished', 'expired'] : stage === 'finished' ? ['started'] : [];
        const filter = {
          _id,
          $or: [{ version: { $lt: version } }, { version, stage: { $in: replaceable } }],
        };
        return { updateOne: { filter: filter, update: { $set: rest }, upsert: true } };
      });
      await exceptDuplicates(documents.bulkWrite(writes, { ordered: false }));
    },

    /** Finished conversations of an organisation, those that began last first. */
    async newest(orgId: string, limit: number): Promise<SessionDocument[]> {
      const found = await documents
        .find({ orgId, stage: 'finished' })
        .sort({ 'session.started_at': -1 })
        .limit(limit)
        .toArray();
      return found.map((document) => document as SessionDocument);
    },

    /**
     * Finished conversations that began in the range, those that began last first, behind `after`. What was
     * sent with another offset sorts by its text: it is found, if not quite in its place.
     */
    async begun(
      orgId: string,
      range: BegunRange,
      after: { startedAt: string; sessionId: string } | FinishedSession | null,
      limit: number,
    ): Promise<FinishedSession[]> {
      const found: FinishedSession[] = [];
      let last = after && ('session' in after ? positionOf(after) : after);
      while (found.length < limit) {
        const page = await documents
          .find({ $and: [textRange(orgId, range), ...(last ? [behind(last)] : [])] })
          .sort({ 'session.started_at': -1, sessionId: -1 })
          .limit(limit)
          .toArray();
        const finished = page.flatMap((one) => (one.stage === 'finished' ? [one] : []));
        found.push(...finished.filter((one) => isIn(range, one)));
        const end = finished.at(-1);
        if (page.length < limit || !end) break;
        last = positionOf(end);
      }
      return found.slice(0, limit);
    },

    /**
     * Conversations with content that began before, oldest first. A text with an offset may be hours from its instant:
     * none is found too early, some a day late.
     */
    begunBefore(orgId: string, before: Date, limit: number): Promise<SessionDocument[]> {
      const text = new Date(before.getTime() - OFFSET_MS).toISOString();
      return documents
        .find({ orgId, stage: { $in: ['started', 'finished'] }, 'session.started_at': { $lt: text } })
        .sort({ 'session.started_at': 1 })
        .limit(limit)
        .toArray();
    },

    /** Its content goes. False: a newer version came meanwhile. */
    async expire({ _id, version, stage }: SessionDocument, lookAgainAt: Date): Promise<boolean> {
      const { modifiedCount } = await documents.updateOne(
        { _id, version, stage },
        { $set: { stage: 'expired', session: null, lookAgainAt } },
      );
      return modifiedCount === 1;
    },

    async countBegun(orgId: string, range: BegunRange): Promise<number> {
      const found = documents.find(textRange(orgId, range), { projection: { 'session.started_at': 1 } });
      let count = 0;
      for await (const one of found) if (isIn(range, one as FinishedSession)) count += 1;
      return count;
    },

    async read(keys: readonly string[]): Promise<Map<string, SessionDocument>> {
      const found = await documents.find({ _id: { $in: [...keys] } }).toArray();
      return new Map(found.map((document) => [document._id, document as SessionDocument]));
    },

    /** Who takes part, without what was said: of many conversations that would be a lot to carry. */
    async readMeetings(keys: readonly string[]): Promise<Map<string, MeetingDocument>> {
      const projection = { version: 1, stage: 1, 'session.participants': 1, 'session.host': 1 };
      const found = await documents.find({ _id: { $in: [...keys] } }, { projection }).toArray();
      return new Map(found.map((document) => [document._id, document as MeetingDocument]));
    },
  };
}

/** A conversation as far as it says who takes part. */
export type MeetingDocument = Pick<SessionIdentity, 'version'> &
  (
    | { stage: 'started' | 'deleted' | 'expired'; session: unknown }
    | { stage: 'finished'; session: Pick<Session, 'participants' | 'host'> }
  );

export type FinishedSession = Extract<SessionDocument, { stage: 'finished' }>;

/** `until` is not included. */
export interface BegunRange {
  since: Date;
  until: Date;
}

/** No zone is further from UTC than this: the text of an instant is at most as far from the text of its UTC form. */
const OFFSET_MS = 14 * 3_600_000;

function textRange(orgId: string, { since, until }: BegunRange): object {
  const text = (at: Date, shift: number) => new Date(at.getTime() + shift).toISOString();
  const started = { $gte: text(since, -OFFSET_MS), $lt: text(until, OFFSET_MS) };
  return { orgId, stage: 'finished', 'session.started_at': started };
}

function behind({ startedAt, sessionId }: { startedAt: string; sessionId: string }): object {
  const field = 'session.started_at';
  return { $or: [{ [field]: { $lt: startedAt } }, { [field]: startedAt, sessionId: { $lt: sessionId } }] };
}

function positionOf({ session, sessionId }: FinishedSession) {
  return { startedAt: session.started_at, sessionId };
}

function isIn({ since, until }: BegunRange, { session }: FinishedSession): boolean {
  const at = Date.parse(session.started_at);
  return at >= since.getTime() && at < until.getTime();
}

export type SessionStore = ReturnType<typeof createSessionStore>;
