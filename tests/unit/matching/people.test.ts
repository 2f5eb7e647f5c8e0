import fc from 'fast-check';
import type { CrmRecord } from '../../../server/hubspot/objects.ts';
import { externalPeople } from '../../../server/matching/eligible.ts';
import { fullName, fullNameOf, nameParts } from '../../../server/matching/names.ts';
import { matchPeople, type KnownPeople } from '../../../server/matching/people.ts';
import { addressesOf } from '../../../server/matching/records.ts';
import type { Participant } from '../../../shared/session.ts';
import { DEFAULT_SETTINGS, settingsDocument, type Settings } from '../../../shared/settings.ts';
import { shortSession } from '../../support/shortSession.ts';

const RUNS = { seed: 20_261_125, numRuns: 400 };
const HOST = 'rep@seller.com';

const contact = (id: string, email: string, name = '', additional = ''): CrmRecord => {
  const [firstname = '', ...rest] = name.split(' ');
  return {
    id,
    archived: false,
    properties: { email, firstname, lastname: rest.join(' '), hs_additional_emails: additional },
  };
};

/** What HubSpot holds: namesakes, a colleague, someone at an excluded domain, an additional address. */
const CONTACTS = [
  contact('1', 'john@acme.com', 'John Smith', 'js@old.com'),
  contact('2', 'kim@one.com', 'Kim Lee'),
  contact('3', 'kim@two.com', 'Kim Lee'),
  contact('4', 'boss@seller.com', 'Bo Ss'),
  contact('5', 'lu@bad.com', 'Lu Bad'),
  contact('6', 'ann@globex.com', 'Ann Lo'),
];

