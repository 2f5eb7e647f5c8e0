import { DEFAULT_SETTINGS, type Settings } from '../../../shared/settings.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { startProduct, type Product } from '../../support/product.ts';

const { portal, john } = DEMO_IDS;
const { sync, mapping, matching, deals } = DEFAULT_SETTINGS;
type Mapping = Settings['mapping']['custom'][number];
type Rule = Settings['deals']['stage']['rules'][number];

jest.setTimeout(30_000);

let product: Product;

beforeAll(async () => {
  product = await startProduct({ asleep: true });
  product.sandbox.addPortal({
    ...demoPortal('2026-12-31'),
    dealPipelines: [
      {
        id: 'renewals',
        label: 'Renewals',
        stages: [{ id: 'renew_open', label: 'Open', probability: '0.5' }],
      },
    ],
  });
  product.sandbox.addPortal({ portalId: '70001', withheldScopes: ['tickets'] });
  await product.connect('org_1', portal);
  await product.connect('org_small', '70001');
  product.sandbox.resetCalls();
});
afterEach(() => expect(product.sandbox.calls().flatMap((call) => call.violations)).toEqual([]));
afterAll(() => product.stop());

/** PUTs on top of what is stored; every test leaves the version as it found it by being refused, or saves. */
async function put(change: Partial<Settings>, org = 'org_1') {
  const { version } = (await product.api('GET', '/settings', { org })).body as unknown as Settings;
  const answer = await product.api('PUT', '/settings', {
    org,
    body: { ...DEFAULT_SETTINGS, ...change, version },
  });
  const { error } = answer.body as unknown as { error?: { issues?: { path: string; message: string }[] } };
  return {
    status: answer.status,
    issues: error?.issues ?? [],
    notChecked: answer.headers.get('x-not-checked'),
  };
}
const map = (change: Partial<Mapping>): Mapping => ({
  from: 'insights.budget.max',
  object: 'deal',
  property: 'amount',
  mode: 'propose',
  ...change,
});
const mapped = (...custom: Mapping[]) => ({ mapping: { ...mapping, custom } });
const rule = (change: Partial<Rule>): Rule => ({
  keywords: ['contract'],
  pipeline: 'default',
  stage: 'contractsent',
  ...change,
});
const ruled = (...rules: Rule[]) => ({ deals: { ...deals, stage: { mode: 'propose' as const, rules } } });
const matched = (change: Partial<Settings['matching']>) => ({ matching: { ...matching, ...change } });

describe('what settings are refused for, with the place', () => {
  it.each<[string, Partial<Settings>, string, RegExp]>([
    [
      'a property that does not exist',
      mapped(map({ property: 'budget' })),
      'mapping.custom.0.property',
      /deal/,
    ],
    [
      'a property HubSpot computes',
      mapped(map({}), map({ property: 'hs_is_closed' })),
      'mapping.custom.1.property',
      /can be written/,
    ],
    [
      'a value that can never fit',
      mapped(map({ from: 'summary.brief' })),
      'mapping.custom.0.property',
      /is text, but "Amount" takes a number/,
    ],
    ['an unknown field', mapped(map({ from: 'insights.mood' })), 'mapping.custom.0.from', /not a field/],
    [
      'a property of our own matching',
      mapped(map({ from: 'host.email', object: 'contact', property: 'email' })),
      'mapping.custom.0.property',
      /cannot be mapped/,
    ],
    [
      'two mappings into one property',
      mapped(map({}), map({ from: 'insights.budget.min' })),
      'mapping.custom.1.property',
      /another mapping/,
    ],
    [
      'a title property that does not exist',
      { mapping: { ...mapping, title: 'topic' } },
      'mapping.title',
      /meetings/,
    ],
    [
      'a title property that holds no text',
      { mapping: { ...mapping, title: 'hs_meeting_start_time' } },
      'mapping.title',
      /text/,
    ],
    [
      'a pipeline that does not exist',
      ruled(rule({ pipeline: 'sales' })),
      'deals.stage.rules.0.pipeline',
      /account/,
    ],
    [
      'a stage of another pipeline',
      ruled(rule({}), rule({ stage: 'renew_open' })),
      'deals.stage.rules.1.stage',
      /belongs to the pipeline "Renewals", not to "Sales Pipeline"/,
    ],
    [
      'a stage that does not exist',
      ruled(rule({ stage: 'nowhere' })),
      'deals.stage.rules.0.stage',
      /not a stage/,
    ],
    ['blank keywords', ruled(rule({ keywords: ['  '] })), 'deals.stage.rules.0.keywords.0', /empty/],
    ['no keywords', ruled(rule({ keywords: [] })), 'deals.stage.rules.0.keywords', /./],
    [
      'a contact that does not exist',
      matched({ noMatch: 'default_contact', defaultContactId: '424242' }),
      'matching.defaultContactId',
      /not a contact/,
    ],
    ['a time that is none', { sync: { ...sync, dailyAt: '24:00' } }, 'sync.dailyAt', /time of day/],
    ['a zone that is none', { sync: { ...sync, timeZone: 'Mars/One' } }, 'sync.timeZone', /IANA/],
    ['a domain that is none', matched({ excludeDomains: ['acme'] }), 'matching.excludeDomains.0', /domain/],
    [
      'an address that is none',
      matched({ excludeAddresses: ['acme.com'] }),
      'matching.excludeAddresses.0',
      /e-mail/,
    ],
    ['a blank title word', matched({ excludeTitleWords: [' '] }), 'matching.excludeTitleWords.0', /empty/],
    ['recordings on the starter plan', { sync: { ...sync, recordings: true } }, 'sync.recordings', /starter/],
    [
      'coaching sessions on the starter plan',
      { sync: { ...sync, customObject: 'coaching_sessions' } },
      'sync.customObject',
      /starter/,
    ],
  ])('%s', async (_name, change, path, message) => {
    const { status, issues } = await put(change);
    expect([status, issues.map((issue) => issue.path)]).toEqual([422, [path]]);
    expect(issues[0]?.message).toMatch(message);
  });

  it('every fault at once', async () => {
    const { issues } = await put({
      ...mapped(map({ property: 'budget' })),
      ...ruled(rule({ pipeline: 'sales' })),
      ...matched({ noMatch: 'default_contact', defaultContactId: '424242' }),
      sync: { ...sync, recordings: true },
    });
    expect(issues.map(({ path }) => path).sort()).toEqual([
      'deals.stage.rules.0.pipeline',
      'mapping.custom.0.property',
      'matching.defaultContactId',
      'sync.recordings',
    ]);
  });

  it('mappings into tickets without the permission for them', async () => {
    const ticket = map({ from: 'title', object: 'ticket', property: 'subject' });
    const { status, issues } = await put(mapped(ticket), 'org_small');
    expect([status, issues[0]?.path]).toEqual([422, 'mapping.custom.0.object']);
    expect(issues[0]?.message).toContain('permission tickets');
    expect((await put(mapped(ticket))).status).toBe(200);
  });
});

