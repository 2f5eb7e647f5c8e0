import type { Session, StartedSession } from '../../shared/session.ts';
import { isDuplicateKey } from '../store/connect.ts';
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
     * Stores a version unless a newer one is there: the version stands in the filter, so deliveries may
     * come in any order. An equal version only completes what was merely started or removes what exists.
     * @returns false when the stored version stays.
     */
    async accept(document: SessionDocument): Promise<boolean> {
      const { _id, version, stage } = document;
      const replaceable =
        stage === 'deleted' ? ['started', 'finished'] : stage === 'finished' ? ['started'] : [];
      const filter = {
        _id,
        $or: [{ version: { $lt: version } }, { version, stage: { $in: replaceable } }],
      };
      try {
        const { _id: _, ...rest } = document;
        const { matchedCount, upsertedCount } = await documents.updateOne(
          filter as { _id: string },
          { $set: rest },
          { upsert: true },
        );
        return matchedCount + upsertedCount === 1;
      } catch (error) {
        // The filter did not match because an equal or newer version exists: the upsert met its _id.
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    async read(keys: readonly string[]): Promise<Map<string, SessionDocument>> {
      const found = await documents.find({ _id: { $in: [...keys] } }).toArray();
      return new Map(found.map((document) => [document._id, document as SessionDocument]));
    },
  };
}

export type SessionStore = ReturnType<typeof createSessionStore>;
