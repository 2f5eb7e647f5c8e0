import type { EventPropertyName } from './eventProperties.ts';

/**
 * The app events, one type per happening and object: a type is bound to one object type for ever
 * (hubspot-platform.md §5). The one source for what the sync sends and for `hubspot-app/app-events`.
 */
export const EVENT_OBJECTS = { contacts: 'CONTACT', companies: 'COMPANY', deals: 'DEAL' } as const;
export type EventObject = keyof typeof EVENT_OBJECTS;

export interface AppEventType {
  /** Component uid and `eventTypeName`; must never change after the first upload. */
  readonly uid: string;
  readonly happening: Happening;
  readonly object: EventObject;
  /** Sentence case, past tense, 50 characters at most; cannot change either. */
  readonly name: string;
  readonly description: string;
  /** Markdown and Handlebars over the type's own properties. */
  readonly headerTemplate: string;
  readonly properties: readonly EventPropertyName[];
}

interface HappeningDefinition {
  /** Name of the type by the object it shows on; a missing object has no such type. */
  readonly names: Partial<Record<EventObject, string>>;
  readonly description: string;
  readonly headerTemplate: string;
  readonly properties: readonly EventPropertyName[];
}

const HAPPENINGS = {
  conversation_completed: {
    names: {
      contacts: 'Conversation completed with contact',
      companies: 'Conversation completed with company',
      deals: 'Conversation completed on deal',
    },
    description: 'A conversation that liveprompt coached has ended.',
    headerTemplate:
      'Conversation completed{{#if duration_minutes}} · {{duration_minutes}} minutes{{/if}}{{#if sentiment}} · {{sentiment}}{{/if}}',
    properties: [
      'kind',
      'channel',
      'duration_minutes',
      'score',
      'sentiment',
      'objections',
      'open_objections',
      'competitors',
      'next_steps',
      'action_items',
      'next_meeting',
      'budget_confirmed',
      'fit_score',
      'satisfaction',
    ],
  },
  objection_raised: {
    names: { contacts: 'Objection raised by contact', deals: 'Objection raised on deal' },
    description: 'At least one objection was raised in a conversation.',
    headerTemplate:
      'Objections raised: **{{objections}}**{{#if open_objections}} · open: {{open_objections}}{{/if}}',
    properties: ['kind', 'objections', 'open_objections', 'first_objection_minute', 'sentiment', 'score'],
  },
  competitor_mentioned: {
    names: { contacts: 'Competitor mentioned by contact', deals: 'Competitor mentioned on deal' },
    description: 'A competitor was named in a conversation; one event for each of them.',
    headerTemplate:
      'Competitor mentioned: **{{competitor}}**{{#if competitor_minute}} · minute {{competitor_minute}}{{/if}}',
    properties: ['kind', 'competitor', 'competitor_minute', 'sentiment'],
  },
  next_step_agreed: {
    names: { contacts: 'Next step agreed with contact', deals: 'Next step agreed on deal' },
    description: 'A conversation ended with a next step, an action item or a next meeting.',
    headerTemplate:
      'Next steps agreed: **{{next_steps}}**{{#if days_to_next_meeting}} · next meeting in {{days_to_next_meeting}} days{{/if}}',
    properties: ['kind', 'next_steps', 'action_items', 'next_meeting', 'days_to_next_meeting', 'sentiment'],
  },
  renewal_risk_flagged: {
    names: {
      contacts: 'Renewal risk flagged on contact',
      companies: 'Renewal risk flagged on company',
      deals: 'Renewal risk flagged on deal',
    },
    description: 'A conversation showed a new or higher risk that the customer does not renew.',
    headerTemplate:
      'Renewal risk flagged: **{{risk_level}}**{{#if satisfaction}} · satisfaction {{satisfaction}}{{/if}}',
    properties: ['kind', 'risk_level', 'risk_reasons', 'satisfaction', 'sentiment'],
  },
  qualified: {
    names: { contacts: 'Contact qualified', deals: 'Deal qualified' },
    description: 'Budget, authority and need were all confirmed in a conversation.',
    headerTemplate: 'Qualified{{#if fit_score}} · fit score {{fit_score}}{{/if}}',
    properties: ['kind', 'fit_score', 'budget_confirmed', 'sentiment', 'score'],
  },
} as const satisfies Record<string, HappeningDefinition>;

export type Happening = keyof typeof HAPPENINGS;

const OF_A_DEAL: readonly EventPropertyName[] = [
  'deal_amount',
  'deal_stage',
  'deal_stage_id',
  'deal_pipeline_id',
  'recommendation_confidence',
];
/** The score belongs to what one person or one deal has been through; a company has many of both. */
const NOT_OF_A_COMPANY: readonly EventPropertyName[] = ['score'];

export const APP_EVENTS: readonly AppEventType[] = Object.entries(HAPPENINGS).flatMap(
  ([happening, defined]) =>
    Object.entries(defined.names).map(([object, name]) =>
      eventType(happening as Happening, object as EventObject, name),
    ),
);

function eventType(happening: Happening, object: EventObject, name: string): AppEventType {
  const { properties, ...texts }: HappeningDefinition = HAPPENINGS[happening];
  const own =
    object === 'companies' ? properties.filter((one) => !NOT_OF_A_COMPANY.includes(one)) : properties;
  return {
    uid: `${happening}_${EVENT_OBJECTS[object].toLowerCase()}`,
    happening,
    object,
    name,
    description: texts.description,
    headerTemplate: texts.headerTemplate,
    properties: [...own, ...(object === 'deals' ? OF_A_DEAL : []), 'session_url'],
  };
}
