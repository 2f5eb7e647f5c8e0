import { SENTIMENT_OPTIONS } from './properties.ts';
import type { PropertyDefinition } from './propertyDefinition.ts';

/**
 * The custom object that holds one record per conversation (hubspot-api.md §5). One source for the schema we
 * create, for the records we write and for the test that compares the two.
 */
export const COACHING_SESSIONS = {
  name: 'coaching_sessions',
  labels: { singular: 'Coaching session', plural: 'Coaching sessions' },
  description: 'One record per conversation that liveprompt coached. Written by liveprompt.',
  /** Unique, so HubSpot itself keeps each conversation to one record (reliability.md §3, A). */
  key: 'session_id',
  title: 'title',
} as const;

/** What its records can be linked with, by the type ids HubSpot wants. */
export const COACHING_LINKS = { contacts: '0-1', companies: '0-2', deals: '0-3' } as const;
export type CoachingLink = keyof typeof COACHING_LINKS;

const choices = (...values: string[]) =>
  values.map((value) => ({ label: value.charAt(0).toUpperCase() + value.slice(1), value }));

export const COACHING_PROPERTIES: readonly (PropertyDefinition & { readonly hasUniqueValue?: boolean })[] = [
  {
    name: COACHING_SESSIONS.key,
    label: 'Conversation id',
    description: 'The id of the conversation in liveprompt; one record per conversation.',
    type: 'string',
    fieldType: 'text',
    hasUniqueValue: true,
  },
  {
    name: COACHING_SESSIONS.title,
    label: 'Title',
    description: 'The title of the conversation.',
    type: 'string',
    fieldType: 'text',
  },
  {
    name: 'kind',
    label: 'Kind',
    description: 'What the conversation was about.',
    type: 'enumeration',
    fieldType: 'select',
    options: choices('sales', 'support', 'discovery', 'coaching', 'other'),
  },
  {
    name: 'channel',
    label: 'Channel',
    description: 'Whether people met or called.',
    type: 'enumeration',
    fieldType: 'select',
    options: choices('meeting', 'call'),
  },
  {
    name: 'started_at',
    label: 'Started at',
    description: 'When the conversation started.',
    type: 'datetime',
    fieldType: 'date',
  },
  {
    name: 'duration_minutes',
    label: 'Duration in minutes',
    description: 'How long the conversation took.',
    type: 'number',
    fieldType: 'number',
  },
  {
    name: 'sentiment',
    label: 'Sentiment',
    description: 'How the conversation felt.',
    type: 'enumeration',
    fieldType: 'select',
    options: SENTIMENT_OPTIONS,
  },
  {
    name: 'score',
    label: 'Conversation score',
    description: '0 to 100, from this conversation alone: the engagement score of a first conversation.',
    type: 'number',
    fieldType: 'number',
  },
  {
    name: 'talk_ratio',
    label: 'Talk ratio of the host in percent',
    description: 'How much of the time the host spoke.',
    type: 'number',
    fieldType: 'number',
  },
  {
    name: 'open_objections',
    label: 'Objections left open',
    description: 'How many objections were not answered.',
    type: 'number',
    fieldType: 'number',
  },
  {
    name: 'summary',
    label: 'Summary',
    description: 'The brief of the conversation.',
    type: 'string',
    fieldType: 'textarea',
  },
  {
    name: 'next_step',
    label: 'Next step',
    description: 'The first step that was agreed.',
    type: 'string',
    fieldType: 'text',
  },
  {
    name: 'coach_notes',
    label: 'Coach notes',
    description: 'What the coach noted about the conversation.',
    type: 'string',
    fieldType: 'textarea',
  },
  {
    name: 'liveprompt_url',
    label: 'Conversation in liveprompt',
    description: 'Where the whole conversation is.',
    type: 'string',
    fieldType: 'text',
  },
];
