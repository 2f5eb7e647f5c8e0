import { DEFAULT_SETTINGS, type Settings } from '../../../shared/settings.ts';
import { DEMO_IDS } from '../../sandbox/samples/portal.ts';
import {
  aMapping,
  aRule,
  mapped,
  matched,
  ruled,
  settingsDesk,
  type SettingsDesk,
} from '../../support/settingsDesk.ts';

const { portal, john } = DEMO_IDS;
const { sync } = DEFAULT_SETTINGS;

jest.setTimeout(30_000);

let desk: SettingsDesk;
beforeAll(async () => {
  desk = await settingsDesk();
});
afterEach(() => expect(desk.product.sandbox.calls().flatMap((call) => call.violations)).toEqual([]));
afterAll(() => desk.product.stop());

describe('what settings are accepted', () => {
  it('whatever the portal has', async () => {
    const answer = await desk.put({
      ...mapped(
        aMapping({}),
        aMapping({ from: 'summary.brief', object: 'meeting', property: 'hs_internal_meeting_notes' }),
      ),
      ...ruled(
        aRule({ keywords: [' contract ', 'Unterschrift'] }),
        aRule({ pipeline: 'renewals', stage: 'renew_open' }),
      ),
      ...matched({ noMatch: 'default_contact', defaultContactId: john }),
    });
    expect(answer).toEqual({ status: 200, issues: [], notChecked: null });
    const { body } = await desk.product.api('GET', '/settings');
    const stored = body as unknown as Settings;
    expect(stored.deals.stage.rules[0]?.keywords).toEqual(['contract', 'Unterschrift']);
  });

  it('a property that somebody made a moment ago', async () => {
    await desk.put(mapped(aMapping({})));
    const undo = desk.product.sandbox.fault({
      path: /\/crm\/properties\/[^/]+\/deals/,
      kind: 'status',
      status: 200,
      body: { results: [{ name: 'brand_new', label: 'Brand new', type: 'number', fieldType: 'number' }] },
    });
    const answer = await desk.put(mapped(aMapping({ property: 'brand_new' })));
    undo();
    expect(answer.status).toBe(200);
  });

  it('defaults cost no call to HubSpot', async () => {
    desk.product.sandbox.resetCalls();
    expect((await desk.put({})).status).toBe(200);
    expect(desk.product.sandbox.calls()).toEqual([]);
  });

  it.each([
    ['nobody is connected', () => Promise.resolve('org_new')],
    [
      'HubSpot is down',
      () => {
        desk.product.sandbox.fault({
          path: /^\/crm\//,
          portalId: portal,
          kind: 'status',
          status: 503,
          times: 40,
        });
        return Promise.resolve('org_1');
      },
    ],
  ])('when %s the shape still counts, and the answer says what was not checked', async (_name, prepare) => {
    const org = await prepare();
    const change = {
      ...mapped(aMapping({ property: 'budget' })),
      ...matched({ noMatch: 'default_contact' as const, defaultContactId: '424242' }),
    };
    expect(await desk.put(change, org)).toEqual({
      status: 200,
      issues: [],
      notChecked: 'mapping, deals.stage.rules, matching.defaultContactId',
    });
    expect((await desk.put({ sync: { ...sync, dailyAt: 'noon' } }, org)).status).toBe(422);
  });
});

describe('premium switches', () => {
  const announce = async (plan: string, at: string) => {
    await desk.product.deliver({
      type: 'organization.plan_changed',
      timestamp: at,
      data: { organization_id: 'org_small', plan },
    });
    await desk.product.projected();
  };

  it('can be turned on with the plan, and stay through a downgrade without holding up other changes', async () => {
    const on = { sync: { ...sync, recordings: true } };
    expect((await desk.put(on, 'org_small')).status).toBe(422);
    await announce('professional', '2026-11-24T10:00:00Z');
    expect((await desk.put(on, 'org_small')).status).toBe(200);
    await announce('starter', '2026-11-24T11:00:00Z');
    expect((await desk.put({ sync: { ...on.sync, notes: false } }, 'org_small')).status).toBe(200);
    expect((await desk.put({}, 'org_small')).status).toBe(200);
    expect((await desk.put(on, 'org_small')).status).toBe(422);
  });
});
