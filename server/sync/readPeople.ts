import type { Settings } from '../../shared/settings.ts';
import { CONTACT_PROPERTIES } from '../../shared/properties.ts';
import type { CallContext, CrmRecord, Objects } from '../hubspot/objects.ts';
import type { SearchNames } from '../hubspot/searchNames.ts';
import type { ExternalPerson } from '../matching/eligible.ts';
import { fullNameOf, nameParts } from '../matching/names.ts';
import { addressesOf } from '../matching/records.ts';
import { live } from './liveRecords.ts';
import { mappedProperties } from './planMapping.ts';

const CONTACT_READ_PROPERTIES = [
  'email',
  'firstname',
  'lastname',
  'hubspot_owner_id',
  'hs_additional_emails',
  'hs_merged_object_ids',
  ...CONTACT_PROPERTIES.map(({ name }) => name),
];

export interface KnownContacts {
  byId: Map<string, CrmRecord>;
  byEmail: Map<string, CrmRecord>;
  byName: Map<string, CrmRecord[]>;
}

/**
 * The contacts of a turn: by address and by id at once, both strongly consistent; by full name only for people
 * whom no address found, since search is scarce (hubspot-api.md §2.2). HubSpot is asked for addresses while the
 * store still looks which contacts are wanted by id.
 */
export function createPeopleReader(deps: { objects: Objects; searchNames: SearchNames }) {
  return async (
    context: CallContext,
    people: readonly ExternalPerson[],
    wanted: Promise<{ contacts: readonly string[] }>,
    settings: Settings,
  ): Promise<KnownContacts> => {
    const properties = [...CONTACT_READ_PROPERTIES, ...mappedProperties(settings, 'contact')];
    const emails = new Set(people.flatMap(({ email }) => email ?? []));
    const byNameFirst = settings.matching.primary === 'name';
    const [found, earlier, named] = await Promise.all([
      deps.objects.read(context, 'contacts', [...emails], properties, 'email'),
      wanted.then(({ contacts }) => deps.objects.read(context, 'contacts', contacts, properties)),
      byNameFirst ? findNames(context, people, properties) : NOBODY,
    ]);
    const known = live([...earlier, ...found]);
    const byEmail = new Map<string, CrmRecord>();
    for (const contact of known.values()) {
      for (const email of addressesOf(contact)) if (emails.has(email)) byEmail.set(email, contact);
    }
    const strangers = people.filter(({ email }) => !email || !byEmail.has(email));
    const byName = byNameFirst ? named : await findNames(context, strangers, properties);
    for (const [contact] of unique(byName)) if (!known.has(contact.id)) known.set(contact.id, contact);
    return { byId: known, byEmail, byName };
  };

  async function findNames(
    context: CallContext,
    people: readonly ExternalPerson[],
    properties: readonly string[],
  ): Promise<Map<string, CrmRecord[]>> {
    const names = [...new Set(people.flatMap(({ name }) => name ?? []))];
    const byName = new Map<string, CrmRecord[]>();
    if (names.length === 0) return byName;
    for (const contact of await deps.searchNames(context, names.map(nameParts), ['firstname', 'lastname'])) {
      const name = fullNameOf(contact);
      if (!name || !names.includes(name)) continue;
      const others = byName.get(name) ?? [];
      if (!others.some(({ id }) => id === contact.id)) byName.set(name, [...others, contact]);
    }
    // What search shows may be old: the one hit is read afresh, and has to bear the name still.
    const hits = unique(byName).map(([{ id }]) => id);
    const fresh = live(await deps.objects.read(context, 'contacts', hits, properties));
    for (const [contact, name] of unique(byName)) {
      const now = fresh.get(contact.id);
      if (now && fullNameOf(now) === name) byName.set(name, [now]);
      else byName.delete(name);
    }
    return byName;
  }
}

const NOBODY = new Map<string, CrmRecord[]>();

function unique(byName: ReadonlyMap<string, readonly CrmRecord[]>): [CrmRecord, string][] {
  return [...byName].flatMap(([name, [contact, ...others]]): [CrmRecord, string][] =>
    contact && others.length === 0 ? [[contact, name]] : [],
  );
}

/** By address, or by a name that only one contact bears. */
export function contactOf(
  { email, name }: ExternalPerson,
  { byEmail, byName }: KnownContacts,
): CrmRecord | undefined {
  const named = name ? (byName.get(name) ?? []) : [];
  return (email && byEmail.get(email)) || (named.length === 1 ? named[0] : undefined);
}
