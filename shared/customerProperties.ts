import type { PropertyDefinition } from './propertyDefinition.ts';

/**
 * Properties that tell how a customer is: success and marketing work with them. People may correct each of them by
 * hand, and what they wrote stays (decision 0025).
 */
const NUMBER = { type: 'number', fieldType: 'number' } as const;
const TEXT = { type: 'string', fieldType: 'text' } as const;
const LINES = { type: 'string', fieldType: 'textarea' } as const;
const YES_NO = {
  type: 'enumeration',
  fieldType: 'select',
  options: [
    { label: 'Confirmed', value: 'yes' },
    { label: 'Not confirmed', value: 'no' },
  ],
} as const;

export const RISK_LEVELS = [
  { label: 'None', value: 'none' },
  { label: 'Low', value: 'low' },
  { label: 'Medium', value: 'medium' },
  { label: 'High', value: 'high' },
] as const;

const SATISFACTION: PropertyDefinition = {
  name: 'liveprompt_satisfaction',
  label: 'Satisfaction',
  description: '0 to 10, from the newest conversation that said it; the property keeps its history.',
  ...NUMBER,
};

export const RISK_PROPERTIES: readonly PropertyDefinition[] = [
  {
    name: 'liveprompt_renewal_risk',
    label: 'Renewal risk',
    description: 'How likely it is that this customer leaves, from the newest conversation that said it.',
    type: 'enumeration',
    fieldType: 'select',
    options: RISK_LEVELS,
  },
  {
    name: 'liveprompt_renewal_risk_reasons',
    label: 'Renewal risk: reasons',
    description: 'Why, as that conversation said it; one reason a line.',
    ...LINES,
  },
];

export const CUSTOMER_PROPERTIES: readonly PropertyDefinition[] = [
  SATISFACTION,
  ...RISK_PROPERTIES,
  {
    name: 'liveprompt_fit_score',
    label: 'Lead score by fit',
    description: '0 to 100, how well this contact fits, from the newest conversation that said it.',
    ...NUMBER,
  },
  {
    name: 'liveprompt_qualified_budget',
    label: 'Qualification: budget',
    description: 'Whether there is a budget, from the newest conversation that said it.',
    ...YES_NO,
  },
  {
    name: 'liveprompt_qualified_authority',
    label: 'Qualification: authority',
    description: 'Whether this contact decides, from the newest conversation that said it.',
    ...YES_NO,
  },
  {
    name: 'liveprompt_qualified_need',
    label: 'Qualification: need',
    description: 'Whether there is a need, from the newest conversation that said it.',
    ...YES_NO,
  },
  {
    name: 'liveprompt_qualified_timeline',
    label: 'Qualification: timeline',
    description: 'When they want to decide, in their own words.',
    ...TEXT,
  },
  {
    name: 'liveprompt_campaign_source',
    label: 'Campaign source',
    description: 'Where this contact came from; the first conversation that says it keeps it.',
    ...TEXT,
  },
  {
    name: 'liveprompt_campaign_medium',
    label: 'Campaign medium',
    description: 'The medium of the campaign this contact came from.',
    ...TEXT,
  },
  {
    name: 'liveprompt_campaign_name',
    label: 'Campaign name',
    description: 'The campaign this contact came from.',
    ...TEXT,
  },
];

/** Made only where the portal grants the optional permission for it (`shared/scopes.ts`). */
export const COMPANY_PROPERTIES: readonly PropertyDefinition[] = [
  SATISFACTION,
  ...RISK_PROPERTIES,
  {
    name: 'liveprompt_feature_requests',
    label: 'Feature requests',
    description: 'What this account asked for, one a line, with the number of conversations that did.',
    ...LINES,
  },
];
