import { groupBy } from '../groupBy.ts';
import { wipedAfter, type Activity, type Facts } from './facts.ts';
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

/** V4: one task for each action item, at most one note. */
export function tasksAreActionItems(facts: Facts): Breach[] {
  return facts.expected.flatMap((expected): Breach[] => {
    const { key, session, row, deleted } = expected;
    const live = facts.liveOf(expected);
    const notes = live.filter(({ record }) => record.type === 'notes');
    const tasks = live.filter(({ record }) => record.type === 'tasks');
    const breaches: Breach[] =
      notes.length > 1
        ? [{ rule: 'V4', what: `${key} has ${notes.length} notes: ${notes.map(named).join(', ')}` }]
        : [];
    for (const [part, twins] of groupBy(tasks, (one) => one.part)) {
      if (twins.length > 1)
        breaches.push({
          rule: 'V4',
          what: `${key} has ${twins.length} tasks for ${part}: ${twins.map(named).join(', ')}`,
        });
    }
    if (deleted || row?.state !== 'synced') return breaches;
    const gone = facts.removedOf(expected);
    const wanted = new Set(session.actionItems ?? []);
    for (const item of wanted) {
      if (!tasks.some(({ part }) => part === item) && !gone.has(item))
        breaches.push({ rule: 'V4', what: `${key} has no task for ${item}` });
    }
    for (const task of tasks) {
      if (!wanted.has(task.part) && !facts.touched(task.portalId, 'tasks', task.record.id))
        breaches.push({
          rule: 'V4',
          what: `${key} has no action item ${task.part}, ${named(task)} shows one`,
        });
    }
    if ((session.keyInsights ?? false) !== notes.length > 0 && !gone.has('note'))
      breaches.push({
        rule: 'V4',
        what: `${key} has ${notes.length} notes and ${session.keyInsights ? '' : 'no '}key insights`,
      });
    return breaches;
  });
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
