import type { ActionItem } from '../../shared/session.ts';
import { cleanEmail } from '../matching/addresses.ts';
import { plainText } from '../text/plainText.ts';
import { taskBody } from './content.ts';
import {
  ownedBy,
  TITLE_LENGTH,
  type Desired,
  type DesiredActivity,
  type DesiredContext,
} from './desiredActivity.ts';
import { dueTime } from './dueTime.ts';

export const PRIORITIES = { low: 'LOW', medium: 'MEDIUM', high: 'HIGH' } as const;

/** A task for each action item, with its owner, priority and due time. Pure. */
export function desiredTasks(context: DesiredContext): Desired {
  const { session, settings, hostOwner, owners } = context;
  const desired: Desired = { activities: [], skips: [] };
  if (!settings.sync.createTasks) return desired;
  for (const item of session.action_items ?? []) {
    const asked = cleanEmail(item.owner_email);
    const assigned = asked ? owners.get(asked) : hostOwner;
    if (item.owner_email && !assigned && !context.ownersHidden) {
      desired.skips.push({
        what: `owner of task "${plainText(item.title, 80)}"`,
        reason: `unknown_owner: no active HubSpot user has the address ${item.owner_email}; the task has ${hostOwner ? "the host's" : 'no'} owner`,
      });
    }
    desired.activities.push(task(item, assigned ?? hostOwner, context));
  }
  return desired;
}

function task(
  item: ActionItem,
  owner: string | undefined,
  { session, appUrl, zone }: DesiredContext,
): DesiredActivity {
  return {
    key: `task:${item.id}`,
    type: 'tasks',
    rule: 'action_item',
    properties: {
      // On a task this is the due date (hubspot-api.md §2.6).
      hs_timestamp: dueTime(item.due_date, zone, session.ended_at).toISOString(),
      hs_task_subject: plainText(item.title, TITLE_LENGTH),
      hs_task_body: taskBody(item, session, appUrl),
      hs_task_status: item.done ? 'COMPLETED' : 'NOT_STARTED',
      hs_task_priority: PRIORITIES[item.priority ?? 'medium'],
      hs_task_type: 'TODO',
      ...ownedBy(owner),
    },
  };
}
