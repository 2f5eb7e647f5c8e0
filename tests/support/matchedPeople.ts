import type { CrmRecord } from '../../server/hubspot/objects.ts';
import { fullNameOf } from '../../server/matching/names.ts';
import { matchPeople, type KnownPeople } from '../../server/matching/people.ts';
import { addressesOf } from '../../server/matching/records.ts';
import type { Participant } from '../../shared/session.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings.ts';
import { shortSession } from './shortSession.ts';

export const HOST = 'rep@seller.com';

export const contact = (id: string, email: string, name = '', additional = ''): CrmRecord => {
  const [firstname = '', ...rest] = name.split(' ');
  return {
    id,
    archived: false,
    properties: { email, firstname, lastname: rest.join(' '), hs_additional_emails: additional },
  };
};

/** What HubSpot holds: namesakes, a colleague, someone at an excluded domain, an additional address. */
export const CONTACTS = [
  contact('1', 'john@acme.com', 'John Smith', 'js@old.com'),
  contact('2', 'kim@one.com', 'Kim Lee'),
  contact('3', 'kim@two.com', 'Kim Lee'),
  contact('4', 'boss@seller.com', 'Bo Ss'),
  contact('5', 'lu@bad.com', 'Lu Bad'),
  contact('6', 'ann@globex.com', 'Ann Lo'),
];

export function known(contacts: readonly CrmRecord[] = CONTACTS): KnownPeople {
  const byName = new Map<string, CrmRecord[]>();
  for (const one of contacts) {
    const name = fullNameOf(one);
    if (name) byName.set(name, [...(byName.get(name) ?? []), one]);
  }
  return {
    contactsByEmail: new Map(
      contacts.flatMap((one) => addressesOf(one).map((email) => [email, one] as const)),
    ),
    contactsByName: byName,
    contactsById: new Map(contacts.map((one) => [one.id, one])),
    companyByDomain: new Map([['acme.com', '100']]),
    deleted: new Set(),
  };
}

export const settings = (matching: Partial<Settings['matching']> = {}): Settings => ({
  ...DEFAULT_SETTINGS,
  matching: { ...DEFAULT_SETTINGS.matching, excludeDomains: ['bad.com'], ...matching },
});
export const session = (participants: Participant[]) =>
  shortSession({
    id: 'ses_1',
    organization_id: 'org_1',
    participants,
    host: { email: HOST, name: 'Rep Seller' },
  });
export const match = (participants: Participant[], matching: Partial<Settings['matching']> = {}) =>
  matchPeople(session(participants), settings(matching), known());
export const linked = (result: ReturnType<typeof match>) =>
  result.people.map((one) =>
    one.decision === 'company' ? `company of ${one.person.domain}` : `${one.contactId ?? 'new'} ${one.rule}`,
  );
export const reasons = (result: ReturnType<typeof match>) => result.skips.map(({ reason }) => reason);
