import type { LedgerObject } from './ledger.types.ts';
import type { ActivityWrite } from './plan.types.ts';
import type { Ref } from './ref.ts';
import { resolve, type Turn, type Work } from './turn.types.ts';

/** A write whose records exist by now. */
export type Create = Extract<ActivityWrite, { action: 'create' }> & { resolved: Ref[] };
export type Update = Extract<ActivityWrite, { action: 'update' }>;

/** Replaces the object with the same key and type; a live twin of an archived one takes its place. */
export function put(work: Work, object: LedgerObject): void {
  const others = work.objects.filter(({ key, type }) => key !== object.key || type !== object.type);
  work.objects = [...others, object];
}

export function workOf(turn: Turn, { sessionId }: ActivityWrite): Work {
  const work = turn.work.get(sessionId);
  if (!work) throw new Error(`no work for session ${sessionId}`);
  return work;
}

export function keyOf({ sessionId, key }: ActivityWrite): string {
  return `${sessionId}:${key}`;
}

/**
 * What is to be linked and unlinked. A person who was to be made and turned out to be a record that is linked
 * already, as after a merge that search does not show yet, stays linked.
 */
export function linkChanges(
  turn: Turn,
  { addLinks, removeLinks }: Update,
  { links }: LedgerObject,
): { add: Ref[]; remove: Ref[] } {
  const wanted = [...new Set(addLinks.flatMap((link) => resolve(turn, link) ?? []))];
  return {
    add: wanted.filter((link) => !links.includes(link)),
    remove: removeLinks.filter((link) => !wanted.includes(link)),
  };
}

/** So many places a conversation leaves before the first of them is forgotten. */
const MOST_FORMER = 12;

/** Where its activity may still turn up once it has left these. */
export function formerly({ former = [] }: LedgerObject, left: readonly Ref[]): Pick<LedgerObject, 'former'> {
  const places = [...new Set([...former, ...left])].slice(-MOST_FORMER);
  return places.length === 0 ? {} : { former: places };
}

/** Never recreate what people deleted (reliability.md §2, "U"). */
export function putGone(work: Work, object: LedgerObject, what: string): void {
  put(work, { ...object, state: 'gone' });
  work.skips.push({
    what,
    reason: 'removed_in_hubspot: someone deleted it in HubSpot, so it is not made again',
  });
}
