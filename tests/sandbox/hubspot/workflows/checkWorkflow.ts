import type { SandboxEventType } from '../../sandbox.types.ts';
import type {
  BranchStep,
  CustomActionStep,
  SetPropertyStep,
  Workflow,
  WorkflowAction,
  WorkflowStep,
} from '../../workflow.types.ts';
import { Refusal } from '../http.ts';
import { checkProperties } from '../records/check.ts';
import type { WriteContext } from '../records/context.ts';
import { filterProblems, type EventProperty } from './eventFilters.ts';
import { PLURAL } from './enrolledTypes.ts';

export interface Building {
  eventTypes: readonly SandboxEventType[];
  actions: readonly WorkflowAction[];
  context: WriteContext;
}

/** Why HubSpot's editor would not turn this workflow on; nothing when it would. */
export function workflowProblems(workflow: Workflow, building: Building): string[] {
  const { trigger, steps, objectType } = workflow;
  const type = building.eventTypes.find(({ name }) => name === trigger.eventTypeName);
  const trouble = type
    ? [
        ...(type.objectType === objectType ? [] : [`${type.name} happens to a ${type.objectType}`]),
        ...trigger.filters.flatMap((filter) => filterProblems(filter, type.properties)),
      ]
    : [`there is no event ${trigger.eventTypeName}`];
  return [
    ...(/^\d+$/.test(workflow.id) ? [] : ['the id of a workflow is a number']),
    ...trouble,
    ...doubled(steps).map((id) => `two steps are called ${id}`),
    ...(steps.length === 0 ? ['it has no steps'] : stepProblems(steps, workflow, building, [])),
  ];
}

function stepProblems(
  steps: readonly WorkflowStep[],
  workflow: Workflow,
  building: Building,
  earlier: readonly CustomActionStep[],
): string[] {
  const before = [...earlier];
  return steps.flatMap((step) => {
    switch (step.kind) {
      case 'custom_action': {
        before.push(step);
        return actionProblems(step, workflow, building);
      }
      case 'branch':
        return [
          ...branchProblems(step, before, building.actions),
          ...stepProblems(step.yes, workflow, building, before),
          ...stepProblems(step.no, workflow, building, before),
        ];
      case 'set_property':
        return propertyProblems(step, workflow, building.context);
      case 'create_task':
        return step.subject.trim() === '' || step.dueInDays < 0 ? [`${step.id}: a task needs a subject`] : [];
    }
  });
}

function actionProblems(step: CustomActionStep, { objectType }: Workflow, building: Building): string[] {
  const action = building.actions.find(({ uid }) => uid === step.uid);
  if (!action) return [`${step.id}: there is no action ${step.uid}`];
  const { definitions } = building.context.portal;
  const known = new Map(action.inputFields.map((field) => [field.typeDefinition.name, field]));
  const inputs = Object.entries(step.inputs).flatMap(([name, value]) => {
    const field = known.get(name);
    if (!field) return [`has no input ${name}`];
    const way = 'static' in value ? 'STATIC_VALUE' : 'OBJECT_PROPERTY';
    if (!field.supportedValueTypes.includes(way)) return [`${name} may not be a ${way}`];
    if ('property' in value) {
      return definitions[PLURAL[objectType]].has(value.property) ? [] : [`no property ${value.property}`];
    }
    const { type, options } = field.typeDefinition;
    if (type === 'number' && !(Number(value.static) >= 0)) return [`${name} is no number`];
    // A list that is fetched live is checked by who answers it: `optionsUrl`.
    return options && !options.some((option) => option.value === value.static)
      ? [`${value.static} is no option of ${name}`]
      : [];
  });
  const missing = action.inputFields
    .filter(({ isRequired, typeDefinition }) => isRequired && !(typeDefinition.name in step.inputs))
    .map(({ typeDefinition }) => `needs ${typeDefinition.name}`);
  const fits = action.objectTypes.includes(objectType) ? [] : [`is not offered for a ${objectType}`];
  return [...fits, ...inputs, ...missing].map((problem) => `${step.id}: ${step.uid} ${problem}`);
}

function branchProblems(
  { id, on, operator, value }: BranchStep,
  before: readonly CustomActionStep[],
  actions: readonly WorkflowAction[],
): string[] {
  const uid = before.find((step) => step.id === on.step)?.uid;
  if (uid === undefined) return [`${id}: no action called ${on.step} comes before it`];
  const output = actions
    .find((action) => action.uid === uid)
    ?.outputFields.find(({ typeDefinition }) => typeDefinition.name === on.output)?.typeDefinition;
  if (!output) return [`${id}: ${uid} has no output ${on.output}`];
  const options = output.options?.map((option) => option.value);
  const property: EventProperty = {
    name: output.name,
    type: output.type === 'number' || output.type === 'enumeration' ? output.type : 'string',
    ...(options ? { options } : {}),
  };
  return filterProblems({ property: output.name, operator, value }, [property]).map(
    (problem) => `${id}: ${problem}`,
  );
}

function propertyProblems(
  { id, property, value }: SetPropertyStep,
  { objectType }: Workflow,
  context: WriteContext,
): string[] {
  const type = PLURAL[objectType];
  if (context.portal.definitions[type].get(property)?.readOnly) return [`${id}: ${property} is read only`];
  try {
    checkProperties(context, type, { [property]: value }, {});
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [`${id}: ${error.message}`];
  }
}

/** Branches meet nowhere, yet the history names a step by its id alone. */
function doubled(steps: readonly WorkflowStep[]): string[] {
  const ids = allSteps(steps).map(({ id }) => id);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}

export function allSteps(steps: readonly WorkflowStep[]): WorkflowStep[] {
  return steps.flatMap((step) =>
    step.kind === 'branch' ? [step, ...allSteps(step.yes), ...allSteps(step.no)] : [step],
  );
}
