import type { Settings } from '../../../shared/settings.ts';
import { createOrganization } from '../../support/matchingOrganization.ts';
import { startProduct, type Product } from '../../support/product.ts';

jest.setTimeout(30_000);

describe('who and what a conversation is linked to', () => {
  let product: Product;
  beforeAll(async () => void (product = await startProduct()));
  afterAll(() => product.stop());
  const organization = (
    ...given: Parameters<typeof createOrganization> extends [Product, ...infer Rest] ? Rest : never
  ) => createOrganization(product, ...given);

  it('a known address: no search, and every link with evidence and confidence', async () => {
    const { talk, calls } = await organization();
    const { links, evidence } = await talk([{ name: 'John Smith', email: 'JOHN@acme.com ' }]);
    expect(links).toEqual(['company 100 contact_company', 'contact 200 email', 'deal 300 contact_open']);
    for (const one of evidence) {
      expect(one.evidence).not.toBe('');
      expect(one.confidence).toBeGreaterThan(0);
      expect(one.confidence).toBeLessThanOrEqual(1);
    }
    expect(calls().filter(({ path }) => path.endsWith('/search'))).toEqual([]);
  });

  it('without an address by full name, however HubSpot splits it; nobody is made without an address', async () => {
    const { talk, byApp, calls } = await organization();
    const { links, skips } = await talk([
      { name: 'Maria del  Carmen LOPEZ' },
      { name: 'Nobody Known' },
      { name: 'Kim Lee' },
      { name: 'Cher' },
    ]);
    expect(links).toEqual(['contact 203 name']);
    expect(skips).toEqual(
      expect.arrayContaining([
        'participant Kim Lee: several_contacts: 2 contacts are called Kim Lee, so none of them was taken',
        expect.stringMatching(/^participant Nobody Known: no_email/),
        expect.stringMatching(/^participant Cher: no_email/),
      ]),
    );
    expect(byApp('contacts')).toEqual([]);
    expect(calls().filter(({ path }) => path.endsWith('contacts/search'))).toHaveLength(1);
  });

  it('an unknown address falls through to the full name, and by name first the name wins', async () => {
    const { talk } = await organization();
    expect((await talk([{ name: 'John Smith', email: 'john.smith@private.example' }])).links).toContain(
      'contact 200 name',
    );
    const byName = await organization((settings) => void (settings.matching.primary = 'name'));
    const { links } = await byName.talk([{ name: 'Maria del Carmen Lopez', email: 'john@acme.com' }]);
    expect(links).toContain('contact 203 name');
    expect(links).not.toContain('contact 200 email');
  });

  it('by company domain first: the company and no person', async () => {
    const { talk, live } = await organization(
      (settings) => void (settings.matching.primary = 'company_domain'),
    );
    const { state, links } = await talk([{ name: 'New Person', email: 'new@eu.acme.com' }]);
    expect({ state, links }).toEqual({ state: 'synced', links: ['company 100 company_domain'] });
    expect(live('meetings')[0]?.associations).toEqual([
      expect.objectContaining({ type: 'companies', id: '100' }),
    ]);
    expect(live('contacts')).toHaveLength(4);
  });

  it('by company domain first: whom it made together with the company stays linked', async () => {
    const { talk, again, look, calls } = await organization(
      (settings) => void (settings.matching.primary = 'company_domain'),
    );
    const first = await talk([{ name: 'New Person', email: 'new@unheard.example' }]);
    expect(first.links).toEqual([
      expect.stringMatching(/^company \d+ /),
      expect.stringMatching(/^contact \d+ created$/),
    ]);
    const before = calls().length;
    await again();
    expect((await look()).links).toEqual(first.links);
    const since = calls().slice(before);
    expect(since.filter(({ path }) => /\/batch\/(create|update|upsert|archive)$/.test(path))).toEqual([]);
  });

  it('skips people without a match, and ends filtered when nobody is left', async () => {
    const { talk, live } = await organization((settings) => void (settings.matching.noMatch = 'skip'));
    const { state, skips } = await talk([{ name: 'Stranger', email: 'x@unheard-of.example' }]);
    expect(state).toBe('filtered');
    expect(skips[0]).toMatch(/^conversation: no_matching_contact/);
    expect(live('meetings')).toEqual([]);
  });

  it('takes the default contact, and says so when that one is gone', async () => {
    const useDefault = (settings: Settings) => {
      settings.matching.noMatch = 'default_contact';
      settings.matching.defaultContactId = '201';
    };
    const { portalId, talk, again, look } = await organization(useDefault);
    const stranger = [{ name: 'Stranger', email: 'x@unheard-of.example' }];
    expect((await talk(stranger)).links).toEqual(['contact 201 default_contact']);
    product.sandbox.archive(portalId, 'contacts', '201');
    await again();
    expect((await look()).skips).toContainEqual(expect.stringContaining('default_contact_gone'));
  });

  it('keeps a conversation with an excluded word in its title out of HubSpot', async () => {
    const { talk, live } = await organization(
      (settings) => void (settings.matching.excludeTitleWords = ['vorstellungsgespräch']),
    );
    const { state, skips } = await talk([{ email: 'john@acme.com' }], {
      title: 'VORSTELLUNGSGESPRACH mit John',
    });
    expect({ state, skip: skips[0] }).toEqual({
      state: 'filtered',
      skip: expect.stringMatching(/^conversation: excluded_title/),
    });
    expect(live('meetings')).toEqual([]);
  });
});
