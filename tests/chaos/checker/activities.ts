import { groupBy } from '../groupBy.ts';
import { wipedAfter, type Activity, type Expected, type Facts } from './facts.ts';
import type { Breach } from './history.types.ts';

const named = ({ portalId, record }: Activity): string => `${record.type} ${record.id} in portal ${portalId}`;

/** V3: synced means exactly one meeting or call, with the newest version in it; nothing at all is doubled. */
export function oneActivityEach(facts: Facts): Breach[] {
  return facts.expected.flatMap((expected): Breach[] => {
    const { key, session, row, deleted } = expected;
    const found = facts.liveOf(expected).filter(({ part }) => part === 'activity');
    if (found.length > 1)
      return [{ rule: 'V3', what: `${key} has ${found.length} activities: ${found.map(named).join(', ')}` }];
    if (deleted || row?.state !== 'synced') return [];
    const [only] = found;
    if (!only) {
      return facts.removedOf(expected).has('activity')
        ? []
        : [{ rule: 'V3', what: `${key} is synced and has no activity in HubSpot` }];
    }
    const { properties } = only.record;
    const title = properties['hs_meeting_title'] ?? properties['hs_call_title'];
    return session.title !== undefined && title !== session.title
      ? [
          {
            rule: 'V3',
            what: `${key} v${session.version} should read "${session.title}", ${named(only)} reads "${title}"`,
          },
        ]
      : [];
  });
}

/** V4: one task for each action item and each open issue, one note for each thing that is noted. */
export function tasksAndNotesAreWanted(facts: Facts): Breach[] {
  return facts.expected.flatMap((expected): Breach[] => {
    const { key, session, row, deleted } = expected;
    const breach = (what: string): Breach => ({ rule: 'V4', what: `${key} ${what}` });
    const live = facts.liveOf(expected);
    const notes = live.filter(({ record }) => record.type === 'notes');
    const tasks = live.filter(({ record }) => record.type === 'tasks');
    const breaches = [...groupBy([...notes, ...tasks], ({ part, record }) => `${record.type} for ${part}`)]
      .filter(([, twins]) => twins.length > 1)
      .map(([what, twins]) => breach(`has ${twins.length} ${what}: ${twins.map(named).join(', ')}`));
    if (deleted || row?.state !== 'synced') return breaches;
    const gone = facts.removedOf(expected);
    const missing = (wanted: readonly string[], found: readonly Activity[]) =>
      wanted.filter((part) => !gone.has(part) && !found.some((one) => one.part === part));
    const wantedTasks = [...(session.actionItems ?? []), ...(session.openIssues ?? [])];
    // An issue that was resolved keeps the task it had.
    const mayBe = new Set([...wantedTasks, ...(session.issues ?? [])]);
    const wantedNotes = session.notes ?? [];
    return [
      ...breaches,
      ...missing(wantedTasks, tasks).map((part) => breach(`has no task for ${part}`)),
      ...missing(wantedNotes, notes).map((part) => breach(`has no note for ${part}`)),
      ...tasks
        .filter((task) => !mayBe.has(task.part) && !facts.touched(task.portalId, 'tasks', task.record.id))
        .map((task) => breach(`asks for no task ${task.part}, ${named(task)} shows one`)),
      ...tasks.flatMap((task) => staleTitle(facts, expected, task).map(breach)),
      ...notes
        .filter(({ part }) => !wantedNotes.includes(part))
        .map((note) => breach(`asks for no note ${note.part}, ${named(note)} shows one`)),
    ];
  });
}

/** What a task is called in the newest version, unless a person called it otherwise. */
function staleTitle(facts: Facts, { session }: Expected, { portalId, part, record }: Activity): string[] {
  const title = session.taskTitles?.[part];
  const shown = record.properties['hs_task_subject'] ?? '';
  return title === undefined || title === shown || facts.touched(portalId, 'tasks', record.id)
    ? []
    : [`v${session.version} calls a task "${title}", tasks ${record.id} reads "${shown}"`];
}

/** V7: an activity nobody is associated with is invisible. */
export function everyActivityHangsOnSomebody({ live, history }: Facts): Breach[] {
  return live
    .filter(({ record }) => !record.associations.some(({ type }) => type === 'contacts'))
    .filter(
      ({ portalId }) =>
        !history.people.some(
          (act) => act.did === 'remove' && act.type === 'contacts' && act.portalId === portalId,
        ),
    )
    .map((one) => ({ rule: 'V7', what: `${named(one)} is associated with no contact` }));
}

/** V18: nothing of a deleted conversation is left, except a task a person made their own. */
export function deletedIsGone(facts: Facts): Breach[] {
  return facts.expected
    .filter(
      ({ deleted, row, orgId, at }) =>
        deleted && row?.state === 'removed' && !wipedAfter(facts.history, orgId, at),
    )
    .flatMap((expected) =>
      facts
        .liveOf(expected)
        .filter(
          ({ portalId, record }) => record.type !== 'tasks' || !facts.touched(portalId, 'tasks', record.id),
        )
        .map((one): Breach => ({
          rule: 'V18',
          what: `${expected.key} was deleted, ${named(one)} is still there`,
        })),
    );
}
