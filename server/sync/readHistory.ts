import pLimit from 'p-limit';
import type { Conversations } from '../cards/conversations.ts';
import type { CrmRecord } from '../hubspot/objects.ts';
import { NOTHING_SAID } from '../insights/nothingSaid.ts';
import { formerIdsOf } from '../matching/records.ts';
import { ref, type Ref } from './ref.ts';
import type { PastConversation } from './snapshot.types.ts';

/** The score looks at three conversations; the rest is for deletions that leave a hole. */
export const HISTORY = 10;
/** Reads side by side: enough to keep the database busy, few enough to leave others their turn. */
const PARALLEL = 16;

/** Earlier conversations of contacts and deals, newest first; of merged records also what each half had. */
export function createHistoryReader({ conversations }: { conversations: Pick<Conversations, 'newest'> }) {
  return async (
    portalId: string,
    records: readonly { type: 'contacts' | 'deals' | 'companies'; record: CrmRecord }[],
  ): Promise<Map<Ref, PastConversation[]>> => {
    const limit = pLimit(PARALLEL);
    const pages = records.map(async ({ type, record }) => {
      const ids = [record.id, ...formerIdsOf(record)];
      const found = await Promise.all(
        ids.map((objectId) =>
          limit(() => conversations.newest({ portalId, objectType: type, objectId }, HISTORY)),
        ),
      );
      const bySession = new Map(found.flat().map((entry) => [entry.sessionId, entry]));
      const newest = [...bySession.values()]
        .sort(
          (left, right) =>
            right.startedAt.getTime() - left.startedAt.getTime() ||
            (left.sessionId < right.sessionId ? 1 : -1),
        )
        .slice(0, HISTORY);
      return [ref(type, record.id), newest.map(toPast)] as const;
    });
    return new Map(await Promise.all(pages));
  };
}

type Entry = Awaited<ReturnType<Conversations['newest']>>[number];

function toPast(entry: Entry): PastConversation {
  const { sessionId, facts, conversation, nextStep, insights, contentRemoved } = entry;
  return {
    sessionId,
    facts,
    brief: conversation.brief,
    nextStep,
    said: { ...NOTHING_SAID, ...insights },
    ...(contentRemoved ? { wordless: true } : {}),
  };
}
