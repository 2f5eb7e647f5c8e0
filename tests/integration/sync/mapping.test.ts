import type { Settings } from '../../../shared/settings.ts';
import { MappedProduct } from '../../support/mappedProduct.ts';

jest.setTimeout(30_000);

type Custom = Settings['mapping']['custom'];
const budget = (max: number, more: object = {}) => ({
  insights: { budget: { max, currency: 'USD', ...more } },
});
const map = (from: string, to: string, mode: Custom[number]['mode'] = 'write'): Custom[number] => {
  const [object, property = ''] = to.split('.');
  return { from, object: object as Custom[number]['object'], property, mode };
};
const reasons = ({ skips }: { skips: { what: string; reason: string }[] }) =>
  skips.map(({ what, reason }) => `${what}: ${reason}`);

describe('mapped values in HubSpot', () => {
  let at: MappedProduct;

  beforeAll(async () => {
    at = await MappedProduct.start();
  });
  afterAll(() => at.product.stop());
  afterEach(() => {
    expect(at.product.sandbox.calls().flatMap((call) => call.violations)).toEqual([]);
  });

  it('are written to contact, company, deal and meeting, each in the type of its property', async () => {
    await at.settings({
      custom: [
        map('insights.budget.max', 'deal.amount'),
        map('insights.renewal_risk.level', 'deal.hs_priority'),
        map('next_meeting.starts_at', 'deal.closedate'),
        map('insights.competitors', 'deal.description'),
        map('host.name', 'contact.salutation', 'fill_empty'),
        map('insights.key_insights', 'company.description'),
        map('insights.handoff_notes', 'meeting.hs_internal_meeting_notes'),
      ],
    });
    const buyer = at.buyer();
    const row = await at.talk('ses_all', buyer, {
      insights: {
        budget: { max: 60_000, currency: 'USD' },
        renewal_risk: { level: 'high' },
        competitors: [{ name: 'Gong' }, { name: 'Chorus' }],
        key_insights: ['They like it.'],
        handoff_notes: 'Be quick.',
      },
      next_meeting: { starts_at: '2026-12-01T15:00:00Z' },
    });
    expect(row).toMatchObject({ state: 'synced', error: null });
    expect(at.shown('deals', buyer.deal)).toMatchObject({
      amount: '60000',
      hs_priority: 'high',
      closedate: '2026-12-01T15:00:00Z',
      description: 'Gong; Chorus',
    });
    expect(at.shown('contacts', buyer.contact)['salutation']).toBe('Rep');
    expect(at.shown('companies', buyer.company)['description']).toBe('They like it.');
    const meeting = row.objects.find(({ type }) => type === 'meeting')?.id ?? '';
    expect(at.shown('meetings', meeting)['hs_internal_meeting_notes']).toBe('Be quick.');
    at.product.sandbox.resetCalls();
    await at.resync('ses_all');
    expect(at.writes()).toEqual([]);
  });

  it('replace, fill only what is empty, or ask, as the mode says', async () => {
    await at.settings({
      custom: [
        map('insights.budget.max', 'deal.amount', 'write'),
        map('insights.handoff_notes', 'deal.description', 'fill_empty'),
        map('summary.brief', 'deal.closed_won_reason', 'propose'),
      ],
    });
    const buyer = at.buyer({ amount: '5', description: 'theirs' });
    const row = await at.talk('ses_modes', buyer, {
      insights: { budget: { max: 7 }, handoff_notes: 'ours' },
    });
    expect(at.shown('deals', buyer.deal)).toMatchObject({ amount: '7', description: 'theirs' });
    expect(at.shown('deals', buyer.deal)['closed_won_reason'] ?? '').toBe('');
    expect(reasons(row)).toContainEqual(expect.stringMatching(/^deal Description: not_empty/));
    expect(await at.proposalsFor(buyer.deal)).toMatchObject([
      {
        property: 'closed_won_reason',
        current: null,
        proposed: 'We talked.',
        state: 'open',
        objectType: 'deal',
      },
    ]);
  });

  it('never replace what a person changed, but propose against it', async () => {
    await at.settings({ custom: [map('insights.budget.max', 'deal.amount', 'write')] });
    const buyer = at.buyer();
    await at.talk('ses_person', buyer, budget(10));
    at.edit('deals', buyer.deal, { amount: '999' });
    await at.talk('ses_person', buyer, budget(20));
    expect(at.shown('deals', buyer.deal)['amount']).toBe('999');
    expect(await at.proposalsFor(buyer.deal, 'open')).toMatchObject([
      {
        property: 'amount',
        current: '999',
        proposed: '20',
        reason: expect.stringMatching(/someone changed/),
      },
    ]);
    await at.forget('ses_person');
    expect(at.shown('deals', buyer.deal)['amount']).toBe('999');
    expect(await at.proposalsFor(buyer.deal, 'open')).toEqual([]);
  });

  it('come from the newest conversation, whichever is synced last', async () => {
    await at.settings({ custom: [map('insights.budget.max', 'deal.amount', 'write')] });
    const buyer = at.buyer();
    await at.talk('ses_new', buyer, budget(2), 5);
    await at.talk('ses_old', buyer, budget(1), 1);
    expect(at.shown('deals', buyer.deal)['amount']).toBe('2');
    await at.talk('ses_newest_silent', buyer, {}, 6);
    expect(at.shown('deals', buyer.deal)['amount']).toBe('2');
    at.product.sandbox.resetCalls();
    await at.resync('ses_old');
    expect(at.writes()).toEqual([]);
  });

  it('say why one cannot be written, and write the others', async () => {
    await at.settings({
      custom: [
        map('insights.budget.max', 'deal.amount'),
        map('insights.campaign.source', 'deal.dealtype'),
        map('insights.handoff_notes', 'deal.description'),
      ],
    });
    const buyer = at.buyer({ deal_currency_code: 'EUR' });
    const row = await at.talk('ses_why', buyer, {
      insights: {
        budget: { max: 5, currency: 'USD' },
        campaign: { source: 'Fair' },
        handoff_notes: 'Call.',
      },
    });
    expect(at.shown('deals', buyer.deal)).toMatchObject({ description: 'Call.' });
    expect(reasons(row)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^deal Amount: other_currency: .* USD, but the deal is in EUR/),
        expect.stringMatching(/^deal Dealtype: no_such_option: .*"Fair"/),
      ]),
    );
  });

  it('do not hold up the rest of a record when HubSpot refuses one of them', async () => {
    await at.settings({
      custom: [map('insights.budget.max', 'deal.amount'), map('insights.handoff_notes', 'deal.description')],
    });
    const buyer = at.buyer();
    const detail = { code: 'INVALID_INTEGER', message: 'too large', context: { propertyName: ['amount'] } };
    const undo = at.product.sandbox.fault({
      path: /deals\/batch\/update/,
      kind: 'status',
      status: 400,
      times: 1,
      body: {
        status: 'error',
        category: 'VALIDATION_ERROR',
        message: 'amount is too large',
        errors: [detail],
      },
    });
    const row = await at.talk('ses_refused', buyer, {
      insights: { budget: { max: 5 }, handoff_notes: 'Call.' },
    });
    undo();
    expect(row).toMatchObject({ state: 'partial' });
    expect(reasons(row)).toContainEqual(expect.stringMatching(/^amount of deal \d+: .*amount is too large/));
    expect(at.shown('deals', buyer.deal)).toMatchObject({ description: 'Call.' });
    // Nothing of ours arrived, so the next try is not taken for a person's value.
    await at.resync('ses_refused');
    expect(at.shown('deals', buyer.deal)['amount']).toBe('5');
  });

  it('keep what a person changed on the meeting, and put the title where it is wanted', async () => {
    await at.settings({
      title: 'hs_internal_meeting_notes',
      custom: [map('host.name', 'meeting.hs_meeting_location')],
    });
    const buyer = at.buyer();
    const row = await at.talk('ses_meeting', buyer);
    const meeting = row.objects.find(({ type }) => type === 'meeting')?.id ?? '';
    expect(at.shown('meetings', meeting)).toMatchObject({
      hs_internal_meeting_notes: 'Call ses_meeting',
      hs_meeting_location: 'Rep',
    });
    at.edit('meetings', meeting, { hs_meeting_location: 'Room 1' });
    await at.talk('ses_meeting', buyer, { host: { name: 'Other' } });
    expect(at.shown('meetings', meeting)['hs_meeting_location']).toBe('Room 1');
    expect(await at.proposalsFor(meeting, 'open')).toMatchObject([
      { objectType: 'meeting', current: 'Room 1', proposed: 'Other' },
    ]);
  });
});
