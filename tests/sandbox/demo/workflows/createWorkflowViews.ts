import { SAMPLES } from '../../samples/samples.ts';
import { RECIPES, type Recipe } from '../../samples/workflows.ts';
import type { Sandbox } from '../../sandbox.types.ts';
import type { StepOutcome, WorkflowAction, WorkflowRun, WorkflowStep } from '../../workflow.types.ts';
import { allSteps } from '../../hubspot/workflows/checkWorkflow.ts';
import { PLURAL } from '../../hubspot/workflows/enrolledTypes.ts';
import { isRecordType, titleOf } from '../records/names.ts';
import { moment, sentenceCase } from '../records/values.ts';
import type { NamedObject } from '../demo.types.ts';
import {
  actionWords,
  eventName,
  filterWords,
  OPERATORS,
  optionLabel,
  outputOf,
  outputWords,
  ownWords,
} from './stepWords.ts';
import type { OutcomeView, RunView, StepView, WorkflowView } from './workflowView.types.ts';

export interface WorkflowViewDeps {
  sandbox: Pick<Sandbox, 'workflowRuns' | 'record' | 'properties'>;
  portalId: string;
  timeZone: string;
  actions: readonly WorkflowAction[];
  /** What the app offers for an input while a workflow is built: label by value, asked live. */
  readOptions: () => Promise<ReadonlyMap<string, string>>;
}

/** The workflows of the account: how each is built, and what it has done. */
export function createWorkflowViews(deps: WorkflowViewDeps): () => Promise<WorkflowView[]> {
  const { sandbox, portalId, timeZone } = deps;
  const actionOf = (uid: string) => deps.actions.find((action) => action.uid === uid);

  return async () => {
    const options = await deps.readOptions();
    return RECIPES.map((recipe) => viewOf(recipe, options));
  };

  function viewOf({ workflow, about, sample }: Recipe, options: ReadonlyMap<string, string>): WorkflowView {
    const all = allSteps(workflow.steps);
    const type = PLURAL[workflow.objectType];
    const labels = new Map(sandbox.properties(portalId, type).map(({ name, label }) => [name, label]));
    const labelOf = (property: string): string => labels.get(property) ?? property;
    const view = (step: WorkflowStep): StepView => stepView(step, all, options, labelOf);
    const byId = new Map(all.map((step) => [step.id, view(step)]));
    return {
      id: workflow.id,
      name: workflow.name,
      about,
      sample: { key: sample, label: SAMPLES.find(({ key }) => key === sample)?.label ?? sample },
      trigger: {
        event: eventName(workflow.trigger.eventTypeName),
        object: workflow.objectType.toLowerCase(),
        filters: workflow.trigger.filters.map(filterWords),
      },
      steps: workflow.steps.map(view),
      runs: sandbox
        .workflowRuns(portalId)
        .filter(({ workflowId }) => workflowId === workflow.id)
        .map((run) => runView(run, byId, all))
        .reverse(),
    };
  }

  function stepView(
    step: WorkflowStep,
    all: readonly WorkflowStep[],
    options: ReadonlyMap<string, string>,
    labelOf: (property: string) => string,
  ): StepView {
    const { id } = step;
    const views = (steps: readonly WorkflowStep[]) =>
      steps.map((one) => stepView(one, all, options, labelOf));
    if (step.kind === 'branch') {
      const action = actionBehind(step.on.step, all);
      const label = action?.labels.en.outputFieldLabels[step.on.output] ?? step.on.output;
      const value = optionLabel(outputOf(action, step.on.output), step.value);
      const title = `${label} ${OPERATORS[step.operator]} ${value}?`;
      return { id, kind: 'branch', title, details: [], ways: { yes: views(step.yes), no: views(step.no) } };
    }
    if (step.kind !== 'custom_action') return { id, kind: 'own', ...ownWords(step, labelOf), ways: null };
    const action = actionOf(step.uid);
    const words = action ? actionWords(action, step, options) : { title: step.uid, details: [] };
    return { id, kind: 'ours', ...words, ways: null };
  }

  function actionBehind(stepId: string, all: readonly WorkflowStep[]): WorkflowAction | undefined {
    const step = all.find(({ id }) => id === stepId);
    return step?.kind === 'custom_action' ? actionOf(step.uid) : undefined;
  }

  function runView(
    run: WorkflowRun,
    steps: ReadonlyMap<string, StepView>,
    all: readonly WorkflowStep[],
  ): RunView {
    const { type, id } = run.record;
    const record = sandbox.record(portalId, type, id);
    return {
      id: run.id,
      when: moment(run.startedAt, timeZone),
      state: run.state,
      event: eventName(run.event.eventTypeName),
      record: { type: isRecordType(type) ? type : 'contacts', id, title: record ? titleOf(record) : id },
      steps: run.steps.map((outcome) => outcomeView(outcome, steps.get(outcome.stepId)?.title ?? '', all)),
    };
  }

  function outcomeView(outcome: StepOutcome, title: string, all: readonly WorkflowStep[]): OutcomeView {
    const { stepId, state, attempts, message, outputs, way, taskId } = outcome;
    const action = actionBehind(stepId, all);
    const came = Object.entries(outputs).flatMap(([name, value]) =>
      action ? (outputWords(action, name, value) ?? []) : [],
    );
    const details = [
      ...(message === null ? [] : [message]),
      ...(way === null ? [] : [sentenceCase(way)]),
      ...came,
    ];
    return { id: stepId, title, state, attempts, details, task: taskView(taskId ?? outputs['task_id']) };
  }

  function taskView(id: string | undefined): NamedObject | null {
    const task = id === undefined ? undefined : sandbox.record(portalId, 'tasks', id);
    if (!task) return null;
    const on = task.associations.find(({ type }) => isRecordType(type));
    const shownOn = on && isRecordType(on.type) ? { type: on.type, id: on.id } : null;
    return { type: 'task', id: task.id, rule: 'created', name: titleOf(task), shownOn };
  }
}
