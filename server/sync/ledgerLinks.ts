import type { ObjectType } from '../hubspot/objects.ts';
import type { LedgerLink } from './ledger.types.ts';
import { idOf, typeOf } from './ref.ts';
import { resolve, type Turn, type Work } from './turn.types.ts';

const LINKED: ReadonlySet<ObjectType> = new Set<LedgerLink['type']>([
  'contacts',
  'companies',
  'deals',
  'tickets',
]);

function isLinked(type: ObjectType | null): type is LedgerLink['type'] {
  return type !== null && LINKED.has(type);
}

/** Records a conversation is linked with after this turn, under the ids they have by now. */
export function linksOf(turn: Turn, work: Work): LedgerLink[] {
  const links = new Map<string, LedgerLink>();
  for (const { ref, ...why } of work.plan.links) {
    const made = resolve(turn, ref);
    const type = made && typeOf(made);
    if (!made || !isLinked(type) || links.has(made)) continue;
    links.set(made, { type, id: idOf(made), ...why, ...turn.found.get(ref) });
  }
  return [...links.values()];
}
