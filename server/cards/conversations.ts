import { defineCollection, type Store } from '../store/store.ts';
import { ASKED, askingOf, MAX_ASKING, type AskingConversation } from './asking.ts';
import type { CardConversation, CardInsights, CardTask, ConversationKind } from '../../shared/card.ts';
import type { ConversationFacts } from '../scoring/engagementScore.ts';

/** Record types that conversations are kept for. */
export type CardObjectType = 'contacts' | 'companies' | 'deals';

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
  /** Action items that were agreed, whether or not they became tasks. */
  actionItems: number;
  nextStep: string | null;
  /** With its id where it is a meeting of ours in HubSpot. */
  nextMeeting: { title: string; startsAt: string; meetingId?: string } | null;
  insights: CardInsights;
  /** Without addresses: the portal's host is added when read. */
  conversation: Omit<CardConversation, 'objects' | 'url' | 'insights' | 'matchedBy'> & {
    objects: { type: string; id: string }[];
    matchedBy: { rule: string; evidence: string; confidence: number | null };
  };
  /** What was said is not kept any more: the organisation wants it removed after a time. */
  contentRemoved?: boolean;
  tasks: CardTask[];
  /** When HubSpot was asked how the tasks are. */
  tasksSeenAt: Date;
  /** What people did on a card, by task id: newer than `tasksSeenAt`, it is how the task is. The sync leaves it alone. */
  taskActs?: Record<string, TaskAct>;
}

export interface TaskAct {
  done: boolean;
  at: Date;
}

