import type { mongo } from 'mongoose';
import { sessionKey } from '../sessions/sessionStore.ts';
import type { SyncDocument, TaskStatus } from './ledger.types.ts';

/** What people decide about our tasks on a card; kept in the row of the conversation, so that no sync undoes it. */
export function createTaskDecisions(documents: mongo.Collection<SyncDocument>) {
  return {
    /**
     * A person completes or reopens a task on a card; null takes a decision back. The filter holds that the
     * task is ours.
     * @param instead only while this is what stands there.
     * @returns what they decided before, undefined when this conversation has no such task.
     */
    async decideTask(
      orgId: string,
      sessionId: string,
      taskId: string,
      status: TaskStatus | null,
      instead?: TaskStatus,
    ): Promise<{ before: TaskStatus | null } | undefined> {
      const name = `decided.${taskId}`;
      const row = await documents.findOneAndUpdate(
        {
          _id: sessionKey(orgId, sessionId),
          orgId,
          objects: { $elemMatch: { type: 'tasks', id: taskId } },
          ...(instead === undefined ? {} : { [name]: instead }),
        },
        status === null ? { $unset: { [name]: '' } } : { $set: { [name]: status } },
      );
      return row ? { before: row.decided?.[taskId] ?? null } : undefined;
    },

    /** The last word about a task. */
    async taskDecision(orgId: string, sessionId: string, taskId: string): Promise<TaskStatus | null> {
      const row = await documents.findOne(
        { _id: sessionKey(orgId, sessionId), orgId },
        { projection: { decided: 1 } },
      );
      return row?.decided?.[taskId] ?? null;
    },
  };
}
