import type { PropertyDefinition } from './propertyDefinition.ts';
import type { SessionFieldPath } from './sessionFields.ts';

/** A property we make in a portal when an admin asks for it, with the mapping that fills it. */
export interface ReadyProperty {
  readonly object: 'contact' | 'deal';
  readonly from: SessionFieldPath;
  readonly definition: PropertyDefinition;
}

const NUMBER = { type: 'number', fieldType: 'number' } as const;
const TEXT = { type: 'string', fieldType: 'text' } as const;
const LINES = { type: 'string', fieldType: 'textarea' } as const;

/** Made on request in our own group (hubspot-api.md §4.1); the names are unique over all objects. */
export const READY_PROPERTIES: readonly ReadyProperty[] = [
  {
    object: 'deal',
    from: 'insights.budget.max',
    definition: {
      name: 'liveprompt_budget_max',
      label: 'Budget said in conversation',
      description: 'The highest amount that was said in the newest conversation about this deal.',
      ...NUMBER,
    },
  },
  {
    object: 'deal',
    from: 'insights.qualification.timeline',
    definition: {
      name: 'liveprompt_decision_timeline',
      label: 'Decision timeline',
      description: 'When the customer wants to decide, in their own words.',
      ...TEXT,
    },
  },
  {
    object: 'deal',
    from: 'insights.competitors',
    definition: {
      name: 'liveprompt_competitors',
      label: 'Competitors named',
      description: 'Competitors that were named in the newest conversation that named any.',
      ...LINES,
    },
  },
  {
    object: 'deal',
    from: 'insights.objections.open',
    definition: {
      name: 'liveprompt_open_objections',
      label: 'Open objections',
      description: 'Objections that were raised and not answered yet.',
      ...LINES,
    },
  },
  {
    object: 'contact',
    from: 'summary.next_steps',
    definition: {
      name: 'liveprompt_next_steps',
      label: 'Next steps agreed',
      description: 'What was agreed in the newest conversation with this contact.',
      ...LINES,
    },
  },
  {
    object: 'contact',
    from: 'insights.talk_ratio',
    definition: {
      name: 'liveprompt_talk_ratio',
      label: 'Talk ratio of your side',
      description: '0 to 1, how much of the newest conversation your side talked.',
      ...NUMBER,
    },
  },
];

/** Answer of `POST …/hubspot/properties`: one row per name, in the order asked. */
export interface PropertiesCreated {
  results: {
    name: string;
    label: string;
    object: ReadyProperty['object'];
    /** It is there, now or since before, in the type we need. */
    ready: boolean;
    /** Why it is not, one sentence. */
    message: string | null;
    /** What to add to `mapping.custom` of the settings so that it is filled. */
    mapping: {
      from: string;
      object: ReadyProperty['object'];
      property: string;
      mode: 'write' | 'fill_empty' | 'propose';
    };
  }[];
}
