import type { CustomActionStep, FieldType, WorkflowAction } from '../../workflow.types.ts';
import type { StoredRecord } from '../objects.types.ts';
import { runWorkflowAction } from '../runWorkflowAction.ts';
import type { EnrolledType } from '../../workflow.types.ts';

export interface ActionCall {
  clientSecret: string;
  action: WorkflowAction;
  step: CustomActionStep;
  portalId: string;
  workflowId: string;
  objectType: EnrolledType;
  record: StoredRecord;
  enrollmentId: number;
  /** The how-manieth step of this enrolment it is. */
  index: number;
}

export interface ActionResult {
  state: 'succeeded' | 'failed' | 'retrying';
  message: string | null;
  outputs: Record<string, string>;
}

/** HubSpot waits this long for an answer of an action, as for every call of an extension. */
const PATIENCE_MS = 30_000;

/** Calls one action as HubSpot does, and believes of the answer only what the action's definition declares. */
export async function callAction(call: ActionCall): Promise<ActionResult> {
  let response: Response;
  try {
    response = await send(call);
  } catch {
    return retry('The address of the action did not answer.');
  }
  const text = await response.text();
  if (response.status === 429 || response.status > 499)
    return retry(`The action answered ${response.status}.`);
  if (!response.ok) return failed(`The action answered ${response.status}.`);
  return readAnswer(call.action, text);
}

function send({ action, step, record, ...call }: ActionCall): Promise<Response> {
  const property = (name: string): string | undefined => record.properties[name];
  const inputFields = Object.entries(step.inputs).flatMap(([name, value]): [string, string][] => {
    const now = 'static' in value ? value.static : property(value.property);
    return now === undefined ? [] : [[name, now]];
  });
  return runWorkflowAction({
    clientSecret: call.clientSecret,
    url: action.actionUrl,
    portalId: call.portalId,
    objectType: call.objectType,
    objectId: record.id,
    callbackId: `ap-${call.portalId}-${call.enrollmentId}-${call.index}-0`,
    inputFields: Object.fromEntries(inputFields),
    definitionId: action.definitionId,
    workflowId: Number(call.workflowId),
    execution: { enrollmentId: call.enrollmentId, actionExecutionIndex: call.index },
    properties: Object.fromEntries(
      action.objectRequestOptions.properties.map((name) => [name, property(name) ?? null]),
    ),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
}

/** What the answer says, or why HubSpot could not use it. */
export function readAnswer(action: WorkflowAction, text: string): ActionResult {
  const given = outputFieldsOf(text);
  if (!given) return failed('The answer of the action holds no outputFields.');
  const { hs_execution_state: state = 'SUCCESS', ...values } = given;
  if (state === 'BLOCK')
    return failed('The action wants to answer later, for which the app has no permission.');
  if (state !== 'SUCCESS' && state !== 'FAIL_CONTINUE')
    return failed(`${String(state)} is no execution state.`);
  const types = new Map(
    action.outputFields.map(({ typeDefinition }) => [typeDefinition.name, typeDefinition]),
  );
  const problems = Object.entries(values).flatMap(([name, value]) => outputProblems(name, value, types));
  if (problems.length > 0) return failed(problems.join(' '));
  const outputs = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
  const rule = action.executionRules.find(({ conditions }) =>
    Object.entries(conditions).every(([name, value]) => outputs[name] === value),
  );
  return {
    state: state === 'SUCCESS' ? 'succeeded' : 'failed',
    message: rule ? (action.labels.en.executionRules[rule.labelName] ?? null) : null,
    outputs,
  };
}

function outputFieldsOf(text: string): Record<string, unknown> | undefined {
  try {
    const { outputFields } = JSON.parse(text) as { outputFields?: unknown };
    return typeof outputFields === 'object' && outputFields !== null
      ? (outputFields as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function outputProblems(name: string, value: unknown, types: ReadonlyMap<string, FieldType>): string[] {
  const type = types.get(name);
  if (!type) return [`The output ${name} is not declared.`];
  if (typeof value !== 'string' && typeof value !== 'number')
    return [`${name} is neither text nor a number.`];
  if (type.type === 'number') return Number.isFinite(Number(value)) ? [] : [`${name} is no number.`];
  const options = type.type === 'enumeration' ? type.options : undefined;
  return options && !options.some((option) => option.value === value)
    ? [`${value} is no option of ${name}.`]
    : [];
}

const failed = (message: string): ActionResult => ({ state: 'failed', message, outputs: {} });
const retry = (message: string): ActionResult => ({ state: 'retrying', message, outputs: {} });
