import type { Conversations } from '../cards/conversations.ts';
import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import { createAssociations } from '../hubspot/associations.ts';
import { createBatchWriter } from '../hubspot/batchWrite.ts';
import type { HubSpotCall } from '../hubspot/call.types.ts';
import { createObjects } from '../hubspot/objects.ts';
import type { InstallDocument } from '../installs/install.ts';
import type { Store } from '../store/store.ts';
import { createFollowUp } from './followUp.ts';
import { lastConversationAnswer } from './lastConversation.ts';
import { createRuns } from './runs.ts';
import { enrolled, type WorkflowAnswer, type WorkflowCall } from './workflowCall.ts';

export interface WorkflowDeps {
  store: Store;
  call: HubSpotCall;
  conversations: Pick<Conversations, 'newest'>;
  installOf: (portalId: string) => Promise<InstallDocument | null>;
  appUrl: string;
  clock: Clock;
  sleep: (ms: number) => Promise<void>;
}

const NOT_CONNECTED: WorkflowAnswer = { state: 'FAIL_CONTINUE', outputs: { result: 'not_connected' } };
const NOTHING_TO_FOLLOW: WorkflowAnswer = { state: 'FAIL_CONTINUE', outputs: { result: 'no_conversation' } };

/** The actions that people put into HubSpot's workflows. */
export function createWorkflow(deps: WorkflowDeps) {
  const { call, clock, appUrl } = deps;
  const runs = createRuns(deps);
  const followUp = createFollowUp({
    write: createBatchWriter(call, deps.sleep),
    objects: createObjects(call),
    associations: createAssociations(call),
    appUrl,
    clock,
  });

  return {
    /** "Get last conversation": reads only, so every attempt may answer anew. */
    async lastConversation(asked: WorkflowCall): Promise<WorkflowAnswer> {
      const { portalId } = asked.origin;
      const install = await deps.installOf(portalId);
      if (!install?.orgId) return NOT_CONNECTED;
      const record = enrolled(asked);
      const found = record ? await deps.conversations.newest({ portalId, ...record }, 2) : [];
      return lastConversationAnswer(found, appUrl, clock.now());
    },

    /** "Create follow-up from last conversation": one task per execution, however often HubSpot asks. */
    async followUp(asked: WorkflowCall): Promise<WorkflowAnswer> {
      const { callbackId, origin } = asked;
      const { portalId } = origin;
      const install = await deps.installOf(portalId);
      if (install?.status !== 'active' || !install.orgId) return NOT_CONNECTED;
      const claim = await runs.claim(portalId, callbackId);
      if (claim.state === 'done') return claim.answer;
      if (claim.state === 'busy') throw stillBusy();
      try {
        const answer = await makeTask(asked, install.timeZone, claim.again);
        await runs.finish(portalId, callbackId, answer);
        return answer;
      } catch (error) {
        await runs.release(portalId, callbackId);
        throw retryLater(error);
      }
    },
  };

  async function makeTask(asked: WorkflowCall, timeZone: string, again: boolean): Promise<WorkflowAnswer> {
    const target = enrolled(asked);
    if (!target) return NOTHING_TO_FOLLOW;
    const record = { portalId: asked.origin.portalId, ...target };
    const [conversation] = await deps.conversations.newest(record, 1);
    if (!conversation) return NOTHING_TO_FOLLOW;
    return followUp({ call: asked, record, conversation, timeZone, again });
  }
}

export type Workflow = ReturnType<typeof createWorkflow>;

/** HubSpot repeats an action that was answered with 5xx, and so the answer of the other attempt will be heard. */
function stillBusy(): AppError {
  return new AppError({
    code: 'workflow_busy',
    kind: 'transient',
    status: 503,
    message: 'This step of the workflow is being carried out just now.',
    action: 'Nothing to do: HubSpot asks again.',
  });
}

/** A limit or an outage answers 503, whatever HubSpot said to us: HubSpot then tries the step again. */
function retryLater(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  const { code, kind, message, action } = error;
  return new AppError({ code, kind, message, action, status: 503, cause: error });
}
