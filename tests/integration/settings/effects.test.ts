import { DEFAULT_SETTINGS, type Settings } from '../../../shared/settings.ts';
import type { SessionSample } from '../../sandbox/samples/sample.types.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { discovery } from '../../sandbox/samples/discovery.ts';
import { sales } from '../../sandbox/samples/sales.ts';
import { support } from '../../sandbox/samples/support.ts';
import { unknownAttendee } from '../../sandbox/samples/unknownAttendee.ts';
import { EVENT_TYPES } from '../../support/eventTypes.ts';
import { startProduct, type Product } from '../../support/product.ts';

const { portal, john } = DEMO_IDS;
const NOW = new Date();
const { sync, matching, deals } = DEFAULT_SETTINGS;

jest.setTimeout(30_000);

describe('each switch of the settings, on and off', () => {
  let product: Product;

  beforeEach(async () => {
    product = await startProduct({
      environment: { HUBSPOT_APP_EVENTS: 'on' },
      sandbox: { eventTypes: EVENT_TYPES },
    });
    product.sandbox.addPortal({ ...demoPortal('2027-12-31'), appEvents: true });
    await product.connect('org_1', portal);
    product.sandbox.resetCalls();
  });
  afterEach(async () => {
    const violations = product.sandbox.calls().flatMap((call) => call.violations);
    await product.stop();
    expect(violations).toEqual([]);
  });

  const live = (type: string) => product.sandbox.records(portal, type).filter(({ archived }) => !archived);
  let runs = 0;
  /** Saves the settings and syncs one conversation under them. */
  async function under(change: Partial<Settings>, sample: SessionSample = sales) {
    const { version } = (await product.api('GET', '/settings')).body as unknown as Settings;
    const body = { ...DEFAULT_SETTINGS, ...change, version };
    expect((await product.api('PUT', '/settings', { body })).status).toBe(200);
    const envelope = sample(NOW, 'org_1', `run${(runs += 1)}`);
    await product.deliver(envelope);
    await product.idle();
    return (await product.api('GET', `/syncs/${envelope.data.session.id}`)).body;
  }
  const made = (type: string) => live(type).filter(({ createdBy }) => createdBy === 'app');
  const isNext = ({ properties }: { properties: Record<string, string | null> }) =>
    properties['hs_meeting_outcome'] === 'SCHEDULED';
  const linked = (row: { objects: { type: string; id: string }[] }, type: string) =>
    row.objects.filter((object) => object.type === type).map(({ id }) => id);
  async function announce(plan: string): Promise<void> {
    const data = { organization_id: 'org_1', plan };
    await product.deliver({ type: 'organization.plan_changed', timestamp: NOW.toISOString(), data });
    await product.projected();
  }

  it('tasks', async () => {
    await under({ sync: { ...sync, createTasks: false } });
    expect(made('tasks')).toEqual([]);
    await under({});
    expect(made('tasks')).toHaveLength(3);
  });

  it('engagement score', async () => {
    const score = () =>
      product.sandbox.record(portal, 'contacts', john)?.properties['liveprompt_engagement_score'] ?? '';
    await under({ sync: { ...sync, updateEngagementScore: false } });
    expect(score()).toBe('');
    await under({});
    expect(Number(score())).toBeGreaterThan(0);
  });

  it('recordings: a link, with the plan for it', async () => {
    const recorded: SessionSample = (...given) => {
      const envelope = sales(...given);
      envelope.data.session.recording = {
        url: 'https://rec.liveprompt.ai/r/1?a=1&b=2',
        duration_seconds: 1_800,
      };
      return envelope;
    };
    const bodies = () => made('meetings').map(({ properties }) => properties['hs_meeting_body'] ?? '');
    await announce('professional');
    await under({ sync: { ...sync, recordings: true } }, recorded);
    expect(
      bodies().filter((body) => body.includes('https://rec.liveprompt.ai/r/1?a=1&#38;b=2')),
    ).toHaveLength(1);
    await under({}, recorded);
    expect(bodies().filter((body) => body.includes('rec.liveprompt.ai'))).toHaveLength(1);
  });

  it('meeting, call, or whichever it was', async () => {
    const counts = () => [made('calls').length, made('meetings').filter((one) => !isNext(one)).length];
    await under({ sync: { ...sync, activity: 'call' } });
    expect(counts()).toEqual([1, 0]);
    await under({ sync: { ...sync, activity: 'meeting' } }, support);
    expect(counts()).toEqual([1, 1]);
    await under({ sync: { ...sync, activity: 'channel' } }, support);
    await under({ sync: { ...sync, activity: 'channel' } });
    expect(counts()).toEqual([2, 2]);
  });

  it('the next meeting', async () => {
    await under({ sync: { ...sync, nextMeeting: false } });
    expect(made('meetings').filter(isNext)).toEqual([]);
    await under({});
    expect(made('meetings').filter(isNext)).toHaveLength(1);
  });

  it('notes', async () => {
    await under({ sync: { ...sync, notes: false } });
    expect(made('notes')).toEqual([]);
    await under({});
    // Key insights, and a feature request.
    expect(made('notes')).toHaveLength(2);
  });

  it('timeline events', async () => {
    await under({ sync: { ...sync, timelineEvents: false } });
    expect(product.sandbox.events(portal)).toEqual([]);
    await under({});
    expect(product.sandbox.events(portal)).not.toEqual([]);
  });

  it('companies: linked by domain, created', async () => {
    await under({ matching: { ...matching, createCompany: false } }, unknownAttendee);
    expect(made('companies')).toEqual([]);
    const unlinked = await under({ matching: { ...matching, linkCompanyByDomain: false } }, discovery);
    expect(linked(unlinked, 'company')).toEqual([]);
    expect(linked(await under({}, discovery), 'company')).toEqual([DEMO_IDS.novatech]);
  });

  it('people left out: domains, addresses, colleagues', async () => {
    const only = async (change: Partial<Settings['matching']>) =>
      linked(await under({ matching: { ...matching, noMatch: 'skip', ...change } }), 'contact').sort();
    const everybody = await only({});
    expect(everybody.length).toBeGreaterThan(1);
    expect(await only({ excludeDomains: ['acme.com'] })).toEqual([]);
    expect(await only({ internalDomains: ['acme.com'] })).toEqual([]);
    const [address = ''] = sales(NOW, 'org_1', 'x').data.session.participants.flatMap(
      ({ email }) => email ?? [],
    );
    expect(await only({ excludeAddresses: [address] })).toHaveLength(everybody.length - 1);
  });

  it('colleagues count as people where somebody wants them to', async () => {
    const withColleague: SessionSample = (...given) => {
      const envelope = sales(...given);
      const host = envelope.data.session.host?.email ?? '';
      envelope.data.session.participants.push({
        name: 'Kim Kollegin',
        email: `kim.kollegin@${host.split('@')[1]}`,
        internal: false,
        consent: true,
      });
      return envelope;
    };
    const kims = () => live('contacts').filter(({ properties }) => properties['email']?.startsWith('kim.'));
    await under({}, withColleague);
    expect(kims()).toHaveLength(0);
    await under({ matching: { ...matching, excludeInternal: false } }, withColleague);
    expect(kims()).toHaveLength(1);
  });

  it('deals through the domain of the company', async () => {
    expect(linked(await under({ deals: { ...deals, linkByDomain: false } }, discovery), 'deal')).toEqual([]);
    expect(linked(await under({}, discovery), 'deal')).toEqual([DEMO_IDS.novatechTeam]);
  });
});
