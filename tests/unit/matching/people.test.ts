import { externalPeople } from '../../../server/matching/eligible.ts';
import { matchPeople } from '../../../server/matching/people.ts';
import type { Participant } from '../../../shared/session.ts';
import { settingsDocument, type Settings } from '../../../shared/settings.ts';
import { known, linked, match, reasons, session, settings } from '../../support/matchedPeople.ts';
import { shortSession } from '../../support/shortSession.ts';

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

it('settings of the tests are settings', () => {
  expect(settingsDocument.safeParse(settings()).success).toBe(true);
});
