import fc from 'fast-check';
import { addressesOf } from '../../../server/matching/records.ts';
import type { Participant } from '../../../shared/session.ts';
import { contact, CONTACTS, HOST, match } from '../../support/matchedPeople.ts';

const RUNS = { seed: 20_261_125, numRuns: 400 };

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
            if (!chosen.excludeInternal) continue;
            expect(address).not.toMatch(/@seller\.com$/);
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
