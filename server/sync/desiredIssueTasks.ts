import { issuesOf, type Issue } from '../insights/issues.ts';
import { titleKey } from '../insights/titleKey.ts';
import { plainText } from '../text/plainText.ts';
import { issueBody } from './content.ts';
import { ownedBy, TITLE_LENGTH, type DesiredActivity, type DesiredContext } from './desiredActivity.ts';
import { PRIORITIES } from './desiredTasks.ts';
import { dueTime } from './dueTime.ts';

/**
 * A task for each open issue; once it is resolved the task is done, and an issue that was resolved in the
 * conversation needs none. An action item of the same title is the task already. Pure.
 */
export function desiredIssueTasks(context: DesiredContext): DesiredActivity[] {
  const { session, settings, made } = context;
  if (!settings.sync.createTasks) return [];
  const items = new Set((session.action_items ?? []).map(({ title }) => titleKey(title)));
  const isLive = (issue: Issue) =>
    made.some(({ key, type, state }) => key === issueTaskKey(issue) && type === 'tasks' && state === 'live');
  return issuesOf(session)
    .filter((issue) => !items.has(issue.key) && (issue.open || isLive(issue)))
    .map((issue) => task(issue, context));
}

export function issueTaskKey({ key }: Pick<Issue, 'key'>): string {
  return `issue:${key}`;
}

function task(issue: Issue, { session, appUrl, zone, hostOwner }: DesiredContext): DesiredActivity {
  const key = issueTaskKey(issue);
  return {
    key,
    type: 'tasks',
    rule: 'open_issue',
    properties: {
      hs_timestamp: dueTime(undefined, zone, session.ended_at).toISOString(),
      hs_task_subject: plainText(issue.title, TITLE_LENGTH),
      hs_task_body: issueBody(session, appUrl, key),
      hs_task_status: issue.open ? 'NOT_STARTED' : 'COMPLETED',
      hs_task_priority: PRIORITIES.medium,
      hs_task_type: 'TODO',
      ...ownedBy(hostOwner),
    },
  };
}
