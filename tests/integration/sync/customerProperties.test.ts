import type { CardData } from '../../../shared/card.ts';
import type { Session } from '../../../shared/session.ts';
import { EVENT_TYPES } from '../../support/eventTypes.ts';
import { MappedProduct, PORTAL, type Buyer } from '../../support/mappedProduct.ts';
import { completed, shortSession } from '../../support/shortSession.ts';

jest.setTimeout(30_000);

type Insights = NonNullable<Session['insights']>;
const risk = (level: 'none' | 'low' | 'medium' | 'high', ...reasons: string[]): Insights => ({
  renewal_risk: { level, reasons },
});
const request = (title: string): Insights => ({ feature_requests: [{ title }] });

describe('what a conversation says of a customer, as properties', () => {
  let at: MappedProduct;
  beforeAll(async () => {
    at = await MappedProduct.start({
      appEvents: true,
      environment: { HUBSPOT_APP_EVENTS: 'on' },
      sandbox: { eventTypes: EVENT_TYPES },
    });
  });
  afterAll(() => at.product.stop());
  afterEach(() => {
    expect(at.product.sandbox.calls().flatMap((call) => call.violations)).toEqual([]);
  });

  const say = (id: string, buyer: Buyer, insights: Insights, day = 0, kind: Session['kind'] = 'support') =>
    at.talk(id, buyer, { kind, insights }, day);
  const company = (buyer: Buyer) => at.shown('companies', buyer.company);
  const contact = (buyer: Buyer) => at.shown('contacts', buyer.contact);
  const calls = () => at.product.sandbox.calls().map(({ method, path }) => `${method} ${path}`);
  const silent = async (id: string) => {
    at.product.sandbox.resetCalls();
    await at.resync(id);
    expect(at.writes()).toEqual([]);
  };
  const card = async (type: string, id: string) =>
    (await at.product.card(PORTAL, `/cards/${type}?objectId=${id}`)).body as unknown as CardData;

  it('support: satisfaction, risk and its reasons on contact, company and deal; the newest says it', async () => {
    const buyer = at.buyer();
    await say('ses_s1', buyer, { satisfaction: { score: 7 }, ...risk('low', 'Slow') }, 1);
    await say(
      'ses_s2',
      buyer,
      { satisfaction: { score: 4 }, ...risk('high', 'Third failure', 'Renewal is near') },
      2,
    );
    // Nothing of it is said here, and an older one that comes late does not take over.
    await say('ses_s3', buyer, {}, 3);
    await say('ses_s0', buyer, { satisfaction: { score: 9 } }, 0);
    const told = {
      liveprompt_satisfaction: '4',
      liveprompt_renewal_risk: 'high',
      liveprompt_renewal_risk_reasons: 'Third failure\nRenewal is near',
    };
    expect(contact(buyer)).toMatchObject(told);
    expect(company(buyer)).toMatchObject(told);
    expect(at.shown('deals', buyer.deal)).toMatchObject({ liveprompt_renewal_risk: 'high' });
    await silent('ses_s2');
    const { insights } = await card('company', buyer.company);
    expect(insights).toMatchObject({
      satisfaction: { value: 4, previous: 7, sessionId: 'ses_s2' },
      risk: { level: 'high', reasons: ['Third failure', 'Renewal is near'] },
    });

    await at.forget('ses_s2');
    expect(company(buyer)).toMatchObject({
      liveprompt_satisfaction: '7',
      liveprompt_renewal_risk: 'low',
      liveprompt_renewal_risk_reasons: 'Slow',
    });
    at.edit('companies', buyer.company, { liveprompt_renewal_risk: 'none' });
    const row = await say('ses_s1', buyer, risk('medium', 'Slow again'), 1);
    expect(company(buyer)).toMatchObject({ liveprompt_renewal_risk: 'none', liveprompt_satisfaction: '9' });
    expect(contact(buyer)).toMatchObject({ liveprompt_renewal_risk: 'medium' });
    expect(row.skips).toContainEqual({
      what: 'company Renewal risk',
      reason: expect.stringMatching(/^changed_in_hubspot/),
    });
  });

  it('counts what an account asks for, whatever conversation is edited or deleted', async () => {
    const buyer = at.buyer();
    const asked = () => company(buyer)['liveprompt_feature_requests'] ?? '';
    await say('ses_r1', buyer, request('Export to CSV'), 1);
    await say('ses_r2', buyer, { feature_requests: [{ title: 'export to csv' }, { title: 'SSO' }] }, 2);
    await say('ses_r3', buyer, request('EXPORT to CSV!'), 3);
    expect(asked()).toBe('EXPORT to CSV! (3 conversations)\nSSO');
    await silent('ses_r1');
    for (const type of ['contact', 'company'] as const) {
      const { insights } = await card(type, buyer[type]);
      expect(insights?.requests.map(({ title, mentions }) => [title, mentions])).toEqual([
        ['EXPORT to CSV!', 3],
        ['SSO', 1],
      ]);
    }
    await at.forget('ses_r1');
    expect(asked()).toBe('EXPORT to CSV! (2 conversations)\nSSO');
    await say('ses_r2', buyer, {}, 2);
    expect(asked()).toBe('EXPORT to CSV!');
    await at.forget('ses_r3');
    expect(asked()).toBe('');
  });

  it('discovery: lead score, checklist item by item, and the campaign that came first', async () => {
    const buyer = at.buyer();
    const web = { source: 'webinar', medium: 'email', name: 'Autumn' };
    await say(
      'ses_d1',
      buyer,
      { qualification: { budget: true, authority: false, timeline: 'Q1', fit_score: 71 }, campaign: web },
      1,
      'discovery',
    );
    await say(
      'ses_d2',
      buyer,
      { qualification: { authority: true, need: true }, campaign: { source: 'fair' } },
      2,
      'sales',
    );
    expect(contact(buyer)).toMatchObject({
      liveprompt_fit_score: '71',
      liveprompt_qualified_budget: 'yes',
      liveprompt_qualified_authority: 'yes',
      liveprompt_qualified_need: 'yes',
      liveprompt_qualified_timeline: 'Q1',
      liveprompt_campaign_source: 'webinar',
      liveprompt_campaign_medium: 'email',
      liveprompt_campaign_name: 'Autumn',
    });
    await silent('ses_d1');
    await at.forget('ses_d1');
    expect(contact(buyer)).toMatchObject({
      liveprompt_qualified_authority: 'yes',
      liveprompt_campaign_source: 'fair',
    });
    const { liveprompt_fit_score: fit = null, liveprompt_campaign_medium: medium = null } = contact(buyer);
    expect([fit, medium]).toEqual([null, null]);
  });

  it('costs no call where nothing of it is said, and one read and one write of companies where it is', async () => {
    const buyer = at.buyer();
    await say('ses_c1', buyer, { satisfaction: { score: 7 }, ...request('Export') }, 1);
    const sent = async (id: string, insights: Insights) => {
      at.product.sandbox.resetCalls();
      await say(id, buyer, insights, Number(id.at(-1)));
      return calls().filter((call) => /objects\/[^/]+\/companies\/batch\/(read|update)$/.test(call));
    };
    expect(await sent('ses_c2', { key_insights: ['Nothing new'] })).toEqual([]);
    expect(await sent('ses_c3', { satisfaction: { score: 3 } })).toEqual([
      'POST /crm/objects/2026-09/companies/batch/read',
      'POST /crm/objects/2026-09/companies/batch/update',
    ]);
    // The same once more is known without asking.
    expect(await sent('ses_c4', { satisfaction: { score: 3 } })).toEqual([]);
  });

  it('reads the company in the round of the deals: to say something new of it costs no round', async () => {
    const buyer = at.buyer();
    await say('ses_o1', buyer, { satisfaction: { score: 7 } }, 1);
    const { sandbox } = at.product;
    sandbox.resetCalls();
    // Rounds are told apart by who waited for whom.
    const heal = sandbox.fault({
      path: /\/batch\/(read|update|create|upsert)$/,
      kind: 'delay',
      delayMs: 250,
    });
    await say('ses_o2', buyer, { satisfaction: { score: 2 } }, 2);
    heal();
    expect(company(buyer)).toMatchObject({ liveprompt_satisfaction: '2' });
    const made = sandbox.calls().filter(({ path }) => path.startsWith('/crm/'));
    expect(Math.max(...made.map(({ round }) => round))).toBe(4);
    const reads = (type: string) =>
      made.flatMap(({ path, round }) =>
        new RegExp(`/objects/[^/]+/${type}/batch/read$`).test(path) ? [round] : [],
      );
    expect([reads('contacts'), reads('deals'), reads('companies')]).toEqual([[1], [3], [3]]);
  });

  it('flags a renewal risk when it is new or higher, not each time it is said', async () => {
    const buyer = at.buyer();
    const flagged = () =>
      at.product.sandbox
        .events(PORTAL)
        .filter(
          ({ eventTypeName, objectId }) =>
            eventTypeName === 'renewal_risk_flagged_contact' && objectId === buyer.contact,
        )
        .map(({ properties }) => properties['risk_level']);
    await say('ses_f1', buyer, risk('low'), 1);
    await say('ses_f2', buyer, risk('low'), 2);
    await say('ses_f3', buyer, {}, 3);
    await say('ses_f4', buyer, risk('high'), 4);
    await say('ses_f5', buyer, risk('medium'), 5);
    await say('ses_f6', buyer, risk('none'), 6);
    await say('ses_f7', buyer, risk('medium'), 7);
    expect(flagged()).toEqual(['low', 'high', 'medium']);
  });

  it('keeps to contacts where properties of companies are not permitted, and says so', async () => {
    const { product } = at;
    product.sandbox.addPortal({
      portalId: '778',
      appEvents: true,
      withheldScopes: ['crm.schemas.companies.write'],
    });
    await product.connect('org_2', '778');
    product.sandbox.resetCalls();
    const session = shortSession({
      id: 'ses_closed',
      organization_id: 'org_2',
      participants: [{ name: 'Kim', email: 'kim@closed.example', company: 'Closed' }],
      insights: { satisfaction: { score: 2 } },
    });
    await product.deliver(completed(session));
    await product.idle();
    const { body } = await product.api('GET', '/syncs/ses_closed', { org: 'org_2' });
    expect(body.state).toBe('synced');
    expect(body.skips).toContainEqual({
      what: 'company properties',
      reason: expect.stringMatching(/^missing_scope: .*"crm.schemas.companies.write"/),
    });
    expect(product.sandbox.records('778', 'contacts')[0]?.properties).toMatchObject({
      liveprompt_satisfaction: '2',
    });
    const { body: connection } = await product.api('GET', '/connection', { org: 'org_2' });
    expect(connection).toMatchObject({ status: 'active', missingScopes: [] });
  });
});
