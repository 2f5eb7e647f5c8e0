import { createCorrections } from '../../../server/matching/corrections.ts';
import { systemClock } from '../../../server/clock.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../shared/settings.ts';
import type { Participant, Session } from '../../../shared/session.ts';
import type { PortalSeed } from '../../sandbox/sandbox.types.ts';
import { startProduct, type Product } from '../../support/product.ts';
import { completed, shortSession } from '../../support/shortSession.ts';

jest.setTimeout(30_000);

/** Whom and what HubSpot knows before: Acme with John, two people called Kim Lee, a deal of John's. */
const seed = (portalId: string): PortalSeed => ({
  portalId,
  owners: [{ id: '41', email: 'rep@seller.io' }],
  companies: [
    { id: '100', properties: { name: 'Acme', domain: 'acme.com' } },
    { id: '101', properties: { name: 'Globex', domain: 'globex.com' } },
  ],
  contacts: [
    {
      id: '200',
      properties: {
        email: 'john@acme.com',
        firstname: 'John',
        lastname: 'Smith',
        hs_additional_emails: 'js@old.com',
      },
      associations: [{ type: 'companies', id: '100' }],
    },
    { id: '201', properties: { email: 'kim@one.com', firstname: 'Kim', lastname: 'Lee' } },
    { id: '202', properties: { email: 'kim@two.com', firstname: 'Kim', lastname: 'Lee' } },
    {
      id: '203',
      properties: { email: 'maria@globex.com', firstname: 'Maria', lastname: 'del Carmen Lopez' },
    },
  ],
  deals: [
    {
      id: '300',
      properties: { dealname: 'Rollout', pipeline: 'default', dealstage: 'presentationscheduled' },
      associations: [{ type: 'contacts', id: '200' }],
    },
  ],
});

describe('who and what a conversation is linked to', () => {
  let product: Product;
  let portals = 0;
  beforeAll(async () => void (product = await startProduct()));
  afterAll(() => product.stop());

  /** An organisation with a portal of its own, so that tests share nothing but the process. */
  const organization = async (
    change: (settings: Settings) => void = () => undefined,
    portal: Partial<PortalSeed> = {},
  ) => {
    portals += 1;
    const org = `org_${portals}`;
    const portalId = String(portals);
    product.sandbox.addPortal({ ...seed(portalId), ...portal });
    await product.connect(org, portalId);
    const settings = structuredClone(DEFAULT_SETTINGS);
    change(settings);
    expect((await product.api('PUT', '/settings', { org, body: settings })).status).toBe(200);
    product.sandbox.resetCalls();
    const talk = async (participants: Participant[], given: Partial<Session> = {}) => {
      const session = shortSession({ id: 'ses_1', organization_id: org, participants, ...given });
      await product.deliver(completed(session));
      await product.idle();
      return look();
    };
    const look = async () => {
      const { body } = await product.api('GET', '/syncs/ses_1', { org });
      const linked = body.objects.filter(({ type }) => ['contact', 'company', 'deal'].includes(type));
      return {
        state: body.state,
        links: linked.map(({ type, id, rule }) => `${type} ${id} ${rule}`).sort(),
        evidence: linked.map(({ evidence = '', confidence = -1 }) => ({ evidence, confidence })),
        skips: body.skips.map(({ what, reason }) => `${what}: ${reason}`),
      };
    };
    const live = (type: string) =>
      product.sandbox.records(portalId, type).filter(({ archived }) => !archived);
    const byApp = (type: string) => live(type).filter(({ createdBy }) => createdBy === 'app');
    const calls = () => {
      const all = product.sandbox.calls();
      expect(all.flatMap(({ violations }) => violations)).toEqual([]);
      return all;
    };
    return { org, portalId, talk, look, live, byApp, calls };
  };
  const again = async (org: string) => {
    expect((await product.api('POST', '/syncs/ses_1/retry', { org })).status).toBe(202);
    await product.idle();
  };

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

  it('an additional address leads to the contact that has it, makes no company, and the next look reads its deals', async () => {
    const { org, talk, look, byApp } = await organization();
    const first = await talk([{ name: 'J. Smith', email: 'js@old.com' }]);
    expect(first.links).toEqual(['company 100 contact_company', 'contact 200 email']);
    expect([...byApp('contacts'), ...byApp('companies')]).toEqual([]);
    await again(org);
    expect(await look()).toMatchObject({
      links: ['company 100 contact_company', 'contact 200 email', 'deal 300 contact_open'],
    });
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
    const { org, portalId, talk, look } = await organization(useDefault);
    const stranger = [{ name: 'Stranger', email: 'x@unheard-of.example' }];
    expect((await talk(stranger)).links).toEqual(['contact 201 default_contact']);
    product.sandbox.archive(portalId, 'contacts', '201');
    await again(org);
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
    const { org, portalId, talk, look, live, calls } = await organization();
    await talk([{ email: 'john@acme.com' }]);
    product.sandbox.merge(portalId, 'contacts', '201', '200');
    await again(org);
    expect((await look()).links).toContain('contact 201 email');
    const contacts = live('meetings')[0]?.associations.filter(({ type }) => type === 'contacts');
    expect(contacts?.map(({ id }) => id)).toEqual(['201']);
    expect(calls().filter(({ status }) => status >= 400)).toEqual([]);
  });

  it('does not make a contact or a company again that someone deleted', async () => {
    const { org, portalId, talk, look, live } = await organization();
    await talk([{ name: 'Ann New', email: 'ann@new-firm.example.org' }, { email: 'john@acme.com' }]);
    const [ann] = live('contacts').filter(({ createdBy }) => createdBy === 'app');
    const [firm] = live('companies').filter(({ createdBy }) => createdBy === 'app');
    product.sandbox.archive(portalId, 'contacts', ann?.id ?? '');
    product.sandbox.archive(portalId, 'companies', firm?.id ?? '');
    await again(org);
    const { state, links, skips } = await look();
    expect(state).toBe('synced');
    expect(links).toEqual(['company 100 contact_company', 'contact 200 email', 'deal 300 contact_open']);
    expect(skips).toContainEqual(expect.stringMatching(/^participant Ann New: removed_in_hubspot/));
    expect(
      [...live('contacts'), ...live('companies')].filter(({ createdBy }) => createdBy === 'app'),
    ).toEqual([]);
  });

  it('never goes against a person who took a record off or moved the conversation', async () => {
    const { org, portalId, talk, look, live } = await organization();
    await talk([{ email: 'john@acme.com' }]);
    const corrections = createCorrections({ store: product.store, clock: systemClock });
    const base = { orgId: org, sessionId: 'ses_1', by: 'dana@seller.io' };
    await corrections.put({ ...base, objectType: 'deals', objectId: '300', action: 'unlink', toId: null });
    await corrections.put({ ...base, objectType: 'contacts', objectId: '200', action: 'move', toId: '203' });
    await again(org);
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
