import { companyDomain } from '../../../server/matching/addresses.ts';

describe('the domain that stands for a company', () => {
  it.each([
    ['kim@acme.com', 'acme.com'],
    ['kim@eu.acme.co.uk', 'acme.co.uk'],
    ['kim@mail.berlin.acme.de', 'acme.de'],
    ['kim@gmail.com', undefined],
    ['kim@googlemail.com', undefined],
  ])('of %s is %s', (email, domain) => {
    expect(companyDomain(email)).toBe(domain);
  });
});
