import type { Settings } from '../../../shared/settings.ts';
import type { SyncRow } from '../../../shared/ledger.ts';
import { MappedProduct, PORTAL, type Buyer } from '../../support/mappedProduct.ts';

jest.setTimeout(30_000);

const HOST = { id: '77', email: 'rep@seller.com', firstName: 'Robin', lastName: 'Rep' };

describe('the deal of a conversation', () => {
  let at: MappedProduct;
  beforeAll(async () => {
    at = await MappedProduct.start({ owners: [HOST] });
  });
  afterAll(() => at.product.stop());
  afterEach(() => {
    expect(at.product.sandbox.calls().flatMap((call) => call.violations)).toEqual([]);
  });

  const ofContact = ({ contact }: Buyer, dealname: string, more: Record<string, string> = {}) =>
    deal(dealname, more, [{ type: 'contacts', id: contact }]);
  const ofCompany = ({ company }: Buyer, dealname: string, more: Record<string, string> = {}) =>
    deal(dealname, more, [{ type: 'companies', id: company }]);
  const deal = (
    dealname: string,
    more: Record<string, string>,
    associations: { type: string; id: string }[],
  ) =>
    at.product.sandbox.create(PORTAL, 'deals', {
      properties: { dealname, pipeline: 'default', dealstage: 'appointmentscheduled', ...more },
      associations,
    });
  const linked = ({ objects }: SyncRow) => objects.filter(({ type }) => type === 'deal');
  const tie = ({ skips }: SyncRow) => skips.find(({ what }) => what === 'deal')?.reason ?? null;
  const by = (strategy: Settings['deals']['strategy']) => at.settings({ strategy });

  it('contact_open: an open one of the contact, before any of the company; a closed one never', async () => {
    await by('contact_open');
    const buyer = at.buyer();
    ofContact(buyer, 'Won', { dealstage: 'closedwon' });
    ofCompany(buyer, 'Of the company');
    const row = await at.talk('ses_contact', buyer);
    expect(linked(row)).toMatchObject([{ id: buyer.deal, rule: 'contact_open', confidence: 0.9 }]);
    expect(tie(row)).toBeNull();
  });

  it('contact_open: of equal ones the most recently changed, and the tie is told', async () => {
    await by('contact_open');
    const buyer = at.buyer();
    ofContact(buyer, 'Second');
    await at.talk('ses_meanwhile', at.buyer());
    at.edit('deals', buyer.deal, { amount: '5' });
    const row = await at.talk('ses_tie', buyer);
    expect(linked(row)).toMatchObject([{ id: buyer.deal, confidence: 0.6 }]);
    expect(tie(row)).toMatch(/^deal_tie: .*"Second".* fit equally; the most recently changed one was taken$/);
  });

  it("company_open: the company's, before the contact's own; the contact's where the company has none", async () => {
    await by('company_open');
    const buyer = at.buyer();
    const wanted = ofCompany(buyer, 'Of the company');
    expect(linked(await at.talk('ses_company', buyer))).toMatchObject([
      { id: wanted, rule: 'company_open', confidence: 0.7 },
    ]);
    const alone = at.buyer();
    ofCompany(alone, 'Lost', { dealstage: 'closedlost' });
    expect(linked(await at.talk('ses_alone', alone))).toMatchObject([
      { id: alone.deal, rule: 'company_open' },
    ]);
  });

  it('company_open: of equal ones the most recently changed, and the tie is told', async () => {
    await by('company_open');
    const buyer = at.buyer();
    const wanted = ofCompany(buyer, 'First of the company');
    ofCompany(buyer, 'Second of the company');
    ofCompany(buyer, 'Won of the company', { dealstage: 'closedwon' });
    await at.talk('ses_company_between', at.buyer());
    at.edit('deals', wanted, { amount: '5' });
    const row = await at.talk('ses_company_tie', buyer);
    expect(linked(row)).toMatchObject([{ id: wanted, rule: 'company_open', confidence: 0.47 }]);
    expect(tie(row)).toBe(
      'deal_tie: "First of the company", "Second of the company" fit equally; the most recently changed one was taken',
    );
  });

  it("owner_open: the host's own among the open ones; without one, any of them with less confidence", async () => {
    await by('owner_open');
    const buyer = at.buyer();
    const mine = ofContact(buyer, 'Mine', { hubspot_owner_id: HOST.id });
    await at.talk('ses_between', at.buyer());
    at.edit('deals', buyer.deal, { amount: '5' });
    const row = await at.talk('ses_owner', buyer);
    expect(linked(row)).toMatchObject([{ id: mine, rule: 'owner_open', confidence: 0.9 }]);
    expect(tie(row)).toBeNull();
    const foreign = at.buyer();
    const [other] = linked(await at.talk('ses_foreign', foreign));
    expect(other).toMatchObject({ id: foreign.deal, rule: 'owner_open' });
    expect(other?.confidence).toBeCloseTo(0.7);
  });

  it('owner_open: two of the host’s own tie; a closed one of theirs is never chosen', async () => {
    await by('owner_open');
    const buyer = at.buyer();
    const mine = { hubspot_owner_id: HOST.id };
    const wanted = ofContact(buyer, 'Mine', mine);
    ofContact(buyer, 'Mine too', mine);
    const won = ofContact(buyer, 'Mine and won', { ...mine, dealstage: 'closedwon' });
    await at.talk('ses_owner_between', at.buyer());
    at.edit('deals', wanted, { amount: '5' });
    at.edit('deals', won, { amount: '6' });
    const row = await at.talk('ses_owner_tie', buyer);
    expect(linked(row)).toMatchObject([{ id: wanted, rule: 'owner_open', confidence: 0.6 }]);
    expect(tie(row)).toBe(
      'deal_tie: "Mine", "Mine too" fit equally; the most recently changed one was taken',
    );
  });

  it('most_recent: never a closed one, however recent', async () => {
    await by('most_recent');
    const buyer = at.buyer();
    const lost = ofContact(buyer, 'Lost', { dealstage: 'closedlost' });
    await at.talk('ses_recent_between', at.buyer());
    at.edit('deals', lost, { amount: '5' });
    expect(linked(await at.talk('ses_recent_closed', buyer))).toMatchObject([
      { id: buyer.deal, rule: 'most_recent' },
    ]);
    const alone = at.buyer({ dealstage: 'closedwon' });
    const row = await at.talk('ses_only_closed', alone);
    expect([linked(row), tie(row)]).toEqual([[], expect.stringMatching(/^no_open_deal: every deal/)]);
  });

  it('most_recent: the one changed last, and that is no tie', async () => {
    await by('most_recent');
    const buyer = at.buyer();
    ofContact(buyer, 'Second');
    await at.talk('ses_before', at.buyer());
    at.edit('deals', buyer.deal, { amount: '5' });
    const row = await at.talk('ses_recent', buyer);
    expect(linked(row)).toMatchObject([{ id: buyer.deal, rule: 'most_recent', confidence: 0.9 }]);
    expect(tie(row)).toBeNull();
  });
});
