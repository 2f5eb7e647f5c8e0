import { DEFAULT_SETTINGS, type Settings } from '../../../shared/settings.ts';
import {
  aMapping,
  aRule,
  mapped,
  matched,
  ruled,
  settingsDesk,
  type SettingsDesk,
} from '../../support/settingsDesk.ts';

const { sync, mapping } = DEFAULT_SETTINGS;

jest.setTimeout(30_000);

let desk: SettingsDesk;
beforeAll(async () => {
  desk = await settingsDesk();
});
afterEach(() => expect(desk.product.sandbox.calls().flatMap((call) => call.violations)).toEqual([]));
afterAll(() => desk.product.stop());

describe('what settings are refused for, with the place', () => {
  it.each<[string, Partial<Settings>, string, RegExp]>([
    [
      'a property that does not exist',
      mapped(aMapping({ property: 'budget' })),
      'mapping.custom.0.property',
      /deal/,
    ],
    [
      'a property HubSpot computes',
      mapped(aMapping({}), aMapping({ property: 'hs_is_closed' })),
      'mapping.custom.1.property',
      /can be written/,
    ],
    [
      'a value that can never fit',
      mapped(aMapping({ from: 'summary.brief' })),
      'mapping.custom.0.property',
      /is text, but "Amount" takes a number/,
    ],
    ['an unknown field', mapped(aMapping({ from: 'insights.mood' })), 'mapping.custom.0.from', /not a field/],
    [
      'a property of our own matching',
      mapped(aMapping({ from: 'host.email', object: 'contact', property: 'email' })),
      'mapping.custom.0.property',
      /cannot be mapped/,
    ],
    [
      'two mappings into one property',
      mapped(aMapping({}), aMapping({ from: 'insights.budget.min' })),
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
      { mapping: { ...mapping, title: 'hs_activity_type' } },
      'mapping.title',
      /text/,
    ],
    [
      'a title property that we write ourselves',
      { mapping: { ...mapping, title: 'hs_meeting_start_time' } },
      'mapping.title',
      /can be written/,
    ],
    [
      'a pipeline that does not exist',
      ruled(aRule({ pipeline: 'sales' })),
      'deals.stage.rules.0.pipeline',
      /account/,
    ],
    [
      'a stage of another pipeline',
      ruled(aRule({}), aRule({ stage: 'renew_open' })),
      'deals.stage.rules.1.stage',
      /belongs to the pipeline "Renewals", not to "Sales Pipeline"/,
    ],
    [
      'a stage that does not exist',
      ruled(aRule({ stage: 'nowhere' })),
      'deals.stage.rules.0.stage',
      /not a stage/,
    ],
    ['blank keywords', ruled(aRule({ keywords: ['  '] })), 'deals.stage.rules.0.keywords.0', /empty/],
    ['no keywords', ruled(aRule({ keywords: [] })), 'deals.stage.rules.0.keywords', /./],
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
  ])('%s', async (_name, change, path, message) => {
    const { status, issues } = await desk.put(change);
    expect([status, issues.map((issue) => issue.path)]).toEqual([422, [path]]);
    expect(issues[0]?.message).toMatch(message);
  });

  it('every fault at once', async () => {
    const { issues } = await desk.put({
      ...mapped(aMapping({ property: 'budget' })),
      ...ruled(aRule({ pipeline: 'sales' })),
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
    const ticket = aMapping({ from: 'title', object: 'ticket', property: 'subject' });
    const { status, issues } = await desk.put(mapped(ticket), 'org_small');
    expect([status, issues[0]?.path]).toEqual([422, 'mapping.custom.0.object']);
    expect(issues[0]?.message).toContain('permission tickets');
    expect((await desk.put(mapped(ticket))).status).toBe(200);
  });
});
