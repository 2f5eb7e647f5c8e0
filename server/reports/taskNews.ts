import type { CrmRecord } from '../hubspot/objects.ts';
import type { FiguresDocument, TaskFigure, TaskNews } from './figures.ts';

/** What HubSpot shows of the tasks of one conversation that was not known yet; null: a task is gone there. Pure. */
export function taskNews(
  { tasks }: Pick<FiguresDocument, 'tasks'>,
  found: ReadonlyMap<string, CrmRecord>,
  /** E-mail by owner id. */
  owners: ReadonlyMap<string, string>,
  seenAt: Date,
): TaskNews {
  return Object.fromEntries(
    Object.entries(tasks).flatMap(([id, known]): [string, TaskFigure | null][] => {
      const record = found.get(id);
      if (!record) return [[id, null]];
      const shown = shownTask(record, known, owners, seenAt);
      return isSame(shown, known) ? [] : [[id, shown]];
    }),
  );
}

function shownTask(
  { properties }: CrmRecord,
  known: TaskFigure,
  owners: ReadonlyMap<string, string>,
  seenAt: Date,
): TaskFigure {
  const done = properties['hs_task_status'] === 'COMPLETED';
  const ownerId = properties['hubspot_owner_id'];
  return {
    // An owner who left is not in the list any more: whoever it was stays.
    owner: ownerId ? (owners.get(ownerId) ?? known.owner) : null,
    dueAt: instant(properties['hs_timestamp']) ?? known.dueAt,
    doneAt: done ? (known.doneAt ?? doneAt(properties['hs_lastmodifieddate'], seenAt)) : null,
  };
}

/** The last change of a task that is done was that it was done, or came soon after. */
function doneAt(changed: string | null | undefined, seenAt: Date): Date {
  const at = instant(changed);
  return at && at < seenAt ? at : seenAt;
}

/** HubSpot answers instants as ISO text or as milliseconds. */
function instant(text: string | null | undefined): Date | null {
  const at = text && /^\d+$/.test(text) ? Number(text) : Date.parse(text ?? '');
  return Number.isFinite(at) ? new Date(at) : null;
}

function isSame(left: TaskFigure, right: TaskFigure): boolean {
  return (
    left.owner === right.owner &&
    left.dueAt?.getTime() === right.dueAt?.getTime() &&
    left.doneAt?.getTime() === right.doneAt?.getTime()
  );
}
