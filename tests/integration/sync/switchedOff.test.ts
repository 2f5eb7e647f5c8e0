import type { SyncRow } from '../../../shared/ledger.ts';
import { MappedProduct, PORTAL, type Buyer } from '../../support/mappedProduct.ts';

jest.setTimeout(30_000);

const COMPANIES = ['crm.objects.companies.read', 'crm.objects.companies.write'];
const DEALS = ['crm.objects.deals.read', 'crm.objects.deals.write'];
const task = (id: string, title: string) => ({ id, title });

describe('without a permission', () => {
  let at: MappedProduct;
  let buyer: Buyer;
  beforeAll(async () => {
    at = await MappedProduct.start();
  });
  afterAll(() => at.product.stop());
  beforeEach(async () => {
    await at.settings({});
    buyer = at.buyer();
  });

  const { linked, live, on, withdraw, grant, row, writesTo } = {
    linked: ({ objects }: SyncRow) =>
      objects.filter(({ rule }) => rule !== undefined).map(({ type }) => type),
    live: (type: string) => at.product.sandbox.records(PORTAL, type).filter(({ archived }) => !archived),
    on: (type: string, id: string) =>
      (at.product.sandbox.record(PORTAL, type, id)?.associations ?? []).map((link) => link.type).sort(),
    withdraw: (scopes: readonly string[]) => {
      at.product.sandbox.withdrawScopes(PORTAL, scopes);
      at.product.sandbox.resetCalls();
    },
    grant: async () => {
      await at.product.connect('org_1', PORTAL);
      await at.product.idle();
    },
    row: async (id: string) => (await at.product.api('GET', `/syncs/${id}`)).body as unknown as SyncRow,
    writesTo: (...types: string[]) => at.writes().filter((path) => types.some((type) => path.includes(type))),
  };

  it('for companies and deals the rest goes on, what is there stays, and it is completed once granted', async () => {
    await at.settings({
      custom: [{ from: 'summary.brief', object: 'deal', property: 'description', mode: 'propose' }],
    });
    const first = await at.talk('ses_off', buyer, { action_items: [task('a', 'First')] });
    expect(linked(first)).toEqual(expect.arrayContaining(['contact', 'company', 'deal']));
    const [open] = await at.proposalsFor(buyer.deal, 'open');
    expect(open).toBeDefined();
    const dealBefore = at.shown('deals', buyer.deal);

    withdraw([...COMPANIES, ...DEALS]);
    const off = await at.talk('ses_off', buyer, {
      title: 'Renamed',
      started_at: '2026-11-24T10:00:00Z',
      ended_at: '2026-11-24T10:30:00Z',
      summary: { brief: 'Said anew.', sentiment: 'positive', next_steps: ['Send it'] },
      action_items: [task('a', 'First'), task('b', 'Second')],
    });
    expect(off).toMatchObject({ state: 'partial', error: { code: 'hubspot_missing_scope', kind: 'final' } });
    expect(off.error?.action).toMatch(/Connect HubSpot again/);
    for (const what of ['companies', 'deals'])
      expect(off.skips).toContainEqual({
        what,
        reason: expect.stringMatching(new RegExp(`needs crm.objects.${what}.read`)) as string,
      });
    expect(linked(off)).toEqual(expect.arrayContaining(['contact', 'company', 'deal']));
    expect(writesTo('companies', 'deals')).toEqual([]);
    expect(at.shown('deals', buyer.deal)).toEqual(dealBefore);
    expect(await at.proposalsFor(buyer.deal, 'open')).toHaveLength(1);
    const meeting = live('meetings').find(({ properties }) => properties['hs_meeting_title'] === 'Renamed');
    expect(on('meetings', meeting?.id ?? '')).toEqual(['companies', 'contacts', 'deals']);
    const second = live('tasks').find(({ properties }) => properties['hs_task_subject'] === 'Second');
    expect(on('tasks', second?.id ?? '')).toEqual(['contacts']);
    expect(at.shown('contacts', buyer.contact)['liveprompt_sentiment']).toBe('positive');

    await grant();
    expect(await row('ses_off')).toMatchObject({ state: 'synced', error: null });
    expect(on('tasks', second?.id ?? '')).toEqual(['companies', 'contacts', 'deals']);
    expect(at.shown('deals', buyer.deal)).toMatchObject({
      liveprompt_sentiment: 'positive',
      hs_next_step: 'Send it',
    });
    expect(await at.proposalsFor(buyer.deal, 'open')).toMatchObject([{ proposed: 'Said anew.' }]);
    at.product.sandbox.resetCalls();
    expect((await at.resync('ses_off')).state).toBe('synced');
    expect(at.writes()).toEqual([]);
  });

  it('for companies none is made; a stranger has one as soon as it may be looked for', async () => {
    const stranger = { ...buyer, email: 'new@nowhere-yet.example' };
    withdraw(COMPANIES);
    expect(await at.talk('ses_new', stranger)).toMatchObject({ state: 'partial' });
    const companies = () =>
      live('companies').filter(({ properties }) => properties['domain'] === 'nowhere-yet.example');
    expect(companies()).toEqual([]);
    await grant();
    expect((await row('ses_new')).state).toBe('synced');
    expect(companies()).toHaveLength(1);
    expect(live('contacts').filter(({ properties }) => properties['email'] === stranger.email)).toHaveLength(
      1,
    );
  });

  it('for deals a deleted conversation leaves the deal for later', async () => {
    await at.talk('ses_gone', buyer, { summary: { brief: 'x', sentiment: 'negative' } });
    expect(at.shown('deals', buyer.deal)['liveprompt_sentiment']).toBe('negative');
    withdraw(DEALS);
    expect(await at.forget('ses_gone')).toMatchObject({ state: 'partial' });
    expect(at.shown('deals', buyer.deal)['liveprompt_sentiment']).toBe('negative');
    await grant();
    expect((await row('ses_gone')).state).toBe('removed');
    expect(at.shown('deals', buyer.deal)['liveprompt_sentiment'] ?? '').toBe('');
  });

  it('someone who withdraws consent is taken out of HubSpot all the same', async () => {
    await at.talk('ses_consent', buyer, { title: 'Secret' });
    withdraw([...COMPANIES, ...DEALS]);
    await at.talk('ses_consent', buyer, {
      participants: [{ name: 'Kim Buyer', email: buyer.email, consent: false }],
    });
    expect(live('meetings').filter(({ properties }) => properties['hs_meeting_title'] === 'Secret')).toEqual(
      [],
    );
    await grant();
    expect((await row('ses_consent')).state).toBe('filtered');
  });

  it('to read tasks they stay as people left them', async () => {
    const items = [task('a', 'Keep'), task('b', 'Drop')];
    await at.talk('ses_tasks', buyer, { action_items: items });
    const made = (title: string) =>
      at.product.sandbox
        .records(PORTAL, 'tasks')
        .find(({ properties }) => properties['hs_task_subject'] === title);
    at.edit('tasks', made('Drop')?.id ?? '', { hs_task_status: 'COMPLETED' });
    const heal = at.product.sandbox.fault({ path: /tasks\/batch\/read/, kind: 'status', status: 403 });
    at.product.sandbox.resetCalls();
    const off = await at.talk('ses_tasks', buyer, { action_items: [task('a', 'Reworded')] });
    expect(off).toMatchObject({ state: 'partial', error: { code: 'hubspot_missing_scope' } });
    expect(writesTo('tasks')).toEqual([]);
    heal();
    expect((await at.resync('ses_tasks')).state).toBe('synced');
    expect(made('Reworded')?.archived).toBe(false);
    // A person completed it: it is theirs.
    expect(made('Drop')?.archived).toBe(false);
  });

  it('for contacts nothing goes on: a person has to connect again, and nothing is lost', async () => {
    withdraw(['crm.objects.contacts.read']);
    expect(await at.talk('ses_contacts', buyer)).toMatchObject({ state: 'held', heldReason: 'paused' });
    const { body } = await at.product.api('GET', '/connection');
    expect(body).toMatchObject({
      status: 'reconnect_required',
      statusReason: expect.stringContaining('crm.objects.contacts.read') as string,
    });
    expect(at.writes()).toEqual([]);
    await grant();
    expect((await row('ses_contacts')).state).toBe('synced');
  });
});
