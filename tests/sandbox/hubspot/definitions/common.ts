import { readOnly, type DefinitionInput } from './definition.ts';

/** On every record; all but the owner are HubSpot's own (hubspot-api.md §2.6, §2.8). */
export const COMMON: DefinitionInput[] = [
  ...readOnly('number', 'hs_object_id'),
  ...readOnly('string', 'hs_object_source', 'hs_object_source_id', 'hs_object_source_label'),
  ...readOnly('string', 'hs_unique_creation_key', 'hs_merged_object_ids'),
  { name: 'hubspot_owner_id', label: 'Owner', type: 'enumeration', referenced: 'owner' },
];

/** They move by themselves when an activity is logged: "last activity" needs no write (§2.6). */
export const ACTIVITY_ROLLUPS: DefinitionInput[] = [
  ...readOnly('datetime', 'notes_last_updated', 'notes_last_contacted', 'notes_next_activity_date'),
  ...readOnly('datetime', 'hs_last_sales_activity_timestamp', 'hs_latest_meeting_activity'),
  ...readOnly('datetime', 'engagements_last_meeting_booked'),
  ...readOnly('number', 'num_notes', 'num_contacted_notes', 'hubspotscore'),
  { name: 'hs_pinned_engagement_id', type: 'number' },
];

export const LIFECYCLE_STAGES = [
  'subscriber',
  'lead',
  'marketingqualifiedlead',
  'salesqualifiedlead',
  'opportunity',
  'customer',
  'evangelist',
  'other',
] as const;
