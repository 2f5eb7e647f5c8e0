import type { CustomActionStep, Workflow } from '../workflow.types.ts';

/** A recipe a customer can build by clicks in HubSpot; `server/docs/workflow-recipes.md` tells how. */
export interface Recipe {
  workflow: Workflow;
  /** When a team wants it. */
  about: string;
  /** Which sample call starts it in the demo. */
  sample: 'sales' | 'support' | 'discovery';
}

const lastConversation: CustomActionStep = {
  kind: 'custom_action',
  id: 'last',
  uid: 'liveprompt_last_conversation',
  inputs: {},
};

const followUp = (id: string, template: string, days: number): CustomActionStep => ({
  kind: 'custom_action',
  id,
  uid: 'liveprompt_follow_up',
  inputs: {
    template: { static: template },
    owner: { property: 'hubspot_owner_id' },
    due_in_days: { static: String(days) },
  },
});

const highValue: Workflow = {
  id: '501',
  name: 'High-Value Call Follow-up',
  objectType: 'DEAL',
  reEnrollment: true,
  trigger: {
    eventTypeName: 'conversation_completed_deal',
    filters: [
      { property: 'duration_minutes', operator: 'GT', value: '30' },
      { property: 'deal_amount', operator: 'GT', value: '50000' },
      { property: 'sentiment', operator: 'EQ', value: 'positive' },
    ],
  },
  steps: [
    lastConversation,
    {
      kind: 'branch',
      id: 'warm',
      on: { step: 'last', output: 'score' },
      operator: 'GTE',
      value: '70',
      yes: [
        followUp('act', 'next_steps', 1),
        { kind: 'set_property', id: 'priority', property: 'hs_priority', value: 'high' },
      ],
      no: [followUp('recap', 'recap', 2)],
    },
  ],
};

const objection: Workflow = {
  id: '502',
  name: 'Objection Left Open',
  objectType: 'DEAL',
  reEnrollment: true,
  trigger: {
    eventTypeName: 'objection_raised_deal',
    filters: [
      { property: 'open_objections', operator: 'GTE', value: '1' },
      { property: 'kind', operator: 'IN', values: ['sales', 'discovery'] },
    ],
  },
  steps: [
    followUp('answer', 'objections', 1),
    {
      kind: 'branch',
      id: 'made',
      on: { step: 'answer', output: 'result' },
      operator: 'EQ',
      value: 'done',
      yes: [],
      no: [
        {
          kind: 'create_task',
          id: 'byHand',
          subject: 'An objection is open: read the last conversation and answer it',
          priority: 'HIGH',
          dueInDays: 1,
        },
      ],
    },
  ],
};

const renewal: Workflow = {
  id: '503',
  name: 'Renewal at Risk',
  objectType: 'CONTACT',
  reEnrollment: true,
  trigger: {
    eventTypeName: 'renewal_risk_flagged_contact',
    filters: [{ property: 'risk_level', operator: 'IN', values: ['medium', 'high'] }],
  },
  steps: [
    lastConversation,
    {
      kind: 'branch',
      id: 'upset',
      on: { step: 'last', output: 'sentiment' },
      operator: 'EQ',
      value: 'negative',
      yes: [
        {
          kind: 'create_task',
          id: 'call',
          subject: 'Call before the renewal is lost',
          priority: 'HIGH',
          dueInDays: 1,
        },
        { kind: 'set_property', id: 'status', property: 'hs_lead_status', value: 'ATTEMPTED_TO_CONTACT' },
      ],
      no: [followUp('check', 'check_in', 7)],
    },
  ],
};

const qualified: Workflow = {
  id: '504',
  name: 'Qualified Lead to Sales',
  objectType: 'CONTACT',
  reEnrollment: false,
  trigger: {
    eventTypeName: 'conversation_completed_contact',
    filters: [
      { property: 'kind', operator: 'EQ', value: 'discovery' },
      { property: 'fit_score', operator: 'GTE', value: '70' },
    ],
  },
  steps: [
    { kind: 'set_property', id: 'status', property: 'hs_lead_status', value: 'OPEN' },
    lastConversation,
    {
      kind: 'branch',
      id: 'doubts',
      on: { step: 'last', output: 'open_objections' },
      operator: 'GTE',
      value: '1',
      yes: [followUp('answer', 'objections', 1)],
      no: [followUp('act', 'next_steps', 1)],
    },
  ],
};

export const RECIPES: readonly Recipe[] = [
  {
    workflow: highValue,
    about: 'A long, positive call on a large deal: the owner acts on the next step the day after.',
    sample: 'sales',
  },
  {
    workflow: objection,
    about:
      'A call on a deal ended with an objection that nobody answered: the owner answers it the day after.',
    sample: 'sales',
  },
  {
    workflow: renewal,
    about:
      'A customer may not renew: an upset one is called the day after, the others are asked within a week.',
    sample: 'support',
  },
  {
    workflow: qualified,
    about: 'A discovery call found a lead that fits: it is open for sales, and its owner acts the day after.',
    sample: 'discovery',
  },
];
