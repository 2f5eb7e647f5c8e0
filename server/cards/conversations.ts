import { defineCollection, type Store } from '../store/store.ts';
import type { CardConversation, CardTask } from '../../shared/card.ts';
import type { ConversationFacts } from '../scoring/engagementScore.ts';

/** Record types that have a card. */
export type CardObjectType = 'contacts' | 'deals';

/**
 * The read model behind the cards: one document per record and conversation, written by the sync. A card
 * is one indexed read of it, newest first.
 */
export interface ConversationDocument {
  /** `portalId:type:objectId:sessionId`. */
  _id: string;
  portalId: string;
  orgId: string;
  objectType: CardObjectType;
  objectId: string;
  sessionId: string;
  startedAt: Date;
  facts: ConversationFacts;
  nextStep: string | null;
  nextMeeting: { title: string; startsAt: string } | null;
  /** Without `objects[].url`: the portal's host is added when read. */
  conversation: Omit<CardConversation, 'objects' | 'url'> & { objects: { type: string; id: string }[] };
  tasks: CardTask[];
}

export const conversations = defineCollection<ConversationDocument>({
  name: 'conversations',
  tenant: 'orgId',
  indexes: [
    {
      key: { portalId: 1, objectType: 1, objectId: 1, startedAt: -1, sessionId: -1 },
      name: 'of_record_newest_first',
    },
    { key: { orgId: 1, sessionId: 1 }, name: 'of_session' },
  ],
});

export interface RecordKey {
  portalId: string;
  objectType: CardObjectType;
  objectId: string;
}

/** Where the page before ended. */
export interface PageStart {
  startedAt: Date;
  sessionId: string;
}

export function conversationId({ portalId, objectType, objectId }: RecordKey, sessionId: string): string {
  return `${portalId}:${objectType}:${objectId}:${sessionId}`;
}

export function createConversations({ store }: { store: Store }) {
  const documents = store.collection(conversations);
  return {
    /** Newest first; one index scan that examines what it returns. */
    newest(record: RecordKey, limit: number, after?: PageStart): Promise<ConversationDocument[]> {
      const older = after
        ? {
            $or: [
              { startedAt: { $lt: after.startedAt } },
              { startedAt: after.startedAt, sessionId: { $lt: after.sessionId } },
            ],
          }
        : {};
      return documents
        .find({ ...record, ...older })
        .sort({ startedAt: -1, sessionId: -1 })
        .limit(limit)
        .toArray();
    },

    /** Replaces what the conversation shows on records: present on these, gone from all others. */
    async replace(orgId: string, sessionId: string, entries: readonly ConversationDocument[]): Promise<void> {
      const writes = entries.map((entry) => ({
        replaceOne: { filter: { _id: entry._id }, replacement: entry, upsert: true },
      }));
      if (writes.length > 0) await documents.bulkWrite(writes, { ordered: false });
      await documents.deleteMany({ orgId, sessionId, _id: { $nin: entries.map(({ _id }) => _id) } });
    },
  };
}

export type Conversations = ReturnType<typeof createConversations>;
