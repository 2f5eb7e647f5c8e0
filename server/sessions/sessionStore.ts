import type { Session, StartedSession } from '../../shared/session.ts';
import { exceptDuplicates } from '../store/connect.ts';
import { defineCollection, type Store } from '../store/store.ts';

/** The newest accepted version of a conversation. What liveprompt deleted keeps its number and nothing else. */
export type SessionDocument = SessionIdentity &
  (
    | { stage: 'started'; session: StartedSession }
    | { stage: 'finished'; session: Session }
    | { stage: 'deleted'; session: null }
  );

interface SessionIdentity {
  /** `orgId:sessionId`. */
  _id: string;
  orgId: string;
  sessionId: string;
  version: number;
}

export const sessions = defineCollection<SessionDocument>({
  name: 'sessions',
  tenant: 'orgId',
  indexes: [{ key: { orgId: 1, 'session.started_at': -1 }, name: 'of_organisation' }],
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
          stage === 'deleted' ? ['started', 'finished'] : stage === 'finished' ? ['started'] : [];
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

    async read(keys: readonly string[]): Promise<Map<string, SessionDocument>> {
      const found = await documents.find({ _id: { $in: [...keys] } }).toArray();
      return new Map(found.map((document) => [document._id, document as SessionDocument]));
    },
  };
}

export type SessionStore = ReturnType<typeof createSessionStore>;
