import type { Brief } from '../../shared/brief.ts';
import { currentTasks } from '../cards/buildCard.ts';
import { plainText } from '../text/plainText.ts';
import { ownerOf, textOf } from './describeRecords.ts';
import type { BriefFacts, PromisedTask } from './facts.types.ts';
import { fromConversation, instantOf, urlOf } from './sources.ts';
import { when } from './words.ts';

const MAX_TASKS = 15;
const MAX_PROMISES = 10;

type OpenTask = Brief['openTasks'][number];

/** Open tasks with these people, overdue ones first: as HubSpot has them, where it did not tell as the last syncs saw them. */
export function openTasks(facts: BriefFacts): OpenTask[] {
  const inHubSpot = facts.tasks.map(({ id, properties }) => ({
    id,
    subject: textOf(properties['hs_task_subject']) ?? 'Task',
    dueAt: instantOf(properties['hs_timestamp']),
    done: properties['hs_task_status'] === 'COMPLETED',
    owner: ownerOf(facts, properties['hubspot_owner_id']),
  }));
  const seen = new Set(inHubSpot.map(({ id }) => id));
  const others = facts.tasksComplete ? [] : ourTasks(facts).filter(({ id }) => !seen.has(id));
  return [...inHubSpot, ...others]
    .filter(({ done }) => !done)
    .map(({ id, subject, dueAt, owner }) => ({
      id,
      subject,
      owner,
      ...dueOf(facts, dueAt),
      url: urlOf(facts, 'tasks', id),
    }))
    .sort(byDue)
    .slice(0, MAX_TASKS);
}

/** What was agreed in our conversations and is still to be done: their open tasks, and the next step of the latest. */
export function promises(facts: BriefFacts): Brief['promises'] {
  const [newest] = facts.conversations;
  const open = ourTasks(facts)
    .filter(({ done }) => !done)
    .map(({ subject, dueAt, from }) => {
      const { due, overdue } = dueOf(facts, dueAt);
      return { text: subject, dueAt, due, overdue, source: fromConversation(facts, from) };
    })
    .sort(byDue);
  const step = newest?.nextStep ? plainText(newest.nextStep, 300) : null;
  const known = open.some(({ text }) => text.toLowerCase() === step?.toLowerCase());
  return [
    ...open.map(({ text, due, overdue, source }) => ({ text, due, overdue, source })),
    ...(step && newest && !known
      ? [{ text: step, due: null, overdue: false, source: fromConversation(facts, newest) }]
      : []),
  ].slice(0, MAX_PROMISES);
}

/** Tasks that our conversations made, done or not as HubSpot says now where it was asked. */
function ourTasks({ conversations, tasks }: BriefFacts): PromisedTask[] {
  const now = new Map(tasks.map(({ id, properties }) => [id, properties['hs_task_status'] === 'COMPLETED']));
  return conversations.flatMap((from) =>
    currentTasks(from).map((task) => ({ ...task, done: now.get(task.id) ?? task.done, from })),
  );
}

function dueOf(
  { now, timeZone }: BriefFacts,
  dueAt: string | null,
): Pick<OpenTask, 'dueAt' | 'due' | 'overdue'> {
  const at = dueAt ? new Date(dueAt) : null;
  return { dueAt, due: at && when(at, now, timeZone), overdue: at !== null && at < now };
}

function byDue(left: { dueAt: string | null }, right: { dueAt: string | null }): number {
  return (left.dueAt ?? '9').localeCompare(right.dueAt ?? '9');
}
