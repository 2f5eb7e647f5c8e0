import { correct, type CorrectableType, type LinkCorrection } from '../matching/corrections.ts';
import type { KnownProposal } from '../proposals/reconcile.ts';
import { KIND_OF, type MappedType } from './planMapping.ts';
import type { ActivityWrite, PlannedLink, PlannedSession, SessionPlan } from './plan.types.ts';
import { ref, typeOf, type Ref } from './ref.ts';
import type { Snapshot } from './snapshot.types.ts';
import type { Part } from './switchedOff.ts';

/*
 * Plans while HubSpot does not let us read a part of the portal: what cannot be seen is left exactly as it is.
 * Nothing is written there, and nothing is concluded from not seeing it. Pure.
 */

/** Whether nothing is known of these records. Reading tickets may never have been granted. */
export function isOff(type: Part, { off, tickets }: Pick<Snapshot, 'off' | 'tickets'>): boolean {
  return off.has(type) || (type === 'tickets' && !tickets.readable);
}

/** Records an activity hangs on beside contacts, without whom there is no plan at all. */
function isHidden(type: Part, snapshot: Snapshot): boolean {
  return (type === 'companies' || type === 'deals' || type === 'tickets') && isOff(type, snapshot);
}

/** Links to records that cannot be seen stay, unless a person took them off. */
export function keptLinks(
  { links }: PlannedSession,
  said: readonly LinkCorrection[],
  snapshot: Snapshot,
): PlannedLink[] {
  const isUnlinked = (type: CorrectableType, id: string) => correct(said, type, id).verdict === 'unlinked';
  return links.flatMap(({ type, id, ...why }) =>
    isHidden(type, snapshot) && (type === 'tickets' || !isUnlinked(type, id))
      ? [{ ref: ref(type, id), ...why }]
      : [],
  );
}

/** Writes less what touches anything that cannot be seen, and which parts that was. */
export function leaveHidden(
  writes: readonly ActivityWrite[],
  snapshot: Snapshot,
): { writes: ActivityWrite[]; left: ReadonlySet<Part> } {
  const left = new Set<Part>();
  const seen = (links: readonly Ref[]) =>
    links.filter((link) => {
      const hidden = isHidden(typeOf(link), snapshot);
      if (hidden) left.add(typeOf(link));
      return !hidden;
    });
  const kept = writes.flatMap((write): ActivityWrite[] => {
    if (write.type === 'tasks' && isOff('tasks', snapshot)) {
      left.add('tasks');
      return [];
    }
    if (write.action === 'archive') return [write];
    if (write.action === 'create') return [{ ...write, links: seen(write.links) }];
    const addLinks = seen(write.addLinks);
    const removeLinks = seen(write.removeLinks);
    const isEmpty = Object.keys(write.properties).length + addLinks.length + removeLinks.length === 0;
    return isEmpty ? [] : [{ ...write, addLinks, removeLinks }];
  });
  return { writes: kept, left };
}

/** Proposals about what can be seen: the others wait on, whatever this plan says. */
export function visibleProposals(snapshot: Snapshot): KnownProposal[] {
  const hidden = (Object.keys(KIND_OF) as MappedType[]).filter((type) => isOff(type, snapshot));
  const kinds = new Set(hidden.map((type) => KIND_OF[type]));
  return snapshot.proposals.filter(({ objectType }) => !kinds.has(objectType));
}

/** What a conversation goes without for now, so that its row says so. */
export function partsWithout(
  { session }: PlannedSession,
  { outcome, links }: Pick<SessionPlan, 'outcome' | 'links'>,
  left: ReadonlySet<Part>,
  undecided: boolean,
  snapshot: Snapshot,
): Part[] {
  const concerned = new Set<Part>([
    ...left,
    ...links.map((link) => typeOf(link.ref)).filter((type) => isHidden(type, snapshot)),
    ...(undecided ? (['companies'] as const) : []),
    ...(outcome === 'write' ? ALWAYS : []),
    ...(outcome === 'write' && session?.kind === 'support' ? (['tickets'] as const) : []),
  ]);
  return [...concerned].filter((part) => snapshot.off.has(part));
}

const ALWAYS: readonly Part[] = ['contacts', 'companies', 'deals', 'meetings', 'owners'];
