/**
 * The fields of a conversation that can be mapped to properties: one list for the settings page, for the
 * check of a saved mapping and for the planner. A path is chosen from it, never typed.
 */
export interface SessionField {
  /** As in the session webhook (contract §2); names of derived values follow the same style. */
  readonly path: string;
  /** In the words of people, as a settings page shows it. */
  readonly label: string;
  readonly type: FieldType;
  /** Of enumerations: every value the field can have. */
  readonly values?: readonly FieldChoice[];
}

export type FieldType =
  'text' | 'number' | 'money' | 'date' | 'datetime' | 'boolean' | 'list' | 'enumeration';

export interface FieldChoice {
  readonly value: string;
  readonly label: string;
}

const choices = (...values: readonly string[]): FieldChoice[] =>
  values.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) }));

export const SESSION_FIELDS = [
  { path: 'id', label: 'Conversation id', type: 'text' },
  { path: 'title', label: 'Title', type: 'text' },
  {
    path: 'kind',
    label: 'Kind of conversation',
    type: 'enumeration',
    values: choices('sales', 'support', 'discovery', 'coaching', 'other'),
  },
  { path: 'channel', label: 'Meeting or call', type: 'enumeration', values: choices('meeting', 'call') },
  { path: 'started_at', label: 'Start', type: 'datetime' },
  { path: 'ended_at', label: 'End', type: 'datetime' },
  { path: 'duration_seconds', label: 'Duration in seconds', type: 'number' },
  { path: 'duration_minutes', label: 'Duration in minutes', type: 'number' },
  { path: 'time_zone', label: 'Time zone', type: 'text' },
  { path: 'host.name', label: 'Host: name', type: 'text' },
  { path: 'host.email', label: 'Host: e-mail', type: 'text' },
  { path: 'participants', label: 'Participants: names', type: 'list' },
  { path: 'summary.brief', label: 'Brief', type: 'text' },
  { path: 'summary.body_markdown', label: 'Full summary', type: 'text' },
  { path: 'summary.key_points', label: 'Key points', type: 'list' },
  { path: 'summary.next_steps', label: 'Next steps', type: 'list' },
  {
    path: 'summary.sentiment',
    label: 'Sentiment',
    type: 'enumeration',
    values: choices('positive', 'neutral', 'negative'),
  },
  { path: 'summary.sentiment_score', label: 'Sentiment score', type: 'number' },
  { path: 'action_items', label: 'Action items', type: 'list' },
  { path: 'action_items.open', label: 'Action items still open', type: 'list' },
  { path: 'action_items.next_due', label: 'Next due date of an open action item', type: 'date' },
  { path: 'insights.competitors', label: 'Competitors', type: 'list' },
  { path: 'insights.objections', label: 'Objections', type: 'list' },
  { path: 'insights.objections.open', label: 'Objections still open', type: 'list' },
  { path: 'insights.objections.resolved', label: 'Objections answered', type: 'list' },
  { path: 'insights.budget.min', label: 'Budget: lowest amount', type: 'money' },
  { path: 'insights.budget.max', label: 'Budget: highest amount', type: 'money' },
  { path: 'insights.budget.currency', label: 'Budget: currency', type: 'text' },
  { path: 'insights.budget.confirmed', label: 'Budget: confirmed', type: 'boolean' },
  { path: 'insights.key_insights', label: 'Key insights', type: 'list' },
  { path: 'insights.feature_requests', label: 'Feature requests', type: 'list' },
  { path: 'insights.issues', label: 'Issues', type: 'list' },
  { path: 'insights.issues.open', label: 'Issues still open', type: 'list' },
  { path: 'insights.satisfaction.score', label: 'Satisfaction score', type: 'number' },
  { path: 'insights.satisfaction.signals', label: 'Signals of satisfaction', type: 'list' },
  {
    path: 'insights.renewal_risk.level',
    label: 'Renewal risk',
    type: 'enumeration',
    values: choices('none', 'low', 'medium', 'high'),
  },
  { path: 'insights.renewal_risk.reasons', label: 'Renewal risk: reasons', type: 'list' },
  { path: 'insights.qualification.budget', label: 'Qualification: budget', type: 'boolean' },
  { path: 'insights.qualification.authority', label: 'Qualification: authority', type: 'boolean' },
  { path: 'insights.qualification.need', label: 'Qualification: need', type: 'boolean' },
  { path: 'insights.qualification.timeline', label: 'Qualification: timeline', type: 'text' },
  { path: 'insights.qualification.fit_score', label: 'Qualification: fit score', type: 'number' },
  { path: 'insights.handoff_notes', label: 'Handoff notes', type: 'text' },
  { path: 'insights.campaign.source', label: 'Campaign: source', type: 'text' },
  { path: 'insights.campaign.medium', label: 'Campaign: medium', type: 'text' },
  { path: 'insights.campaign.name', label: 'Campaign: name', type: 'text' },
  { path: 'insights.talk_ratio', label: 'Talk ratio of the host', type: 'number' },
  { path: 'recommended_deal_update.stage', label: 'Recommended deal stage', type: 'text' },
  { path: 'recommended_deal_update.reason', label: 'Recommended deal stage: reason', type: 'text' },
  {
    path: 'recommended_deal_update.confidence',
    label: 'Recommended deal stage: confidence',
    type: 'number',
  },
  { path: 'next_meeting.title', label: 'Next meeting: title', type: 'text' },
  { path: 'next_meeting.starts_at', label: 'Next meeting: start', type: 'datetime' },
  { path: 'next_meeting.ends_at', label: 'Next meeting: end', type: 'datetime' },
  { path: 'next_meeting.location', label: 'Next meeting: place', type: 'text' },
  { path: 'coach_notes', label: 'Coach notes', type: 'text' },
  { path: 'recording.url', label: 'Recording: link', type: 'text' },
  { path: 'recording.duration_seconds', label: 'Recording: duration in seconds', type: 'number' },
] as const satisfies readonly SessionField[];

export type SessionFieldPath = (typeof SESSION_FIELDS)[number]['path'];

/** The field with this path, undefined when there is none. */
export function sessionField(path: string): (SessionField & { path: SessionFieldPath }) | undefined {
  return SESSION_FIELDS.find((field) => field.path === path);
}