describe('what settings are accepted', () => {
  it('whatever the portal has', async () => {
    const answer = await put({
      ...mapped(
        map({}),
        map({ from: 'summary.brief', object: 'meeting', property: 'hs_internal_meeting_notes' }),
      ),
      ...ruled(
        rule({ keywords: [' contract ', 'Unterschrift'] }),
        rule({ pipeline: 'renewals', stage: 'renew_open' }),
      ),
      ...matched({ noMatch: 'default_contact', defaultContactId: john }),
    });
    expect(answer).toEqual({ status: 200, issues: [], notChecked: null });
    const { body } = await product.api('GET', '/settings');
    const stored = body as unknown as Settings;
    expect(stored.deals.stage.rules[0]?.keywords).toEqual(['contract', 'Unterschrift']);
  });

  it('a property that somebody made a moment ago', async () => {
    await put(mapped(map({})));
    const undo = product.sandbox.fault({
      path: /\/crm\/properties\/[^/]+\/deals/,
      kind: 'status',
      status: 200,
      body: { results: [{ name: 'brand_new', label: 'Brand new', type: 'number', fieldType: 'number' }] },
    });
    const answer = await put(mapped(map({ property: 'brand_new' })));
    undo();
    expect(answer.status).toBe(200);
  });

  it('defaults cost no call to HubSpot', async () => {
    product.sandbox.resetCalls();
    expect((await put({})).status).toBe(200);
    expect(product.sandbox.calls()).toEqual([]);
  });

  it.each([
    ['nobody is connected', () => Promise.resolve('org_new')],
    [
      'HubSpot is down',
      () => {
        product.sandbox.fault({ path: /^\/crm\//, portalId: portal, kind: 'status', status: 503, times: 40 });
        return Promise.resolve('org_1');
      },
    ],
  ])('when %s the shape still counts, and the answer says what was not checked', async (_name, prepare) => {
    const org = await prepare();
    const change = {
      ...mapped(map({ property: 'budget' })),
      ...matched({ noMatch: 'default_contact' as const, defaultContactId: '424242' }),
    };
    expect(await put(change, org)).toEqual({
      status: 200,
      issues: [],
      notChecked: 'mapping, deals.stage.rules, matching.defaultContactId',
    });
    expect((await put({ sync: { ...sync, dailyAt: 'noon' } }, org)).status).toBe(422);
  });
});

describe('premium switches', () => {
  const announce = async (plan: string, at: string) => {
    await product.deliver({
      type: 'organization.plan_changed',
      timestamp: at,
      data: { organization_id: 'org_small', plan },
    });
    await product.projected();
  };

  it('can be turned on with the plan, and stay through a downgrade without holding up other changes', async () => {
    const on = { sync: { ...sync, recordings: true } };
    expect((await put(on, 'org_small')).status).toBe(422);
    await announce('professional', '2026-11-24T10:00:00Z');
    expect((await put(on, 'org_small')).status).toBe(200);
    await announce('starter', '2026-11-24T11:00:00Z');
    expect((await put({ sync: { ...on.sync, notes: false } }, 'org_small')).status).toBe(200);
    expect((await put({}, 'org_small')).status).toBe(200);
    expect((await put(on, 'org_small')).status).toBe(422);
  });
});