export const conversations = defineCollection<ConversationDocument>({
  name: 'conversations',
  tenant: 'orgId',
  indexes: [
    {
      // The last two only so that counting never reads a document: one contact may stand for everybody (`default_contact`).
      key: {
        portalId: 1,
        objectType: 1,
        objectId: 1,
        startedAt: -1,
        sessionId: -1,
        'facts.durationMinutes': 1,
        actionItems: 1,
      },
      name: 'of_record_newest_first',
    },
    {
      key: {
        portalId: 1,
        objectType: 1,
        objectId: 1,
        'conversation.kind': 1,
        startedAt: -1,
        sessionId: -1,
      },
      name: 'of_record_and_kind_newest_first',
    },
    {
      key: { portalId: 1, objectType: 1, objectId: 1, 'insights.requests.key': 1 },
      name: 'of_record_and_request',
    },
    { key: { orgId: 1, sessionId: 1 }, name: 'of_session' },
    { key: { portalId: 1, 'tasks.id': 1 }, name: 'of_task' },
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

/** What one conversation shows, on every record that shows it. */
export interface ShownConversation {
  orgId: string;
  sessionId: string;
  entries: readonly ConversationDocument[];
}

export function conversationId({ portalId, objectType, objectId }: RecordKey, sessionId: string): string {
  return `${portalId}:${objectType}:${objectId}:${sessionId}`;
}

export function createConversations({ store }: { store: Store }) {
  const documents = store.collection(conversations);
  return {
    /** Newest first; one index scan that examines what it returns. */
    newest(record: RecordKey, limit: number, after?: PageStart): Promise<ConversationDocument[]> {
      return newestOfAny(record, [record.objectId], limit, { after });
    },

    newestOfAny,

    /** Conversations that asked for features on one of these records, newest first, each once. */
    async asking(
      { portalId, objectType }: Omit<RecordKey, 'objectId'>,
      objectIds: readonly string[],
    ): Promise<AskingConversation[]> {
      if (objectIds.length === 0) return [];
      const asked = { portalId, objectType, objectId: { $in: [...objectIds] }, ...ASKED };
      return askingOf(await documents.find(asked).limit(MAX_ASKING).toArray());
    },

    /** The conversation as it is on one record; null when it is not there. */
    onRecord(record: RecordKey, sessionId: string): Promise<ConversationDocument | null> {
      const { portalId } = record;
      return documents.findOne({ _id: conversationId(record, sessionId), portalId });
    },

    /** The conversation on every record that shows it. */
    ofSession(orgId: string, sessionId: string): Promise<ConversationDocument[]> {
      return documents.find({ orgId, sessionId }).toArray();
    },

    /** All conversations of these records, as little of them as counting needs: an index holds all of it. */
    async counts(
      { portalId, objectType }: Omit<RecordKey, 'objectId'>,
      objectIds: readonly string[],
    ): Promise<{ objectId: string; sessionId: string; minutes: number | null; actionItems: number }[]> {
      if (objectIds.length === 0) return [];
      const fields = { objectId: 1, sessionId: 1, 'facts.durationMinutes': 1, actionItems: 1 };
      const found = await documents
        .find(
          { portalId, objectType, objectId: { $in: [...objectIds] } },
          { projection: { _id: 0, ...fields } },
        )
        .toArray();
      return found.map(({ objectId, sessionId, facts, actionItems }) => ({
        objectId,
        sessionId,
        minutes: facts.durationMinutes,
        actionItems,
      }));
    },

    /** The conversation a task came out of; null when the task is none of ours in this portal. */
    ofTask(portalId: string, taskId: string): Promise<ConversationDocument | null> {
      return documents.findOne({ portalId, 'tasks.id': taskId });
    },

    /** How tasks of a conversation are by now, on every record that shows it. */
    async noteTasks(
      orgId: string,
      sessionId: string,
      acts: Readonly<Record<string, TaskAct>>,
    ): Promise<void> {
      const set = Object.fromEntries(Object.entries(acts).map(([id, act]) => [`taskActs.${id}`, act]));
      await documents.updateMany({ orgId, sessionId }, { $set: set });
    },

    /** The same as HubSpot showed it: what a person did on a card since then stays. */
    async noteSeen(orgId: string, sessionId: string, seen: Readonly<Record<string, TaskAct>>): Promise<void> {
      const writes = Object.entries(seen).map(([id, act]) => ({
        updateMany: {
          filter: { orgId, sessionId, [`taskActs.${id}.at`]: { $not: { $gt: act.at } } },
          update: { $set: { [`taskActs.${id}`]: act } },
        },
      }));
      if (writes.length > 0) await documents.bulkWrite(writes, { ordered: false });
    },

    /** A person said it does not belong there: it leaves that card at once, the sync does the rest. */
    async takeOff(record: RecordKey, sessionId: string): Promise<void> {
      const { portalId } = record;
      await documents.deleteOne({ _id: conversationId(record, sessionId), portalId });
    },

    /** Replaces what conversations show on records: present on these, gone from all others. */
    async replaceAll(shown: readonly ShownConversation[]): Promise<void> {
      if (shown.length === 0) return;
      // Field by field: what people did to a task while the sync was on its way stays.
      const entries = shown.flatMap((one) => one.entries);
      const writes = entries.map(({ _id, ...rest }) => ({
        updateOne: {
          filter: { _id },
          update: { $set: rest, $unset: { contentRemoved: '' as const } },
          upsert: true,
        },
      }));
      const others = shown.map(({ orgId, sessionId, entries: kept }) => ({
        deleteMany: { filter: { orgId, sessionId, _id: { $nin: kept.map(({ _id }) => _id) } } },
      }));
      await documents.bulkWrite([...writes, ...others], { ordered: false });
    },
  };

  /** Of several records together, each conversation once. */
  async function newestOfAny(
    { portalId, objectType }: Omit<RecordKey, 'objectId'>,
    objectIds: readonly string[],
    limit: number,
    { after, kind }: { after?: PageStart | undefined; kind?: ConversationKind | undefined } = {},
  ): Promise<ConversationDocument[]> {
    const [only] = objectIds;
    if (only === undefined) return [];
    const objectId = objectIds.length === 1 ? only : { $in: [...objectIds] };
    const older = after
      ? {
          $or: [
            { startedAt: { $lt: after.startedAt } },
            { startedAt: after.startedAt, sessionId: { $lt: after.sessionId } },
          ],
        }
      : {};
    const found = await documents
      .find({ portalId, objectType, objectId, ...(kind ? { 'conversation.kind': kind } : {}), ...older })
      .sort({ startedAt: -1, sessionId: -1 })
      // A conversation is there once per record, so this many hold `limit` different ones.
      .limit(limit * objectIds.length)
      .toArray();
    const once = new Map<string, ConversationDocument>();
    for (const entry of found) if (!once.has(entry.sessionId)) once.set(entry.sessionId, entry);
    return [...once.values()].slice(0, limit);
  }
}

export type Conversations = ReturnType<typeof createConversations>;
