import { COMMON } from './common.ts';
import { choice, readOnly, text, type DefinitionInput } from './definition.ts';

/** hubspot-api.md §2.6. */
const ACTIVITY: DefinitionInput[] = [
  ...COMMON,
  { name: 'hs_timestamp', label: 'Activity date', type: 'datetime' },
  ...text('hs_attachment_ids'),
  ...readOnly('datetime', 'hs_createdate', 'hs_lastmodifieddate'),
];

export const MEETING_DEFINITIONS: DefinitionInput[] = [
  ...ACTIVITY,
  ...text('hs_meeting_title', 'hs_meeting_body', 'hs_internal_meeting_notes'),
  ...text('hs_meeting_external_url', 'hs_meeting_location'),
  // "The iCalUid of the synced event": calendar sync sets it (decision 0026); whether apps may is not published.
  { name: 'hs_i_cal_uid', label: 'iCalUid', readOnly: true },
  { name: 'hs_meeting_start_time', type: 'datetime' },
  { name: 'hs_meeting_end_time', type: 'datetime' },
  choice('hs_meeting_outcome', ['SCHEDULED', 'COMPLETED', 'RESCHEDULED', 'NO_SHOW', 'CANCELED']),
  choice('hs_activity_type', ['First meeting', 'Demo', 'Negotiation']),
];

export const CALL_DEFINITIONS: DefinitionInput[] = [
  ...ACTIVITY,
  ...text(
    'hs_call_title',
    'hs_call_body',
    'hs_call_from_number',
    'hs_call_to_number',
    'hs_call_recording_url',
  ),
  ...text('hs_call_callee_object_id', 'hs_call_callee_object_type'),
  { name: 'hs_call_duration', label: 'Call duration', type: 'number' },
  choice('hs_call_direction', ['INBOUND', 'OUTBOUND']),
  choice('hs_call_status', [
    'BUSY',
    'CALLING_CRM_USER',
    'CANCELED',
    'COMPLETED',
    'CONNECTING',
    'FAILED',
    'IN_PROGRESS',
    'MISSED',
    'NO_ANSWER',
    'QUEUED',
    'RINGING',
  ]),
  {
    name: 'hs_call_disposition',
    label: 'Call outcome',
    type: 'enumeration',
    options: [
      { label: 'Busy', value: '9d9162e7-6cf3-4944-bf63-4dff82258764' },
      { label: 'Connected', value: 'f240bbac-87c9-4f6e-bf70-924b57d47db7' },
      { label: 'Left live message', value: 'a4c4c377-d246-4b32-a13b-75a56a4cd0ff' },
      { label: 'Left voicemail', value: 'b2cf5968-551e-4856-9783-52b3da59a7d0' },
      { label: 'No answer', value: '73a0d17f-1163-4015-bdd5-ec830791da20' },
      { label: 'Wrong number', value: '17b47fee-58de-441e-a44c-c6300d46f273' },
    ],
  },
  choice('hs_call_source', ['INTEGRATIONS_PLATFORM']),
  choice('hs_activity_type', ['First meeting', 'Demo', 'Negotiation']),
];

export const TASK_DEFINITIONS: DefinitionInput[] = [
  ...ACTIVITY,
  ...text('hs_task_subject', 'hs_task_body', 'hs_queue_membership_ids'),
  choice('hs_task_status', ['NOT_STARTED', 'IN_PROGRESS', 'COMPLETED', 'DEFERRED', 'WAITING']),
  choice('hs_task_priority', ['NONE', 'LOW', 'MEDIUM', 'HIGH']),
  choice('hs_task_type', ['TODO', 'CALL', 'EMAIL']),
  ...text('hs_task_reminders'),
];

export const NOTE_DEFINITIONS: DefinitionInput[] = [...ACTIVITY, ...text('hs_note_body')];

export const COMMUNICATION_DEFINITIONS: DefinitionInput[] = [
  ...ACTIVITY,
  choice('hs_communication_channel_type', ['WHATS_APP', 'LINKEDIN_MESSAGE', 'SMS']),
  choice('hs_communication_logged_from', ['CRM']),
  ...text('hs_communication_body'),
];
