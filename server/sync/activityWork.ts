import type { LedgerObject } from './ledger.types.ts';
import type { ActivityWrite } from './plan.types.ts';
import type { Ref } from './ref.ts';
import type { Turn, Work } from './turn.types.ts';

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
