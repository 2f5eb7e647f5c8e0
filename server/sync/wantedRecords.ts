import type { Settings } from '../../shared/settings.ts';
import type { Corrections, LinkCorrection } from '../matching/corrections.ts';
import type { CrmRecord } from '../hubspot/objects.ts';
import type { PlannedSession } from './plan.types.ts';
import { ref, type Ref } from './ref.ts';
import type { SwitchedOff } from './switchedOff.ts';

/** Records a turn needs by id: linked by an earlier version, named by a person, or named in the settings. */
export interface WantedRecords {
  contacts: string[];
  companies: string[];
  deals: string[];
  /** Linked by an earlier version; nobody names one. */
  tickets: string[];
  /** Where people moved conversations, the part of the above that is linked for sure. */
  movedTo: { contacts: string[]; companies: string[] };
  corrections: ReadonlyMap<string, readonly LinkCorrection[]>;
}

export async function readWanted(
  corrections: Corrections,
  sessions: readonly PlannedSession[],
  { matching }: Settings,
): Promise<WantedRecords> {
  const [orgId] = sessions.flatMap(({ session }) => session?.organization_id ?? []);
  const said = orgId
    ? await corrections.read(
        orgId,
        sessions.map(({ sessionId }) => sessionId),
      )
    : new Map<string, LinkCorrection[]>();
  const named = [...said.values()].flat();
  const of = (type: LinkCorrection['objectType']) => [
    ...new Set([
      ...sessions.flatMap(({ links }) => links.filter((link) => link.type === type).map(({ id }) => id)),
      ...named
        .filter(({ objectType }) => objectType === type)
        .flatMap(({ objectId, toId }) => [objectId, ...(toId ? [toId] : [])]),
    ]),
  ];
  const targets = (type: LinkCorrection['objectType']) =>
    named.flatMap(({ objectType, toId }) => (objectType === type && toId ? [toId] : []));
  const { noMatch, defaultContactId } = matching;
  const byDefault = noMatch === 'default_contact' && defaultContactId ? [defaultContactId] : [];
  return {
    contacts: [...new Set([...of('contacts'), ...byDefault])],
    companies: of('companies'),
    deals: of('deals'),
    tickets: sessions.flatMap(({ links }) =>
      links.flatMap(({ type, id }) => (type === 'tickets' ? [id] : [])),
    ),
    movedTo: { contacts: targets('contacts'), companies: targets('companies') },
    corrections: said,
  };
}

/** What was asked for by id and answered under no id; nothing is known of what could not be read. */
export function goneOf(
  wanted: WantedRecords,
  found: Record<'contacts' | 'companies' | 'deals', ReadonlyMap<string, CrmRecord>>,
  employers: ReadonlySet<string>,
  merged: ReadonlyMap<Ref, Ref>,
  off: SwitchedOff,
): ReadonlySet<Ref> {
  const readable = (['contacts', 'companies', 'deals'] as const).filter((type) => !off.has(type));
  const refs = readable.flatMap((type) =>
    wanted[type]
      .filter((id) => !found[type].has(id) && !(type === 'companies' && employers.has(id)))
      .map((id) => ref(type, id)),
  );
  return new Set(refs.filter((one) => !merged.has(one)));
}
