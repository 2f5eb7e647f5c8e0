import { APP_EVENTS } from '../../../../shared/appEvents.ts';
import { EVENT_PROPERTIES, type EventProperty } from '../../../../shared/eventProperties.ts';
import type {
  CreateTaskStep,
  CustomActionStep,
  EventFilter,
  FieldType,
  InputValue,
  SetPropertyStep,
  WorkflowAction,
} from '../../workflow.types.ts';
import { sentenceCase } from '../records/values.ts';

export const OPERATORS: Readonly<Record<EventFilter['operator'], string>> = {
  EQ: 'is',
  NEQ: 'is not',
  LT: 'is less than',
  LTE: 'is at most',
  GT: 'is greater than',
  GTE: 'is at least',
  BETWEEN: 'is between',
  IN: 'is any of',
  NOT_IN: 'is none of',
  HAS_PROPERTY: 'is known',
  NOT_HAS_PROPERTY: 'is unknown',
  CONTAINS_TOKEN: 'contains',
  NOT_CONTAINS_TOKEN: 'does not contain',
};

const number = new Intl.NumberFormat('en-US');
const EVENTS: Readonly<Record<string, EventProperty>> = EVENT_PROPERTIES;

/** The name an event has in HubSpot's list of triggers. */
export const eventName = (uid: string): string => APP_EVENTS.find((event) => event.uid === uid)?.name ?? uid;

/** "Duration (minutes) is greater than 30" */
export function filterWords({ property, operator, value, highValue, values }: EventFilter): string {
  const { label, options, type } = EVENTS[property] ?? { label: property, type: 'string' };
  const said = (raw: string): string =>
    type === 'number' ? number.format(Number(raw)) : (options?.[raw] ?? raw);
  const all = (values ?? [value, highValue].filter((one) => one !== undefined)).map(said);
  return [label, OPERATORS[operator], all.join(operator === 'BETWEEN' ? ' and ' : ', ')].join(' ').trim();
}

/** What the person who builds the workflow reads on the card of an action: its own text, filled in. */
export function actionWords(
  action: WorkflowAction,
  { inputs }: CustomActionStep,
  options: ReadonlyMap<string, string>,
): { title: string; details: string[] } {
  const { actionCardContent, inputFieldLabels } = action.labels.en;
  const said = (input: InputValue | undefined): string => {
    if (!input) return '';
    if ('property' in input) return 'the owner of the record';
    return options.get(input.static) ?? input.static;
  };
  const details = Object.entries(inputs)
    .filter(([name]) => !actionCardContent.includes(`{{${name}}}`))
    .map(([name, input]) => `${inputFieldLabels[name] ?? name}: ${said(input)}`);
  const title = actionCardContent.replace(/\{\{(\w+)\}\}/g, (_match, name: string) => said(inputs[name]));
  return { title, details };
}

/** HubSpot's own actions. */
export function ownWords(
  step: SetPropertyStep | CreateTaskStep,
  labelOf: (property: string) => string,
): { title: string; details: string[] } {
  if (step.kind === 'set_property') {
    return { title: `Set ${labelOf(step.property)} to ${sentenceCase(step.value)}`, details: [] };
  }
  const { subject, priority, dueInDays } = step;
  const due = `due in ${dueInDays} ${dueInDays === 1 ? 'day' : 'days'}`;
  return {
    title: `Create task: ${subject}`,
    details: [`${sentenceCase(priority)} priority, ${due}, for the owner of the record`],
  };
}

/** One output as later steps know it: "Engagement score 80". Undefined: ids and links say nothing to a person. */
export function outputWords(action: WorkflowAction, name: string, value: string): string | undefined {
  const type = outputOf(action, name);
  if (!type || /_(id|url)$/.test(name)) return undefined;
  return `${action.labels.en.outputFieldLabels[name] ?? name}: ${optionLabel(type, value)}`;
}

export const outputOf = (action: WorkflowAction | undefined, name: string): FieldType | undefined =>
  action?.outputFields.find(({ typeDefinition }) => typeDefinition.name === name)?.typeDefinition;

export const optionLabel = (type: FieldType | undefined, value: string): string =>
  type?.options?.find((option) => option.value === value)?.label ?? value;
