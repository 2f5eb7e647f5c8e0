import { ACTIVITY_KEY_PROPERTY } from '../../shared/properties.ts';
import type { Session } from '../../shared/session.ts';
import type { SyncSkip } from '../../shared/ledger.ts';
import { durationMinutes } from '../scoring/facts.ts';
import { cleanEmail } from '../matching/addresses.ts';
import { plainText } from '../text/plainText.ts';
import { activityBody, noteBody, taskBody, titleOf } from './content.ts';
import { sessionUrl } from '../sessions/sessionUrl.ts';
import { dueTime } from './dueTime.ts';
import type { ActivityType } from '../hubspot/objects.ts';
import type { PlanInput } from './plan.types.ts';
import { linksRecording, recordingSkips } from './recording.ts';

/** An activity as the conversation wants it to be. */
export interface DesiredActivity {
  key: string;
  type: ActivityType;
  properties: Record<string, string>;
  rule: string;
}

const TITLE_LENGTH = 1_000;

/** The meeting or call, the note and the tasks of one conversation. Pure. */
export function desiredActivities(
  session: Session,
  input: Omit<PlanInput, 'sessions'>,
): { activities: DesiredActivity[]; skips: SyncSkip[] } {
  const { settings, snapshot, features } = input;
  const skips: SyncSkip[] = [];
  const zone = session.time_zone ?? settings.sync.timeZone;
  const hostOwner = snapshot.owners.get(cleanEmail(session.host?.email) ?? '');
  const owner = (id: string | undefined): Record<string, string> => (id ? { hubspot_owner_id: id } : {});
  const startedAt = instant(session.started_at);
  const keyed = (activity: DesiredActivity): DesiredActivity =>
    features.activityKeyMode === 'unique'
      ? {
          ...activity,
          properties: {
            ...activity.properties,
            [ACTIVITY_KEY_PROPERTY.name]: `${session.id}:${activity.key}`,
          },
        }
      : activity;

  const activities = [
    settings.sync.activity === 'call' || (settings.sync.activity === 'channel' && session.channel === 'call')
      ? call()
      : meeting(),
  ];
  const note = settings.sync.notes ? noteBody(session, features.appUrl) : undefined;
  if (note) {
    activities.push({
      key: 'note',
      type: 'notes',
      rule: 'key_insights',
      properties: { hs_timestamp: instant(session.ended_at), hs_note_body: note, ...owner(hostOwner) },
    });
  }
  if (settings.sync.createTasks) activities.push(...(session.action_items ?? []).map(task));
  skips.push(...recordingSkips(session, settings));
  return { activities: activities.map(keyed), skips };

  function meeting(): DesiredActivity {
    return {
      key: 'activity',
      type: 'meetings',
      rule: 'conversation',
      properties: {
        hs_timestamp: startedAt,
        hs_meeting_start_time: startedAt,
        hs_meeting_end_time: instant(session.ended_at),
        [settings.mapping.title]: plainText(titleOf(session), TITLE_LENGTH),
        hs_meeting_body: activityBody(session, features.appUrl, linksRecording(session, settings)),
        hs_meeting_outcome: 'COMPLETED',
        hs_meeting_external_url: sessionUrl(features.appUrl, session.id),
        ...owner(hostOwner),
      },
    };
  }

  function call(): DesiredActivity {
    const minutes = durationMinutes(session);
    const seconds = session.duration_seconds ?? (minutes === null ? undefined : minutes * 60);
    return {
      key: 'activity',
      type: 'calls',
      rule: 'conversation',
      properties: {
        hs_timestamp: startedAt,
        hs_call_title: plainText(titleOf(session), TITLE_LENGTH),
        hs_call_body: activityBody(session, features.appUrl, linksRecording(session, settings)),
        hs_call_status: 'COMPLETED',
        // Milliseconds (hubspot-api.md §2.6).
        ...(seconds === undefined ? {} : { hs_call_duration: String(Math.round(seconds * 1_000)) }),
        ...owner(hostOwner),
      },
    };
  }

  function task(item: NonNullable<Session['action_items']>[number]): DesiredActivity {
    const asked = cleanEmail(item.owner_email);
    const assigned = asked ? snapshot.owners.get(asked) : hostOwner;
    if (item.owner_email && !assigned) {
      skips.push({
        what: `owner of task "${plainText(item.title, 80)}"`,
        reason: `unknown_owner: no active HubSpot user has the address ${item.owner_email}; the task has ${hostOwner ? "the host's" : 'no'} owner`,
      });
    }
    return {
      key: `task:${item.id}`,
      type: 'tasks',
      rule: 'action_item',
      properties: {
        // On a task this is the due date (hubspot-api.md §2.6).
        hs_timestamp: dueTime(item.due_date, zone, session.ended_at).toISOString(),
        hs_task_subject: plainText(item.title, TITLE_LENGTH),
        hs_task_body: taskBody(item, session, features.appUrl),
        hs_task_status: item.done ? 'COMPLETED' : 'NOT_STARTED',
        hs_task_priority: PRIORITIES[item.priority ?? 'medium'],
        hs_task_type: 'TODO',
        ...owner(assigned ?? hostOwner),
      },
    };
  }
}

export const PRIORITIES = { low: 'LOW', medium: 'MEDIUM', high: 'HIGH' } as const;

function instant(value: string): string {
  return new Date(value).toISOString();
}
