import type { TaskAnswer } from '../../shared/card.ts';
import type { Audit } from '../audit/audit.types.ts';
import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import type { BatchWriter } from '../hubspot/batchWrite.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { CallContext, Objects } from '../hubspot/objects.ts';
import type { ConversationDocument, Conversations, TaskAct } from './conversations.ts';

type TaskStatus = 'COMPLETED' | 'NOT_STARTED';

export interface CompleteTaskDeps {
  conversations: Pick<Conversations, 'ofTask' | 'noteTasks'>;
  /** Notes in the ledger what a person decided (null: nothing); undefined when the task is not of this conversation. */
  decideTask: (
    orgId: string,
    sessionId: string,
    taskId: string,
    status: TaskStatus | null,
    /** Only while this is what stands there. */
    instead?: TaskStatus,
  ) => Promise<{ before: TaskStatus | null } | undefined>;
  /** Others who keep how tasks are look again. */
  tasksChanged: (orgId: string, sessionId: string) => Promise<void>;
  taskDecision: (orgId: string, sessionId: string, taskId: string) => Promise<TaskStatus | null>;
  objects: Pick<Objects, 'read'>;
  write: BatchWriter;
  audit: Audit;
  clock: Clock;
}

export interface TaskRequest {
  portalId: string;
  orgId: string;
  taskId: string;
  done: boolean;
  who: string;
}

/** Two people who press against each other all the time are not waited for. */
const ROUNDS = 3;

/**
 * Completes or reopens a task of ours from a card. Absolute, so it may arrive twice: HubSpot repeats a
 * request it got no answer to (hubspot-platform.md §3.6). The ledger first: from then on no sync changes
 * the status back, even if this process dies before HubSpot hears of it, and of two that are on their way at
 * once the later decision wins: each looks, after its write, whether it is still the one that counts.
 */
export function createCompleteTask(deps: CompleteTaskDeps) {
  return async ({ portalId, orgId, taskId, done, who }: TaskRequest): Promise<TaskAnswer> => {
    const context: CallContext = { portalId, lane: 'people' };
    const wanted = statusOf(done);
    const conversation = await deps.conversations.ofTask(portalId, taskId);
    if (conversation?.orgId !== orgId) throw notOurs();
    const { sessionId } = conversation;
    const decided = await deps.decideTask(orgId, sessionId, taskId, wanted);
    if (!decided) throw notOurs();
    try {
      const siblings = await readStates(context, conversation);
      const before = siblings.get(taskId);
      if (before === undefined) throw gone();
      let now = before;
      let latest: TaskStatus = wanted;
      for (let round = 0; round < ROUNDS; round += 1) {
        const isDone = latest === 'COMPLETED';
        if (now !== isDone) await write(context, taskId, latest);
        now = isDone;
        siblings.set(taskId, isDone);
        await note(conversation, siblings);
        const standing = await deps.taskDecision(orgId, sessionId, taskId);
        if (standing === null || standing === latest) break;
        latest = standing;
      }
      if (before !== done) {
        await deps.audit.record({
          orgId,
          portalId,
          who,
          what: done ? 'task_completed' : 'task_reopened',
          where: 'hubspot',
          subject: taskId,
        });
      }
      return { ok: true, tasks: [...siblings].map(([id, isDone]) => ({ id, done: isDone })) };
    } catch (error) {
      // HubSpot did nothing: the ledger must not claim that a person's decision stands.
      const unknown = error instanceof HubSpotError && error.effect === 'unknown';
      if (!unknown) await deps.decideTask(orgId, sessionId, taskId, decided.before, wanted);
      throw error;
    }
  };

  async function write(context: CallContext, taskId: string, status: TaskStatus): Promise<void> {
    const outcomes = await deps.write(context, 'objects.update', 'tasks', [
      { key: taskId, id: taskId, properties: { hs_task_status: status } },
    ]);
    const outcome = outcomes.get(taskId);
    if (outcome?.ok === false) throw outcome.error.httpStatus === 404 ? gone() : outcome.error;
  }

  /** Whether each task of the conversation is done, as HubSpot says now; deleted ones are absent. */
  async function readStates(
    context: CallContext,
    { tasks }: ConversationDocument,
  ): Promise<Map<string, boolean>> {
    const ids = tasks.map(({ id }) => id);
    const found = await deps.objects.read(context, 'tasks', ids, ['hs_task_status']);
    return new Map(
      found
        .filter(({ archived }) => !archived)
        .map(({ id, properties }) => [id, properties['hs_task_status'] === 'COMPLETED']),
    );
  }

  async function note(
    { orgId, sessionId }: ConversationDocument,
    states: ReadonlyMap<string, boolean>,
  ): Promise<void> {
    const at = deps.clock.now();
    const acts = [...states].map(([id, done]): [string, TaskAct] => [id, { done, at }]);
    await deps.conversations.noteTasks(orgId, sessionId, Object.fromEntries(acts));
    await deps.tasksChanged(orgId, sessionId);
  }
}

function statusOf(done: boolean): TaskStatus {
  return done ? 'COMPLETED' : 'NOT_STARTED';
}

export type CompleteTask = ReturnType<typeof createCompleteTask>;

function notOurs(): AppError {
  return new AppError({
    code: 'task_unknown',
    kind: 'final',
    status: 404,
    message: 'This task did not come out of a liveprompt conversation of this account.',
    action: 'Reload the card.',
  });
}

function gone(): AppError {
  return new AppError({
    code: 'task_gone',
    kind: 'final',
    status: 404,
    message: 'Somebody deleted this task in HubSpot meanwhile.',
    action: 'Reload the card; nothing else is to be done.',
  });
}
