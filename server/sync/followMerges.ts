import type { LinkCorrection } from '../matching/corrections.ts';
import { movedEvents } from './movedEvents.ts';
import type { PlannedSession } from './plan.types.ts';
import { idOf, ref, type Ref } from './ref.ts';

type Merged = ReadonlyMap<Ref, Ref>;

/**
 * The ledger of a conversation with the ids its records have now: HubSpot moved the links along when people
 * merged records and dropped them when people deleted one, and `batch/update` refuses an old id
 * (hubspot-api.md §2.3). Pure.
 */
export function followMerges(
  planned: PlannedSession,
  { merged, gone }: { merged: Merged; gone: ReadonlySet<Ref> },
): PlannedSession {
  if (merged.size + gone.size === 0) return planned;
  const objects = planned.objects.map((object) => ({
    ...object,
    links: [...new Set(object.links.map((link) => nowAt(link as Ref, merged)))].filter(
      (link) => !gone.has(link),
    ),
  }));
  const links = planned.links.map((link) => ({ ...link, id: idOf(nowAt(ref(link.type, link.id), merged)) }));
  return { ...planned, objects, links, events: movedEvents(planned.events, (one) => nowAt(one, merged)) };
}

/** What people said of records, by the ids these have now. Pure. */
export function followCorrections(
  corrections: ReadonlyMap<string, readonly LinkCorrection[]>,
  merged: Merged,
): ReadonlyMap<string, readonly LinkCorrection[]> {
  const idNow = (said: LinkCorrection, id: string) => idOf(nowAt(ref(said.objectType, id), merged));
  const follow = (said: LinkCorrection): LinkCorrection => ({
    ...said,
    objectId: idNow(said, said.objectId),
    toId: said.toId === null ? null : idNow(said, said.toId),
  });
  return new Map([...corrections].map(([sessionId, list]) => [sessionId, list.map(follow)]));
}

/** A record may have been merged more than once. */
function nowAt(one: Ref, merged: Merged): Ref {
  const seen = new Set<Ref>();
  let current = one;
  for (let next = merged.get(current); next && !seen.has(current); next = merged.get(current)) {
    seen.add(current);
    current = next;
  }
  return current;
}
