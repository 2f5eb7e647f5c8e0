import { APP_EVENTS } from '../../../../shared/appEvents.ts';
import { EVENT_PROPERTIES, type EventProperty } from '../../../../shared/eventProperties.ts';
import { OBJECT_TYPES } from '../../hubspot/objects.types.ts';
import type { PortalDump } from '../../hubspot/portal/dump.ts';
import type { SandboxEvent, SandboxRecord } from '../../sandbox.types.ts';
import type { RecordType, TimelineItem } from '../demo.types.ts';
import { titleOf } from './names.ts';
import { moment, ownerName, sentenceCase } from './values.ts';

const SINGULAR = { meetings: 'meeting', calls: 'call', notes: 'note', tasks: 'task' } as const;
type Activity = keyof typeof SINGULAR;
const BODY: Readonly<Record<Activity, string>> = {
  meetings: 'hs_meeting_body',
  calls: 'hs_call_body',
  notes: 'hs_note_body',
  tasks: 'hs_task_body',
};

/** Activities and app events of one record, newest first, as its page shows them. */
export function timelineOf(
  portal: PortalDump,
  timeZone: string,
  type: RecordType,
  id: string,
): TimelineItem[] {
  const activities = (Object.keys(SINGULAR) as Activity[]).flatMap((kind) =>
    (portal.records[kind] ?? [])
      .filter(
        ({ archived, associations }) =>
          !archived && associations.some((end) => end.type === type && end.id === id),
      )
      .map((activity) => itemOf(portal, timeZone, kind, activity)),
  );
  const events = portal.events
    .filter((event) => event.objectId === id && isOf(event, type))
    .map((event) => eventItem(timeZone, event));
  return [...activities, ...events].sort((left, right) => right.at.localeCompare(left.at));
}

function itemOf(portal: PortalDump, timeZone: string, type: Activity, activity: SandboxRecord): TimelineItem {
  const { properties } = activity;
  const at = properties['hs_timestamp'] ?? activity.createdAt;
  return {
    id: activity.id,
    kind: SINGULAR[type],
    title: titleOf(activity),
    at,
    when: moment(at, timeZone),
    html: properties[BODY[type]] ?? null,
    facts: factsOf(portal, timeZone, type, properties).filter(({ value }) => value !== ''),
    done: type === 'tasks' ? properties['hs_task_status'] === 'COMPLETED' : null,
  };
}

function factsOf(
  portal: PortalDump,
  timeZone: string,
  type: Activity,
  properties: SandboxRecord['properties'],
): TimelineItem['facts'] {
  const owner = { label: 'Owner', value: ownerName(portal, properties['hubspot_owner_id']) };
  const code = (name: string) => sentenceCase(properties[name] ?? '');
  switch (type) {
    case 'meetings':
      return [
        { label: 'Outcome', value: code('hs_meeting_outcome') },
        { label: 'Duration', value: minutes(properties) },
        { label: 'Place', value: properties['hs_meeting_location'] ?? '' },
        owner,
      ];
    case 'calls':
      return [
        { label: 'Status', value: code('hs_call_status') },
        { label: 'Duration', value: callMinutes(properties['hs_call_duration']) },
        owner,
      ];
    case 'tasks':
      return [
        {
          label: 'Due',
          value: properties['hs_timestamp'] ? moment(properties['hs_timestamp'], timeZone) : '',
        },
        { label: 'Priority', value: code('hs_task_priority') },
        { label: 'Status', value: code('hs_task_status') },
        { label: 'Owner', value: owner.value || 'Nobody yet' },
      ];
    case 'notes':
      return [owner];
  }
}

function minutes(properties: SandboxRecord['properties']): string {
  const [start, end] = [properties['hs_meeting_start_time'], properties['hs_meeting_end_time']];
  return start && end ? `${Math.round((Date.parse(end) - Date.parse(start)) / 60_000)} min` : '';
}

/** HubSpot keeps a call's duration in milliseconds (hubspot-api.md §2.6). */
function callMinutes(milliseconds: string | null | undefined): string {
  return milliseconds ? `${Math.round(Number(milliseconds) / 60_000)} min` : '';
}

/** An event type is bound to one object type; its name ends with it (`…_contact`, `…_deal`). */
function isOf({ eventTypeName }: SandboxEvent, type: RecordType): boolean {
  return type !== 'coaching_sessions' && eventTypeName.endsWith(OBJECT_TYPES[type].singular.toLowerCase());
}

function eventItem(timeZone: string, event: SandboxEvent): TimelineItem {
  const { id, eventTypeName, timestamp, properties } = event;
  const facts = Object.entries(properties)
    .filter(([name]) => !/_(url|id)$/.test(name))
    .map(([name, value]) => ({ label: labelOf(name), value: valueOf(name, value) }));
  return {
    id,
    kind: 'event',
    title: APP_EVENTS.find(({ uid }) => uid === eventTypeName)?.name ?? sentenceCase(eventTypeName),
    at: timestamp,
    when: moment(timestamp, timeZone),
    html: null,
    facts,
    done: null,
  };
}

const PROPERTIES: Readonly<Record<string, EventProperty>> = EVENT_PROPERTIES;

function labelOf(name: string): string {
  return PROPERTIES[name]?.label ?? sentenceCase(name);
}

/** People see the label of an option, workflows its value. */
function valueOf(name: string, value: string): string {
  return PROPERTIES[name]?.options?.[value] ?? value;
}
