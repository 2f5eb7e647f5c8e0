import type { Settings } from '../../shared/settings.ts';
import { externalPeople } from '../matching/eligible.ts';
import type { MeetingDocument } from '../sessions/sessionStore.ts';
import { followMerges } from './followMerges.ts';
import type { SyncDocument } from './ledger.types.ts';
import type { Plan, PlannedSession } from './plan.types.ts';
import { ref, type Ref } from './ref.ts';
import type { Snapshot } from './snapshot.types.ts';

/**
 * What a conversation is going to touch as far as it can be told before HubSpot is asked: itself, what it hangs
 * on already, and the addresses and domains by which it finds people and companies, or makes them. Pure.
 */
export function keysBefore(
  row: Pick<SyncDocument, '_id' | 'links' | 'objects'>,
  document: MeetingDocument | undefined,
  settings: Settings,
): string[] {
  const people = document?.stage === 'finished' ? externalPeople(document.session, settings).people : [];
  return [
    `conversation:${row._id}`,
    ...row.links.map(({ type, id }) => ref(type, id)),
    ...row.objects.flatMap(({ links }) => links),
    ...people.flatMap(({ email }) => (email ? [`address:${email}`] : [])),
    ...people.flatMap(({ domain }) => (domain ? [`domain:${domain}`] : [])),
  ];
}

/** The contacts, companies and deals that a plan writes to or hangs something on, by conversation. Pure. */
export function keysOfPlan(
  plan: Plan,
  planned: readonly PlannedSession[],
  snapshot: Pick<Snapshot, 'merged' | 'gone'>,
): ReadonlyMap<string, readonly Ref[]> {
  const keys = new Map(
    planned.map((one) => {
      const before = followMerges(one, snapshot).links.map(({ type, id }) => ref(type, id));
      return [one.sessionId, new Set<Ref>(before)];
    }),
  );
  const add = (sessionId: string, refs: readonly Ref[]) => {
    for (const one of refs) keys.get(sessionId)?.add(one);
  };
  for (const { sessionId, links } of plan.sessions)
    add(
      sessionId,
      links.map((link) => link.ref),
    );
  for (const write of plan.activities) {
    if (write.action === 'create') add(write.sessionId, write.links);
    if (write.action === 'update') add(write.sessionId, [...write.addLinks, ...write.removeLinks]);
  }
  for (const { ref: record, sessionIds } of plan.records)
    for (const sessionId of sessionIds) add(sessionId, [record]);
  return new Map([...keys].map(([sessionId, refs]) => [sessionId, [...refs]]));
}
