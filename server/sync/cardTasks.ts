import type { CardTask } from '../../shared/card.ts';
import type { ActionItem, Session } from '../../shared/session.ts';
import type { CrmRecord } from '../hubspot/objects.ts';
import { issuesOf } from '../insights/issues.ts';
import { cleanEmail } from '../matching/addresses.ts';
import { issueTaskKey } from './desiredIssueTasks.ts';
import { dueTime } from './dueTime.ts';
import type { LedgerObject } from './ledger.types.ts';
import { PRIORITIES } from './desiredTasks.ts';

/** How what people change by hand was when the turn looked at HubSpot. */
export interface SeenActivities {
  at: Date;
  tasks: ReadonlyMap<string, CrmRecord>;
  nextMeetings: ReadonlyMap<string, CrmRecord>;
  /** Owner id by lower-case e-mail. */
  owners: ReadonlyMap<string, string>;
  /** The ledger as it was before the turn wrote. */
  before: readonly LedgerObject[];
}

/** The tasks of a conversation as HubSpot shows them after this turn: people change them by hand. Pure. */
export function cardTasks(
  session: Session,
  live: readonly LedgerObject[],
  zone: string,
  seen: SeenActivities,
): CardTask[] {
  return wantedOf(session).flatMap((item) => {
    const made = live.find(({ key, type }) => key === item.key && type === 'tasks');
    if (!made?.id) return [];
    const shown = shownIn(made, seen);
    const dueAt = dueTime(item.due_date, session.time_zone ?? zone, session.ended_at).toISOString();
    const ownerId = shown('hubspot_owner_id');
    return [
      {
        id: made.id,
        subject: shown('hs_task_subject') ?? item.title,
        dueAt: instantOf(shown('hs_timestamp')) ?? dueAt,
        priority: priorityOf(shown('hs_task_priority')) ?? PRIORITIES[item.priority ?? 'medium'],
        done: (shown('hs_task_status') ?? (item.done ? 'COMPLETED' : '')) === 'COMPLETED',
        owner:
          ownerOf(ownerId, seen.owners) ??
          cleanEmail(item.owner_email) ??
          cleanEmail(session.host?.email) ??
          null,
      },
    ];
  });
}

interface Wanted extends Pick<ActionItem, 'title' | 'due_date' | 'priority' | 'owner_email' | 'done'> {
  key: string;
}

/** Action items, and the issues that have a task of their own. */
function wantedOf(session: Session): Wanted[] {
  const items = (session.action_items ?? []).map((item) => ({ ...item, key: `task:${item.id}` }));
  const issues = issuesOf(session).map((issue) => ({
    key: issueTaskKey(issue),
    title: issue.title,
    done: !issue.open,
  }));
  return [...items, ...issues];
}

/** A property as HubSpot showed it, unless this turn wrote it: then the conversation says what it is. */
function shownIn(made: LedgerObject, { tasks, before }: SeenActivities) {
  const record = tasks.get(made.id ?? '');
  const was = before.find(({ key, type }) => key === made.key && type === made.type)?.written ?? {};
  return (name: string): string | undefined =>
    record && was[name] === made.written[name] ? (record.properties[name] ?? undefined) : undefined;
}

/** HubSpot answers instants as ISO text or as milliseconds. */
export function instantOf(text: string | null | undefined): string | undefined {
  const at = text && /^\d+$/.test(text) ? Number(text) : Date.parse(text ?? '');
  return Number.isFinite(at) ? new Date(at).toISOString() : undefined;
}

function priorityOf(text: string | undefined): CardTask['priority'] | undefined {
  return Object.values(PRIORITIES).find((priority) => priority === text);
}

function ownerOf(id: string | undefined, owners: ReadonlyMap<string, string>): string | undefined {
  return id === undefined ? undefined : [...owners].find(([, owner]) => owner === id)?.[0];
}
