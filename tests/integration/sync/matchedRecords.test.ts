import { systemClock } from '../../../server/clock.ts';
import { createCorrections } from '../../../server/matching/corrections.ts';
import { createOrganization } from '../../support/matchingOrganization.ts';
import { startProduct, type Product } from '../../support/product.ts';

jest.setTimeout(30_000);

describe('what HubSpot and people do with the records of a conversation', () => {
  let product: Product;
  beforeAll(async () => void (product = await startProduct()));
  afterAll(() => product.stop());
  const organization = (
    ...given: Parameters<typeof createOrganization> extends [Product, ...infer Rest] ? Rest : never
  ) => createOrganization(product, ...given);

  it('an additional address leads to the contact that has it, makes no company, and the next look reads its deals', async () => {
    const { talk, again, look, byApp } = await organization();
    const first = await talk([{ name: 'J. Smith', email: 'js@old.com' }]);
    expect(first.links).toEqual(['company 100 contact_company', 'contact 200 email']);
    expect([...byApp('contacts'), ...byApp('companies')]).toEqual([]);
    await again();
    expect(await look()).toMatchObject({
      links: ['company 100 contact_company', 'contact 200 email', 'deal 300 contact_open'],
    });
  });

  it('takes the company HubSpot gave a new contact by itself, and makes no second one', async () => {
    const { talk, live, byApp } = await organization(undefined, { companiesFromContacts: true });
    const { links } = await talk([
      { name: 'Ann Fresh', email: 'ann@fresh.example.org' },
      { name: 'Bob Fresh', email: 'bob@fresh.example.org' },
    ]);
    expect(byApp('companies')).toEqual([]);
    const made = live('companies').filter(
      ({ properties }) => !['Acme', 'Globex'].includes(String(properties['name'])),
    );
    expect(links.filter((link) => link.startsWith('company'))).toEqual([
      `company ${made[0]?.id} contact_company`,
    ]);
  });

  it('follows a contact that people merged into another, without a refused call', async () => {
    const { portalId, talk, again, look, live, calls } = await organization();
    await talk([{ email: 'john@acme.com' }]);
    product.sandbox.merge(portalId, 'contacts', '201', '200');
    await again();
    expect((await look()).links).toContain('contact 201 email');
    const contacts = live('meetings')[0]?.associations.filter(({ type }) => type === 'contacts');
    expect(contacts?.map(({ id }) => id)).toEqual(['201']);
    expect(calls().filter(({ status }) => status >= 400)).toEqual([]);
  });

  it('does not make a contact or a company again that someone deleted', async () => {
    const { portalId, talk, again, look, live } = await organization();
    await talk([{ name: 'Ann New', email: 'ann@new-firm.example.org' }, { email: 'john@acme.com' }]);
    const [ann] = live('contacts').filter(({ createdBy }) => createdBy === 'app');
    const [firm] = live('companies').filter(({ createdBy }) => createdBy === 'app');
    product.sandbox.archive(portalId, 'contacts', ann?.id ?? '');
    product.sandbox.archive(portalId, 'companies', firm?.id ?? '');
    await again();
    const { state, links, skips } = await look();
    expect(state).toBe('synced');
    expect(links).toEqual(['company 100 contact_company', 'contact 200 email', 'deal 300 contact_open']);
    expect(skips).toContainEqual(expect.stringMatching(/^participant Ann New: removed_in_hubspot/));
    expect(
      [...live('contacts'), ...live('companies')].filter(({ createdBy }) => createdBy === 'app'),
    ).toEqual([]);
  });

  it('never goes against a person who took a record off or moved the conversation', async () => {
    const { org, portalId, talk, again, look, live } = await organization();
    await talk([{ email: 'john@acme.com' }]);
    const corrections = createCorrections({ store: product.store, clock: systemClock });
    const base = { orgId: org, sessionId: 'ses_1', by: 'dana@seller.io' };
    await corrections.put({ ...base, objectType: 'deals', objectId: '300', action: 'unlink', toId: null });
    await corrections.put({ ...base, objectType: 'contacts', objectId: '200', action: 'move', toId: '203' });
    await again();
    const moved = await look();
    expect(moved.links).toEqual(['contact 203 person']);
    expect(moved.evidence[0]?.evidence).toContain(
      'dana@seller.io moved the conversation here from contact 200',
    );
    expect(live('meetings')[0]?.associations.map(({ type, id }) => `${type} ${id}`)).toEqual([
      'contacts 203',
    ]);
    await talk([{ email: 'john@acme.com' }], { version: 2, title: 'Edited' });
    expect((await look()).links).toEqual(['contact 203 person']);
    expect(
      product.sandbox.record(portalId, 'contacts', '200')?.properties['liveprompt_recent_summary'] ?? '',
    ).toBe('');
  });
});
