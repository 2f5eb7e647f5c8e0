import type { MappableObject, WritableProperty } from './options.ts';
import type { FieldChoice, FieldType, SessionField } from './sessionFields.ts';

type Definition = Pick<WritableProperty, 'name' | 'label' | 'type' | 'fieldType' | 'options'>;

/** Property types a field can be written into; text takes everything. */
const TARGETS: Readonly<Record<FieldType, readonly WritableProperty['type'][]>> = {
  text: ['string', 'phone_number', 'enumeration'],
  number: ['string', 'number', 'enumeration'],
  money: ['string', 'number'],
  date: ['string', 'date', 'datetime'],
  datetime: ['string', 'date', 'datetime'],
  boolean: ['string', 'bool', 'enumeration'],
  list: ['string', 'enumeration'],
  enumeration: ['string', 'enumeration'],
};

const WORDS: Readonly<Record<WritableProperty['type'], string>> = {
  bool: 'yes or no',
  date: 'a date',
  datetime: 'a date and time',
  enumeration: 'one of its options',
  number: 'a number',
  phone_number: 'a phone number',
  string: 'text',
};

const FIELD_WORDS: Readonly<Record<FieldType, string>> = {
  text: 'text',
  number: 'a number',
  money: 'an amount of money',
  date: 'a date',
  datetime: 'a date and time',
  boolean: 'yes or no',
  list: 'a list',
  enumeration: 'a choice',
};

/**
 * Why a field can never be written into a property, one sentence; null when it can. Whether one value of
 * a conversation fits (an option that exists, the deal's currency) shows when it is written.
 */
export function conversionProblem(field: SessionField, property: Definition): string | null {
  const target = `"${property.label}"`;
  if (property.fieldType === 'file') return `${target} holds files, and a conversation brings none.`;
  if (!TARGETS[field.type].includes(property.type)) {
    return `"${field.label}" is ${FIELD_WORDS[field.type]}, but ${target} takes ${WORDS[property.type]}.`;
  }
  if (property.type !== 'enumeration') return null;
  if (property.options.length === 0) return `${target} has no options of its own to choose from.`;
  if (field.type === 'list' && property.fieldType !== 'checkbox') {
    return `"${field.label}" is a list, but ${target} takes only one option.`;
  }
  const values = field.type === 'boolean' ? BOOLEAN_CHOICES : field.values;
  if (!values || values.some((value) => optionFor(property.options, value))) return null;
  const names = values.map(({ value }) => value).join(', ');
  return `${target} has no option for any value of "${field.label}" (${names}).`;
}

export const BOOLEAN_CHOICES = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
] as const satisfies readonly FieldChoice[];

/** The option that is exactly this value, by what HubSpot stores or by what people see; nothing close to it. */
export function optionFor(
  options: readonly FieldChoice[],
  { value, label }: FieldChoice,
): FieldChoice | undefined {
  const is = (wanted: string) => (option: FieldChoice) =>
    option.value === wanted || option.label.trim() === wanted;
  return options.find(is(value)) ?? options.find(is(label));
}

const OURS = 'liveprompt keeps it up to date by itself';

/** Properties that liveprompt fills by a rule of its own: a mapping into one would fight with that rule. */
const RESERVED: Readonly<Record<MappableObject, Readonly<Record<string, string>>>> = {
  contact: {
    email: 'it is how liveprompt recognises the contact',
    hs_additional_emails: 'it is how liveprompt recognises the contact',
    liveprompt_last_meeting_date: OURS,
    liveprompt_engagement_score: OURS,
    liveprompt_recent_summary: OURS,
    liveprompt_sentiment: OURS,
    liveprompt_conversations: OURS,
    liveprompt_conversation_minutes: OURS,
    liveprompt_action_items: OURS,
  },
  company: { domain: 'it is how liveprompt recognises the company' },
  deal: {
    dealstage: 'stages are changed by the stage rules below',
    pipeline: 'stages are changed by the stage rules below',
    liveprompt_last_meeting_date: OURS,
    liveprompt_sentiment: OURS,
    liveprompt_conversations: OURS,
    liveprompt_conversation_minutes: OURS,
    liveprompt_action_items: OURS,
  },
  meeting: {
    hs_timestamp: 'it is when the conversation was',
    hs_meeting_start_time: 'it is when the conversation was',
    hs_meeting_end_time: 'it is when the conversation was',
    hs_meeting_external_url: 'it is how liveprompt recognises the meeting',
    liveprompt_key: 'it is how liveprompt recognises the meeting',
  },
  ticket: {
    hs_pipeline: 'liveprompt does not move tickets',
    hs_pipeline_stage: 'liveprompt does not move tickets',
  },
};

/** Why no mapping may write this property, one sentence; null when one may. */
export function reservedProblem(object: MappableObject, property: string): string | null {
  const why = Object.hasOwn(RESERVED[object], property) ? RESERVED[object][property] : undefined;
  return why ? `"${property}" cannot be mapped: ${why}.` : null;
}
