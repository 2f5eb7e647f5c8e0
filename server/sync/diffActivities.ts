import type { SyncSkip } from '../../shared/ledger.ts';
import { spoken } from '../hubspot/objectNames.ts';
import type { CrmRecord } from '../hubspot/objects.ts';
import { plainText } from '../text/plainText.ts';
import type { DesiredActivity } from './desiredActivity.ts';
import { fingerprint } from './fingerprint.ts';
import type { LedgerObject } from './ledger.types.ts';
import { NEXT_MEETING } from './nextMeetingTimes.ts';
import { isSameValue, labelOf, peoplesEdits } from './peoplesEdits.ts';
import type { ActivityWrite, PlannedSession } from './plan.types.ts';
import type { Ref } from './ref.ts';
import type { Snapshot } from './snapshot.types.ts';

/**
 * What has to be written so that HubSpot shows the desired activities; nothing where it already does.
 * What a person deleted in HubSpot is never made again, what a person changed on a task or a next meeting stays. Pure.
 */
export function diffActivities(
  { sessionId, objects: existing, decided = {} }: Pick<PlannedSession, 'sessionId' | 'objects' | 'decided'>,
  desired: readonly DesiredActivity[],
  records: readonly Ref[],
  snapshot: Pick<Snapshot, 'tasks' | 'calendar'>,
): { writes: ActivityWrite[]; skips: SyncSkip[] } {
  const writes: ActivityWrite[] = [];
  const skips: SyncSkip[] = [];

  for (const { key, type, properties, rule, title, links = records } of desired) {
    const made = existing.find((object) => object.key === key && object.type === type);
    const shown = made && shownNow(made, snapshot)?.properties;
    const what = nameOf({ key, type }, title ?? titleIn(properties) ?? titleIn(shown ?? {}));
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
    const { kept: edited, changed: told } = peoplesEdits(made, shownNow(made, snapshot), decided);
    const changed = Object.entries(properties).filter(
      ([name, value]) => made.written[name] !== fingerprint(value),
    );
    // Where someone did by hand what the conversation says now, nothing is withheld from anybody.
    const kept = changed
      .filter(([name, value]) => edited.has(name) && !isSameValue(name, shown?.[name], value))
      .map(([name]) => labelOf(name));
    if (kept.length > 0) {
      skips.push({
        what,
        reason: `changed_in_hubspot: someone changed ${(type === 'tasks' ? kept : told).join(', ')} in HubSpot, which stays`,
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
    const current = shownNow(made, snapshot);
    const what = nameOf(made, titleIn(current?.properties ?? {}));
    if (peoplesEdits(made, current, decided).changed.length > 0) {
      skips.push({
        what,
        reason: `kept: someone completed or changed this ${made.type === 'tasks' ? 'task' : 'meeting'} in HubSpot`,
      });
    } else {
      writes.push({ action: 'archive', sessionId, key: made.key, type: made.type, what, id: made.id });
    }
  }
  return { writes, skips };
}

/** What people change by hand as it is now; the others are ours alone and were not read. */
function shownNow(
  { key, type, id }: LedgerObject,
  { tasks, calendar }: Pick<Snapshot, 'tasks' | 'calendar'>,
): CrmRecord | undefined {
  if (id === null) return undefined;
  if (type === 'tasks') return tasks.get(id);
  return key === NEXT_MEETING ? calendar.made.get(id) : undefined;
}

const TITLE_SHOWN = 80;

function titleIn(properties: Readonly<Record<string, string | null>>): string | undefined {
  return properties['hs_task_subject'] ?? properties['hs_meeting_title'] ?? undefined;
}

/** Tasks are many and meetings two, so they are named by their title; the conversation's own goes without. */
function nameOf({ key, type }: Pick<LedgerObject, 'key' | 'type'>, title: string | undefined): string {
  const name = key === NEXT_MEETING ? 'next meeting' : spoken(type);
  const isNamed = type === 'tasks' || key === NEXT_MEETING;
  return isNamed && title ? `${name} "${plainText(title, TITLE_SHOWN)}"` : name;
}
