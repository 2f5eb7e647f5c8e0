import type { End } from '../associations/graph.ts';
import type { StoredRecord } from '../objects.types.ts';
import type { Portal } from '../portal/portal.ts';

const CONTACTING: ReadonlySet<string> = new Set(['meetings', 'calls', 'communications']);
const LOGGED: ReadonlySet<string> = new Set(['meetings', 'calls', 'communications', 'notes']);
const HAS_TIMELINE: ReadonlySet<string> = new Set(['contacts', 'companies', 'deals', 'tickets']);

/** The newest of two instants written as ISO text. */
const latest = (a: string | undefined, b: string): string =>
  a !== undefined && Date.parse(a) > Date.parse(b) ? a : b;

/**
 * Logging an activity moves the record's "last activity" properties by itself (hubspot-api.md §2.6).
 * Answers the record that changed, if any.
 */
export function touchTimeline(
  portal: Portal,
  activity: End,
  target: End,
  now: number,
): StoredRecord | undefined {
  if (!LOGGED.has(activity.type) || !HAS_TIMELINE.has(target.type)) return undefined;
  const record = portal.records[target.type].get(target.id);
  const at = portal.records[activity.type].get(activity.id)?.properties['hs_timestamp'];
  // What is to come feeds "next activity" (hubspot-api.md §14), not the last one.
  if (record === undefined || at === undefined || Date.parse(at) > now) return undefined;
  record.properties['notes_last_updated'] = latest(record.properties['notes_last_updated'], at);
  record.properties['num_notes'] = String(Number(record.properties['num_notes'] ?? '0') + 1);
  if (CONTACTING.has(activity.type)) {
    record.properties['notes_last_contacted'] = latest(record.properties['notes_last_contacted'], at);
  }
  return record;
}
