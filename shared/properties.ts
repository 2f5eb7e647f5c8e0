import { CUSTOMER_PROPERTIES, RISK_PROPERTIES } from './customerProperties.ts';
import type { PropertyDefinition } from './propertyDefinition.ts';
import { TOTAL_PROPERTIES } from './totalProperties.ts';

/**
 * The properties we create in a portal, in a group of our own (hubspot-api.md §4.1). One source for
 * provisioning, for the planner that writes them and for the test that compares the two.
 */
export const PROPERTY_GROUP = { name: 'liveprompt', label: 'liveprompt' } as const;

export const SENTIMENT_OPTIONS = [
  { label: 'Positive', value: 'positive' },
  { label: 'Neutral', value: 'neutral' },
  { label: 'Negative', value: 'negative' },
] as const;

export const CONTACT_PROPERTIES: readonly PropertyDefinition[] = [
  {
    name: 'liveprompt_last_meeting_date',
    label: 'Last liveprompt conversation',
    description: 'When the newest coached conversation with this contact started.',
    type: 'datetime',
    fieldType: 'date',
  },
  {
    name: 'liveprompt_engagement_score',
    label: 'Engagement score',
    description: '0 to 100, from the newest conversation and how regular the conversations are.',
    type: 'number',
    fieldType: 'number',
  },
  {
    name: 'liveprompt_recent_summary',
    label: 'Recent conversation summary',
    description: 'The brief of the newest coached conversation.',
    type: 'string',
    fieldType: 'textarea',
  },
  {
    name: 'liveprompt_sentiment',
    label: 'Sentiment of the last conversation',
    description: 'How the newest coached conversation felt.',
    type: 'enumeration',
    fieldType: 'select',
    options: SENTIMENT_OPTIONS,
  },
  ...TOTAL_PROPERTIES,
  ...CUSTOMER_PROPERTIES,
];

export const DEAL_PROPERTIES: readonly PropertyDefinition[] = [
  {
    name: 'liveprompt_last_meeting_date',
    label: 'Last liveprompt conversation',
    description: 'When the newest coached conversation about this deal started.',
    type: 'datetime',
    fieldType: 'date',
  },
  {
    name: 'liveprompt_sentiment',
    label: 'Sentiment of the last conversation',
    description: 'How the newest coached conversation about this deal felt.',
    type: 'enumeration',
    fieldType: 'select',
    options: SENTIMENT_OPTIONS,
  },
  ...TOTAL_PROPERTIES,
  ...RISK_PROPERTIES,
];

/** Unique where a portal lets us create it on activities (hubspot-api.md §2.7); the probe decides. */
export const ACTIVITY_KEY_PROPERTY: PropertyDefinition = {
  name: 'liveprompt_key',
  label: 'liveprompt key',
  description: 'Ties this activity to exactly one liveprompt conversation. Written by liveprompt only.',
  type: 'string',
  fieldType: 'text',
};
