import type { HubSpotOptions } from '../../../shared/options.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { startProduct, type Product } from '../../support/product.ts';

const { portal } = DEMO_IDS;
const SMALL = '70001';
const MANY = '70002';

jest.setTimeout(30_000);

let product: Product;

beforeAll(async () => {
  product = await startProduct({ asleep: true, sandbox: { latencyMs: 40 } });
  product.sandbox.addPortal({
    ...demoPortal('2026-12-31'),
    customObjects: [{ name: 'coaching_sessions', singular: 'Coaching session', plural: 'Coaching sessions' }],
    dealPipelines: [
      {
        id: 'renewals',
        label: 'Renewals',
        stages: [
          { id: 'renew_open', label: 'Open', probability: '0.5' },
          { id: 'renew_won', label: 'Renewed', probability: '1.0' },
        ],
      },
    ],
  });
  product.sandbox.addPortal({
    portalId: SMALL,
    withheldScopes: ['tickets', 'crm.schemas.custom.read'],
    owners: [{ id: '9', email: 'nameless@seller.com' }],
  });
  product.sandbox.addPortal({
    portalId: MANY,
    owners: Array.from({ length: 501 }, (_, index) => ({
      id: `${index + 1}`,
      email: `p${index}@seller.com`,
    })),
  });
  await product.connect('org_1', portal);
  await product.connect('org_small', SMALL);
  await product.connect('org_many', MANY);
});
beforeEach(() => product.sandbox.resetCalls());
afterEach(() => expect(product.sandbox.calls().flatMap((call) => call.violations)).toEqual([]));
afterAll(() => product.stop());

async function options(org = 'org_1', query = ''): Promise<HubSpotOptions> {
  const { status, body } = await product.api('GET', `/hubspot/options${query}`, { org, role: 'member' });
  expect(status).toBe(200);
  return body as unknown as HubSpotOptions;
}
const rounds = () => Math.max(0, ...product.sandbox.calls().map(({ round }) => round));

describe('what a settings page can choose from', () => {
  it('is read in one round of calls, and then not at all', async () => {
    await options();
    const calls = product.sandbox.calls();
    expect(calls).toHaveLength(8);
    expect(new Set(calls.map(({ round }) => round)).size).toBe(1);
    product.sandbox.resetCalls();
    await options();
    expect(product.sandbox.calls()).toEqual([]);
  });

  it('needs a second round only for more than 500 owners', async () => {
    const { owners } = await options('org_many');
    expect(owners).toHaveLength(501);
    expect(rounds() - Math.min(...product.sandbox.calls().map(({ round }) => round))).toBe(1);
  });

  it('has pipelines and stages in their order, and says which stages are closed', async () => {
    const { pipelines } = await options();
    expect(pipelines.map(({ id }) => id)).toEqual(['default', 'renewals']);
    expect(pipelines[0]?.stages.map(({ id }) => id)).toEqual([
      'appointmentscheduled',
      'qualifiedtobuy',
      'presentationscheduled',
      'decisionmakerboughtin',
      'contractsent',
      'closedwon',
      'closedlost',
    ]);
    expect(pipelines[1]).toEqual({
      id: 'renewals',
      label: 'Renewals',
      stages: [
        { id: 'renew_open', label: 'Open', closed: false },
        { id: 'renew_won', label: 'Renewed', closed: true },
      ],
    });
  });

  it('has owners by name, or by address where they have none', async () => {
    expect((await options()).owners.every(({ id, email, name }) => id && email.includes('@') && name)).toBe(
      true,
    );
    expect((await options('org_small')).owners).toEqual([
      { id: '9', email: 'nameless@seller.com', name: 'nameless@seller.com' },
    ]);
  });

  it('offers properties of every object that can be written, with their options, and no other', async () => {
    const { properties } = await options();
    const names = (object: keyof HubSpotOptions['properties']) => properties[object].map(({ name }) => name);
    expect(names('deal')).toEqual(expect.arrayContaining(['amount', 'hs_next_step', 'dealtype']));
    expect(names('deal')).not.toEqual(expect.arrayContaining(['hs_is_closed']));
    expect(names('contact')).toEqual(expect.arrayContaining(['jobtitle', 'firstname']));
    expect(names('contact')).not.toContain('num_associated_deals');
    expect(names('meeting')).toContain('hs_internal_meeting_notes');
    expect(names('company')).toContain('industry');
    expect(names('ticket')).toContain('hs_ticket_priority');
    const kind = properties.deal.find(({ name }) => name === 'dealtype');
    expect(kind).toMatchObject({ ours: false, type: 'enumeration' });
    expect(kind?.options.map(({ value }) => value)).toEqual(['newbusiness', 'existingbusiness']);
    const labels = properties.contact.map(({ label }) => label);
    expect(labels).toEqual([...labels].sort((left, right) => left.localeCompare(right, 'en')));
  });

  it('leaves out what liveprompt fills by itself: such a choice could not be saved', async () => {
    const { properties } = await options();
    for (const [object, own] of [
      ['contact', 'email'],
      ['contact', 'liveprompt_engagement_score'],
      ['deal', 'dealstage'],
      ['deal', 'liveprompt_sentiment'],
      ['meeting', 'hs_meeting_external_url'],
      ['company', 'domain'],
      ['ticket', 'hs_pipeline_stage'],
    ] as const)
      expect(properties[object].map(({ name }) => name)).not.toContain(own);
  });

  it('has the custom objects of an Enterprise portal', async () => {
    expect((await options()).customObjects).toEqual([
      { name: 'coaching_sessions', label: 'Coaching sessions', objectTypeId: '2-1001' },
    ]);
  });

  it('says what was not granted, with the permission and the next click, and does not try it', async () => {
    const { customObjects, properties, limitations } = await options('org_small');
    expect([customObjects, properties.ticket]).toEqual([[], []]);
    expect(limitations).toEqual(
      expect.arrayContaining([
        { feature: 'Tickets', reason: expect.stringMatching(/permission tickets\. Connect HubSpot again/) },
        {
          feature: 'Custom objects',
          reason: expect.stringMatching(/permission crm\.schemas\.custom\.read\. Connect HubSpot again/),
        },
      ]),
    );
    expect(product.sandbox.calls().filter(({ status }) => status === 403)).toEqual([]);
  });

  it('shows at once what changed in HubSpot when asked for fresh ones', async () => {
    const count = product.sandbox.calls().length;
    await options('org_1', '?fresh=true');
    expect(product.sandbox.calls().length - count).toBe(8);
  });

  it('is a limitation, not an error, where HubSpot refuses one part', async () => {
    const undo = product.sandbox.fault({
      path: /\/crm\/properties\/[^/]+\/companies/,
      kind: 'status',
      status: 403,
      body: { status: 'error', category: 'MISSING_SCOPES', message: 'no' },
    });
    const found = await options('org_1', '?fresh=true');
    undo();
    expect(found.properties.company).toEqual([]);
    expect(found.properties.deal).not.toEqual([]);
    expect(found.limitations).toContainEqual(expect.objectContaining({ feature: 'Properties of a company' }));
  });

  it('answers 409 without a connection, 422 to a strange question, and the same inside HubSpot', async () => {
    expect((await product.api('GET', '/hubspot/options', { org: 'org_none' })).status).toBe(409);
    expect((await product.api('GET', '/hubspot/options?fresh=maybe')).status).toBe(422);
    const inside = await product.card(portal, '/options');
    expect([inside.status, inside.body]).toEqual([200, await options()]);
  });
});
