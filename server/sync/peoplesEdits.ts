import type { CrmRecord } from '../hubspot/objects.ts';
import { wordsOf } from '../mapping/canonical.ts';
import { fingerprint } from './fingerprint.ts';
import type { LedgerObject } from './ledger.types.ts';
import type { PlannedSession } from './plan.types.ts';

/** What a person did to an activity of ours. */
export interface PeoplesEdits {
  /** Properties that stay as they are. */
  kept: ReadonlySet<string>;
  /** What the person changed, as people see it on the activity. */
  changed: readonly string[];
}

/** As people see these properties; all others are ours alone. */
const TASK_LABELS: Readonly<Record<string, string>> = {
  hs_timestamp: 'the due date',
  hs_task_subject: 'the title',
  hs_task_body: 'the description',
  hs_task_status: 'the status',
  hs_task_priority: 'the priority',
  hubspot_owner_id: 'the owner',
};
const MEETING_LABELS: Readonly<Record<string, string>> = {
  hs_meeting_start_time: 'the start',
  hs_meeting_end_time: 'the end',
  hs_meeting_title: 'the title',
  hs_meeting_body: 'the description',
  hs_meeting_location: 'the place',
  hs_meeting_outcome: 'the outcome',
  hubspot_owner_id: 'the owner',
};
export const NEXT_MEETING_READ = [...Object.keys(MEETING_LABELS), 'hs_meeting_external_url', 'hs_i_cal_uid'];

/** A meeting that a person moved is not called off by us, and none of its times is ours any more. */
const TIMES = ['hs_timestamp', 'hs_meeting_start_time', 'hs_meeting_end_time', 'hs_meeting_outcome'];
const NOTHING: PeoplesEdits = { kept: new Set(), changed: [] };

/**
 * What differs from our last write, and what a person decided on a card even where it looks the same; ours never
 * replaces theirs (contract §3 "Tasks", decision 0026). `current` is there only for tasks and next meetings. Pure.
 */
export function peoplesEdits(
  made: LedgerObject,
  current: CrmRecord | undefined,
  decided: NonNullable<PlannedSession['decided']> = {},
): PeoplesEdits {
  if (!current) return NOTHING;
  const labels = made.type === 'tasks' ? TASK_LABELS : MEETING_LABELS;
  const edited = Object.keys(labels).filter(
    (name) =>
      (made.written[name] !== undefined || hasOwnerOfTheirs(made, name, current)) &&
      ((name === 'hs_task_status' && decided[current.id] !== undefined) ||
        !isAsWritten(made, name, current.properties[name])),
  );
  const changed = edited.map((name) => labels[name] ?? name);
  if (made.type === 'tasks') return { kept: new Set(edited), changed };
  // Who says that it took place, or will not, has the last word on all of it.
  const kept = edited.includes('hs_meeting_outcome') ? Object.keys(made.written) : edited;
  return { kept: new Set(kept.some((name) => TIMES.includes(name)) ? [...kept, ...TIMES] : kept), changed };
}

/** We knew no owner of the task when we made it; who has it now was chosen by a person. */
function hasOwnerOfTheirs({ type }: LedgerObject, name: string, { properties }: CrmRecord): boolean {
  return type === 'tasks' && name === 'hubspot_owner_id' && Boolean(properties[name]);
}

export function labelOf(name: string): string {
  return TASK_LABELS[name] ?? MEETING_LABELS[name] ?? name;
}

export function isSameValue(name: string, shown: string | null | undefined, wanted: string): boolean {
  return spelled(name, shown) === spelled(name, wanted);
}

function isAsWritten(made: LedgerObject, name: string, value: string | null | undefined): boolean {
  const shown = fingerprint(spelled(name, value));
  return [made, made.sending].some(
    (ours) => (RICH.has(name) ? ours?.words : ours?.written)?.[name] === shown,
  );
}

/** HubSpot gives rich text back in a spelling of its own; what it says is compared. */
const RICH = new Set(['hs_meeting_body', 'hs_task_body']);
const INSTANTS = new Set(['hs_timestamp', 'hs_meeting_start_time', 'hs_meeting_end_time']);

/** HubSpot may answer an instant in another spelling than we sent it. */
function spelled(name: string, value: string | null | undefined): string {
  const text = value ?? '';
  if (RICH.has(name)) return wordsOf(text);
  const at = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  return INSTANTS.has(name) && Number.isFinite(at) ? new Date(at).toISOString() : text;
}
