import type { SyncSkip } from '../../shared/ledger.ts';
import type { CrmRecord } from '../hubspot/objects.ts';
import { plainText } from '../text/plainText.ts';
import { fingerprint } from './fingerprint.ts';
import type { LedgerObject } from './ledger.types.ts';
import type { DesiredActivity } from './desiredActivity.ts';
import type { ActivityWrite, PlannedSession } from './plan.types.ts';
import type { Ref } from './ref.ts';

/** Task properties people change by hand; ours never replaces theirs (contract §3 "Tasks"). */
const PEOPLE_EDIT = [
  'hs_timestamp',
  'hs_task_subject',
  'hs_task_status',
  'hs_task_priority',
  'hubspot_owner_id',
];

/**
 * What has to be written so that HubSpot shows the desired activities; nothing where it already does.
 * What a person deleted in HubSpot is never made again, what a person changed on a task stays. Pure.
 */
export function diffActivities(
  { sessionId, objects: existing, decided = {} }: Pick<PlannedSession, 'sessionId' | 'objects' | 'decided'>,
  desired: readonly DesiredActivity[],
  records: readonly Ref[],
  tasks: ReadonlyMap<string, CrmRecord>,
): { writes: ActivityWrite[]; skips: SyncSkip[] } {
  const writes: ActivityWrite[] = [];
  const skips: SyncSkip[] = [];

  for (const { key, type, properties, rule, title, links = records } of desired) {
    const what = nameOf(type, title ?? properties['hs_task_subject']);
    const made = existing.find((object) => object.key === key && object.type === type);
    if (!made || made.state === 'archived' || (made.state !== 'gone' && made.id === null)) {
      writes.push({ action: 'create', sessionId, key, type, what, properties, links: [...links], rule });
      continue;
    }
    if (made.state === 'gone' || made.id === null) {
      skips.push({
        what,
        reason: 'removed_in_hubspot: someone deleted it in HubSpot, so it is not made again',
      });
      continue;
    }
    const edited = type === 'tasks' ? editedByPeople(made, tasks.get(made.id), decided) : new Set<string>();
    const changed = Object.entries(properties).filter(
      ([name, value]) => made.written[name] !== fingerprint(value),
    );
    const shown = tasks.get(made.id)?.properties;
    // Where someone did by hand what the conversation says now, nothing is withheld from anybody.
    const kept = changed
      .filter(([name, value]) => edited.has(name) && !isSameValue(name, shown?.[name], value))
      .map(([name]) => LABELS[name] ?? name);
    if (kept.length > 0) {
      skips.push({
        what,
        reason: `changed_in_hubspot: someone changed ${kept.join(', ')} in HubSpot, which stays`,
      });
    }
    const update = Object.fromEntries(changed.filter(([name]) => !edited.has(name)));
    const addLinks = links.filter((link) => !made.links.includes(link));
    const removeLinks = made.links.filter((link) => !links.includes(link as Ref)) as Ref[];
    if (Object.keys(update).length + addLinks.length + removeLinks.length > 0) {
      writes.push({
        action: 'update',
        sessionId,
        key,
        type,
        what,
        id: made.id,
        properties: update,
        addLinks,
        removeLinks,
        rule,
      });
    }
  }

  for (const made of existing) {
    if (made.id === null || made.state !== 'live') continue;
    if (desired.some(({ key, type }) => key === made.key && type === made.type)) continue;
    const current = made.type === 'tasks' ? tasks.get(made.id) : undefined;
    const what = nameOf(made.type, current?.properties['hs_task_subject']);
    if (current && editedByPeople(made, current, decided).size > 0) {
      skips.push({
        what,
        reason: 'kept: someone completed or changed this task in HubSpot',
      });
    } else {
      writes.push({ action: 'archive', sessionId, key: made.key, type: made.type, what, id: made.id });
    }
  }
  return { writes, skips };
}

/** What differs from our last write, and what a person decided on a card even where it looks the same. */
function editedByPeople(
  made: LedgerObject,
  current: CrmRecord | undefined,
  decided: NonNullable<PlannedSession['decided']>,
): ReadonlySet<string> {
  if (!current) return new Set();
  return new Set(
    PEOPLE_EDIT.filter(
      (name) =>
        (made.written[name] !== undefined || hasOwnerOfTheirs(name, current)) &&
        ((name === 'hs_task_status' && decided[current.id] !== undefined) ||
          !isAsWritten(made, name, current.properties[name])),
    ),
  );
}

/** We knew no owner when we made it; who has it now was chosen by a person. */
function hasOwnerOfTheirs(name: string, { properties }: CrmRecord): boolean {
  return name === 'hubspot_owner_id' && Boolean(properties[name]);
}

function isAsWritten(made: LedgerObject, name: string, value: string | null | undefined): boolean {
  return made.written[name] === fingerprint(spelled(name, value));
}

function isSameValue(name: string, shown: string | null | undefined, wanted: string): boolean {
  return spelled(name, shown) === spelled(name, wanted);
}

/** HubSpot may answer an instant in another spelling than we sent it. */
function spelled(name: string, value: string | null | undefined): string {
  const text = value ?? '';
  const at = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  return name === 'hs_timestamp' && Number.isFinite(at) ? new Date(at).toISOString() : text;
}

/** As people see these properties on a task. */
const LABELS: Readonly<Record<string, string>> = {
  hs_timestamp: 'the due date',
  hs_task_subject: 'the title',
  hs_task_status: 'the status',
  hs_task_priority: 'the priority',
  hubspot_owner_id: 'the owner',
};

const SINGULAR = { meetings: 'meeting', calls: 'call', notes: 'note', tasks: 'task' } as const;
const TITLE_SHOWN = 80;

/** Tasks are many, so they are named by their title. */
function nameOf(type: DesiredActivity['type'], title: string | null | undefined): string {
  return title ? `${SINGULAR[type]} "${plainText(title, TITLE_SHOWN)}"` : SINGULAR[type];
}