function known(contacts: readonly CrmRecord[] = CONTACTS): KnownPeople {
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

const settings = (matching: Partial<Settings['matching']> = {}): Settings => ({
  ...DEFAULT_SETTINGS,
  matching: { ...DEFAULT_SETTINGS.matching, excludeDomains: ['bad.com'], ...matching },
});
const session = (participants: Participant[]) =>
  shortSession({
    id: 'ses_1',
    organization_id: 'org_1',
    participants,
    host: { email: HOST, name: 'Rep Seller' },
  });
const match = (participants: Participant[], matching: Partial<Settings['matching']> = {}) =>
  matchPeople(session(participants), settings(matching), known());
const linked = (result: ReturnType<typeof match>) =>
  result.people.map((one) =>
    one.decision === 'company' ? `company of ${one.person.domain}` : `${one.contactId ?? 'new'} ${one.rule}`,
  );
const reasons = (result: ReturnType<typeof match>) => result.skips.map(({ reason }) => reason);

describe('who may be matched', () => {
  it.each<[string, Participant, Partial<Settings['matching']>, RegExp]>([
    ['no consent', { email: 'john@acme.com', consent: false }, {}, /^no_consent/],
    ['marked internal', { email: 'john@acme.com', internal: true }, {}, /^internal: marked/],
    ['the host', { email: ' REP@seller.com' }, {}, /^internal: this is the host/],
    ['the host, by name', { name: 'rep  SELLER' }, {}, /^internal: this is the host/],
    [
      'the host’s domain',
      { email: 'boss@seller.com' },
      {},
      /^internal: seller.com is the domain of the host/,
    ],
    [
      'a domain of our own',
      { email: 'x@eu.ours.io' },
      { internalDomains: ['@Ours.io'] },
      /^internal: eu.ours.io is on the list/,
    ],
    ['a sub-domain of an excluded one', { email: 'x@mail.bad.com' }, {}, /^excluded_domain/],
    [
      'an excluded address',
      { email: 'John@Acme.com' },
      { excludeAddresses: [' john@acme.COM'] },
      /^excluded_address/,
    ],
    ['an address HubSpot refuses', { email: 'not an address' }, {}, /^invalid_email/],
    ['neither address nor full name', { name: 'Cher' }, {}, /^no_email/],
  ])('not: %s', (_, participant, matching, reason) => {
    const result = match([participant], matching);
    expect(result.people).toEqual([]);
    expect(reasons(result)[0]).toMatch(reason);
  });

  it('colleagues when internal people are not excluded, and customers of the host’s mail provider', () => {
    expect(linked(match([{ email: 'boss@seller.com' }], { excludeInternal: false }))).toEqual(['4 email']);
    const free = shortSession({
      id: 'ses_1',
      organization_id: 'org_1',
      host: { email: 'me@gmail.com' },
      participants: [{ email: 'you@gmail.com' }],
    });
    const [person] = externalPeople(free, settings()).people;
    expect(person).toMatchObject({ email: 'you@gmail.com', domain: undefined });
  });

  it('a domain that only ends like an excluded one', () => {
    expect(linked(match([{ email: 'x@notbad.com' }]))).toEqual(['new created']);
  });
});

describe('how a person is matched', () => {
  it('by the first address, surely; by an additional one, nearly', () => {
    const [first] = match([{ email: 'john@acme.com' }]).people;
    const [second] = match([{ email: 'js@old.com' }]).people;
    expect(first).toMatchObject({ contactId: '1', rule: 'email', confidence: 1 });
    expect(second).toMatchObject({ contactId: '1', rule: 'email', confidence: 0.95 });
  });

  it('two addresses of one contact link it once, for the surer one', () => {
    const result = match([{ email: 'js@old.com' }, { email: 'john@acme.com' }]);
    expect(result.people).toHaveLength(1);
    expect(result.people[0]).toMatchObject({ confidence: 1 });
  });

  it('falls through address, full name, domain; a name with an address at the same firm is surer', () => {
    expect(match([{ name: 'John Smith', email: 'smith@acme.com' }]).people[0]).toMatchObject({
      contactId: '1',
      rule: 'name',
      confidence: 0.85,
    });
    expect(match([{ name: 'JOHN  smith' }]).people[0]).toMatchObject({ contactId: '1', confidence: 0.6 });
    expect(linked(match([{ name: 'New One', email: 'new@acme.com' }], { noMatch: 'skip' }))).toEqual([
      'company of acme.com',
    ]);
    expect(linked(match([{ name: 'John Smith', email: 'kim@one.com' }], { primary: 'name' }))).toEqual([
      '1 name',
    ]);
    expect(linked(match([{ email: 'john@acme.com' }], { primary: 'company_domain' }))).toEqual([
      'company of acme.com',
    ]);
    expect(linked(match([{ email: 'ann@globex.com' }], { primary: 'company_domain' }))).toEqual(['6 email']);
  });

  it('several contacts of one name are no hit, and the reason says how many', () => {
    const result = match([{ name: 'Kim Lee', email: 'kim@three.com' }]);
    expect(linked(result)).toEqual(['new created']);
    expect(reasons(result)).toEqual([
      expect.stringMatching(/^several_contacts: 2 contacts are called Kim Lee/),
    ]);
  });

  it('never by name to a colleague, an excluded address, or someone who did not agree', () => {
    expect(match([{ name: 'Bo Ss' }, { name: 'Lu Bad' }]).people).toEqual([]);
    const refused = match([
      { name: 'J. Smith', email: 'js@old.com', consent: false },
      { name: 'John Smith' },
    ]);
    expect(refused.people).toEqual([]);
    expect(reasons(refused).every((reason) => reason.startsWith('no_consent'))).toBe(true);
  });

  it('does not make a contact again that someone deleted', () => {
    const result = matchPeople(session([{ email: 'gone@firm.com' }]), settings(), {
      ...known(),
      deleted: new Set(['gone@firm.com']),
    });
    expect(result.people).toEqual([]);
    expect(reasons(result)[0]).toMatch(/^removed_in_hubspot/);
  });

  it('needs the default contact to be there', () => {
    const stranger = [{ name: 'Who Knows', email: 'who@knows.org' }];
    expect(linked(match(stranger, { noMatch: 'default_contact', defaultContactId: '2' }))).toEqual([
      '2 default_contact',
    ]);
    expect(reasons(match(stranger, { noMatch: 'default_contact', defaultContactId: '99' }))[0]).toMatch(
      /^default_contact_gone/,
    );
  });
});

describe('for any people and any settings', () => {
  const names = ['John Smith', 'Kim Lee', 'Bo Ss', 'Lu Bad', 'Ann Lo', 'New One', 'Cher', ''];
  const emails = [
    'john@acme.com',
    'js@old.com',
    'kim@one.com',
    'boss@seller.com',
    'lu@bad.com',
    'x@sub.bad.com',
    'new@acme.com',
    'me@gmail.com',
    HOST,
    'nonsense',
    '',
  ];
  const participant = fc.record(
    {
      name: fc.constantFrom(...names),
      email: fc.constantFrom(...emails),
      internal: fc.constantFrom(false, false, false, true),
      consent: fc.constantFrom(true, true, true, false),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Participant>;
  const people = fc.array(participant, { maxLength: 6 });
  const matching = fc.record({
    primary: fc.constantFrom('email' as const, 'name' as const, 'company_domain' as const),
    noMatch: fc.constantFrom('create' as const, 'skip' as const, 'default_contact' as const),
    defaultContactId: fc.constantFrom('2', '99'),
    excludeInternal: fc.boolean(),
    excludeAddresses: fc.subarray(['kim@one.com', 'new@acme.com']),
    internalDomains: fc.subarray(['acme.com']),
  });
  const facts = (result: ReturnType<typeof match>) =>
    result.people
      .map((one) =>
        one.decision === 'company'
          ? `company ${one.person.domain}`
          : (one.contactId ?? `new ${one.person.key}`),
      )
      .sort();

  it('the order of the participants does not matter', () => {
    fc.assert(
      fc.property(people, matching, fc.infiniteStream(fc.nat()), (list, chosen, shuffle) => {
        const order = list.map((one) => ({ one, at: shuffle.next().value ?? 0 })).sort((a, b) => a.at - b.at);
        const other = order.map(({ one }) => one);
        expect(facts(match(other, chosen))).toEqual(facts(match(list, chosen)));
      }),
      RUNS,
    );
  });

  it('nobody internal, excluded or without consent is linked or made, however found', () => {
    let checked = 0;
    fc.assert(
      fc.property(people, matching, (list, chosen) => {
        const refused = new Set(list.filter(({ consent }) => consent === false).map(({ email }) => email));
        for (const one of match(list, chosen).people) {
          if (one.decision === 'company' || one.rule === 'default_contact') continue;
          checked += 1;
          const addresses = one.contactId
            ? addressesOf(CONTACTS.find(({ id }) => id === one.contactId) ?? contact('', ''))
            : [one.person.key];
          for (const address of addresses) expect(refused.has(address)).toBe(false);
          const used = one.rule === 'email' ? [one.person.key] : addresses;
          for (const address of used) {
            expect(address).not.toMatch(/bad\.com$/);
            expect(address).not.toBe(HOST);
            expect(chosen.excludeAddresses).not.toContain(address);
            if (chosen.excludeInternal) expect(address).not.toMatch(/@seller\.com$/);
            for (const domain of chosen.internalDomains)
              expect(address).not.toMatch(new RegExp(`${domain}$`));
          }
          expect(one.person.participant.internal).not.toBe(true);
        }
      }),
      RUNS,
    );
    expect(checked).toBeGreaterThan(100);
  });

  it('a name links only a contact whose name nobody else has, and nobody is made without an address', () => {
    fc.assert(
      fc.property(people, matching, (list, chosen) => {
        for (const one of match(list, chosen).people) {
          if (one.decision === 'match' && one.rule === 'name')
            expect(['2', '3']).not.toContain(one.contactId);
          if (one.decision === 'create') expect(emails).toContain(one.person.email);
        }
      }),
      RUNS,
    );
  });

  it('every participant is linked, made, or has the reason why not', () => {
    fc.assert(
      fc.property(people, matching, (list, chosen) => {
        const result = match(list, chosen);
        if (list.length > 0) expect(result.people.length + result.skips.length).toBeGreaterThan(0);
        for (const { confidence, evidence } of result.people.filter((one) => one.decision !== 'company')) {
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(1);
          expect(evidence).not.toBe('');
        }
      }),
      RUNS,
    );
  });
});

describe('a full name', () => {
  it('ignores case, spacing and Unicode spelling, and keeps accents', () => {
    expect(fullName('  Zoe\u0308  MÜLLER ')).toBe('zoë müller');
    expect(fullName('José Díaz')).not.toBe(fullName('Jose Diaz'));
    expect([fullName('Cher'), fullName(''), fullName(null), fullName('x '.repeat(9))]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('may be split anywhere between its words', () => {
    expect(nameParts('maria del carmen')).toEqual([
      { first: 'maria', last: 'del carmen' },
      { first: 'maria del', last: 'carmen' },
    ]);
  });
});

it('settings of the tests are settings', () => {
  expect(settingsDocument.safeParse(settings()).success).toBe(true);
});
