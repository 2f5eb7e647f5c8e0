import type { mongo } from 'mongoose';
import type { CardInsights } from '../../shared/card.ts';
import type { ConversationDocument, RecordKey } from './conversations.ts';

/** A conversation in which somebody asked for features. */
export interface AskingConversation {
  sessionId: string;
  startedAt: Date;
  requests: CardInsights['requests'];
}

/** More than an account asks in years; a bound all the same. */
const ASKING = 2_000;

/** Conversations that asked for features on one of some records, newest first, each once. */
export function askingOf(documents: Pick<mongo.Collection<ConversationDocument>, 'find'>) {
  return async (
    { portalId, objectType }: Omit<RecordKey, 'objectId'>,
    objectIds: readonly string[],
  ): Promise<AskingConversation[]> => {
    const [only] = objectIds;
    if (only === undefined) return [];
    const found = await documents
      .find(
        {
          portalId,
          objectType,
          objectId: objectIds.length === 1 ? only : { $in: [...objectIds] },
          'insights.requests.key': { $gt: '' },
        },
        { projection: { sessionId: 1, startedAt: 1, 'insights.requests': 1 } },
      )
      .limit(ASKING)
      .toArray();
    const once = new Map(found.map((entry) => [entry.sessionId, entry]));
    return [...once.values()]
      .map(({ sessionId, startedAt, insights }) => ({ sessionId, startedAt, requests: insights.requests }))
      .sort((left, right) => right.startedAt.getTime() - left.startedAt.getTime());
  };
}
