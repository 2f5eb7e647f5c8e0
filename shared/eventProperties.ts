/**
 * What app events may carry: figures, words from a fixed list, and names that filters need. An event can
 * never be changed or removed (hubspot-api.md §6), so nothing here is prose a person may later want gone.
 * HubSpot knows string, number and enumeration for sure (hubspot-platform.md §5).
 */
export interface EventProperty {
  readonly label: string;
  readonly type: 'string' | 'number' | 'enumeration';
  /** Label by value; of an enumeration only. */
  readonly options?: Readonly<Record<string, string>>;
}

const number = (label: string) => ({ label, type: 'number' }) as const;
const text = (label: string) => ({ label, type: 'string' }) as const;
const choice = <const T extends Readonly<Record<string, string>>>(label: string, options: T) =>
  ({ label, type: 'enumeration', options }) as const;
const YES_NO = { yes: 'Yes', no: 'No' } as const;

export const EVENT_PROPERTIES = {
  kind: choice('Kind of conversation', {
    sales: 'Sales',
    support: 'Support',
    discovery: 'Discovery',
    coaching: 'Coaching',
    other: 'Other',
  }),
  channel: choice('Channel', { meeting: 'Meeting', call: 'Call' }),
  duration_minutes: number('Duration (minutes)'),
  score: number('Engagement score'),
  sentiment: choice('Sentiment', { positive: 'Positive', neutral: 'Neutral', negative: 'Negative' }),
  objections: number('Objections raised'),
  open_objections: number('Open objections'),
  first_objection_minute: number('Minute of the first objection'),
  competitors: number('Competitors mentioned'),
  competitor: text('Competitor'),
  competitor_minute: number('Minute of the first mention'),
  next_steps: number('Next steps agreed'),
  action_items: number('Action items'),
  next_meeting: choice('Next meeting agreed', YES_NO),
  days_to_next_meeting: number('Days to the next meeting'),
  budget_confirmed: choice('Budget confirmed', YES_NO),
  fit_score: number('Fit score'),
  satisfaction: number('Satisfaction (0 to 10)'),
  risk_level: choice('Renewal risk', { low: 'Low', medium: 'Medium', high: 'High' }),
  risk_reasons: number('Reasons for the risk'),
  recommendation_confidence: number('Confidence in the recommended stage (0 to 100)'),
  deal_amount: number('Deal amount'),
  deal_stage: text('Deal stage'),
  deal_stage_id: text('Deal stage ID'),
  deal_pipeline_id: text('Pipeline ID'),
  session_url: text('Link to the conversation'),
} as const satisfies Record<string, EventProperty>;

export type EventPropertyName = keyof typeof EVENT_PROPERTIES;

type ValueOf<T extends EventProperty> = T['type'] extends 'number'
  ? number
  : T extends { options: infer Options }
    ? keyof Options
    : string;

/** A value per property, in the type its definition has; what is not known is left out. */
export type EventValues = {
  [Name in EventPropertyName]?: ValueOf<(typeof EVENT_PROPERTIES)[Name]> | undefined;
};
