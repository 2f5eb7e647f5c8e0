import type { BranchStep, StepOutcome, WorkflowStep } from '../../workflow.types.ts';
import type { StoredRecord } from '../objects.types.ts';
import { writeContext } from '../records/context.ts';
import { passes } from '../search/filters.ts';
import type { SandboxSettings } from '../settings.ts';
import { callAction } from './callAction.ts';
import { PLURAL } from './enrolledTypes.ts';
import type { Enrolment } from './enrolment.ts';
import { runOwnAction } from './hubspotActions.ts';
import { nextAttemptMs } from './retries.ts';

const NOTHING = { state: 'succeeded', message: null, outputs: {}, way: null, taskId: null } as const;

/** Carries out the step at the head of an enrolment; one that will be tried again stays there. */
export function createPerformStep(settings: SandboxSettings) {
  return async (enrolment: Enrolment, step: WorkflowStep, record: StoredRecord): Promise<StepOutcome> => {
    const { run, todo } = enrolment;
    const known = run.steps.findIndex(({ stepId }) => stepId === step.id);
    const index = known === -1 ? run.steps.length : known;
    const attempts = (run.steps[index]?.attempts ?? 0) + 1;
    const result = await resultOf(enrolment, step, record, index);
    const outcome: StepOutcome = { ...NOTHING, stepId: step.id, attempts, ...result };
    const waited = settings.now().getTime() - Date.parse(run.startedAt);
    const again = nextAttemptMs(settings.workflows.firstRetryMs, attempts, waited) !== undefined;
    if (outcome.state === 'retrying' && !again) outcome.state = 'failed';
    run.steps[index] = outcome;
    if (outcome.state !== 'retrying') todo.shift();
    if (step.kind === 'branch') todo.unshift(...(outcome.way === 'yes' ? step.yes : step.no));
    return outcome;
  };

  async function resultOf(
    { id: enrollmentId, portal, workflow, run }: Enrolment,
    step: WorkflowStep,
    record: StoredRecord,
    index: number,
  ): Promise<Partial<StepOutcome>> {
    if (step.kind === 'branch') return { way: wayOf(step, run.steps) };
    if (step.kind !== 'custom_action') {
      return runOwnAction(step, record, writeContext(settings, portal, 'person', ''));
    }
    const action = settings.workflows.actions.find(({ uid }) => uid === step.uid);
    if (!action) return { state: 'failed', message: 'The app has no such action any more.' };
    return callAction({
      clientSecret: settings.app.clientSecret,
      action,
      step,
      portalId: portal.id,
      workflowId: workflow.id,
      objectType: workflow.objectType,
      record,
      enrollmentId,
      index,
    });
  }

  /** An output that is not there takes the way that the operator says, as an empty property would. */
  function wayOf({ on, operator, value }: BranchStep, steps: readonly StepOutcome[]): 'yes' | 'no' {
    const given = steps.find(({ stepId }) => stepId === on.step)?.outputs[on.output];
    const type = Number.isFinite(Number(value)) ? 'number' : 'enumeration';
    return passes({ type }, given, { propertyName: on.output, operator, value }) ? 'yes' : 'no';
  }
}

/** The enrolled record; undefined once it is gone, and with it its way through the workflow. */
export function recordOf({ portal, workflow, run }: Enrolment): StoredRecord | undefined {
  const record = portal.records[PLURAL[workflow.objectType]].get(run.record.id);
  return record?.archivedAt === undefined && record?.mergedInto === undefined ? record : undefined;
}
