import { COLLECTIONS } from '../../../server/collections.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../shared/settings.ts';
import type { Simulation } from '../../../shared/simulation.ts';
import { worstCasePortal, worstCaseSession } from '../../bench/worstCase.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { discovery } from '../../sandbox/samples/discovery.ts';
import { sales } from '../../sandbox/samples/sales.ts';
import { unknownAttendee } from '../../sandbox/samples/unknownAttendee.ts';
import { startProduct, type Product } from '../../support/product.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const { portal } = DEMO_IDS;
const READS = /\/(batch\/read|search)$|owners|pipelines/;

jest.setTimeout(30_000);

describe('simulated settings', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct({ asleep: true });
    product.sandbox.addPortal(demoPortal('2026-12-31'));
    await product.connect('org_1', portal);
    for (const one of [
      sales(NOW, 'org_1', 'a'),
      discovery(NOW, 'org_1', 'b'),
      unknownAttendee(NOW, 'org_1', 'c'),
    ])
      await product.deliver(one);
    await product.projected();
  });
  afterAll(() => product.stop());

  const simulate = async (body: unknown, path = '/settings/simulate') => {
    const answer = await product.api('POST', path, { body });
    return { status: answer.status, body: answer.body as unknown as Simulation };
  };
  const stored = () =>
    Promise.all(
      // Windows count every call, and that is all a simulation leaves behind.
      COLLECTIONS.filter(({ name }) => name !== 'rate_windows').map(async (spec) => ({
        name: spec.name,
        documents: await product.store.collection(spec).find({}).toArray(),
      })),
    );
  const changed = (change: (settings: Settings) => void): Settings => {
    const settings = structuredClone(DEFAULT_SETTINGS);
    change(settings);
    return settings;
  };

  it('says what would be written, and neither HubSpot nor the database changes', async () => {
    const before = { portal: product.sandbox.dump(portal), stored: await stored() };
    product.sandbox.resetCalls();
    const { status, body } = await simulate({ settings: DEFAULT_SETTINGS });

    expect(status).toBe(200);
    expect(body).toMatchObject({ sessions: 3, planUnits: 3, differences: [] });
    const does = body.writes.map(({ action, type }) => `${action} ${type}`);
    expect(does).toEqual(
      expect.arrayContaining([
        'create contact',
        'create company',
        'create meeting',
        'create task',
        'update deal',
      ]),
    );
    expect(body.skips.map(({ reason }) => reason.split(':')[0])).toContain('internal');
    const calls = product.sandbox.calls();
    expect(calls.filter(({ path }) => !READS.test(path))).toEqual([]);
    expect(calls.flatMap(({ violations }) => violations)).toEqual([]);
    expect({ portal: product.sandbox.dump(portal), stored: await stored() }).toEqual(before);
  });

  it('tells in sentences what would differ from the saved settings, for the settings document alone too', async () => {
    const proposed = changed((settings) => {
      settings.matching.noMatch = 'skip';
      settings.sync.createTasks = false;
      settings.matching.excludeTitleWords = ['PRICING'];
    });
    const { status, body } = await simulate(proposed, '/settings/simulate?sessions=50');
    expect(status).toBe(200);
    const difference = (id: string) => body.differences.find(({ sessionId }) => sessionId.includes(id));
    const first = difference('sales_a');
    const unknown = difference('unknown');
    expect(first).toMatchObject({ title: 'Acme: pricing and rollout plan' });
    expect(first?.added).toEqual(
      expect.arrayContaining([
        'Nothing of it is in HubSpot.',
        'Skipped, conversation: excluded_title: the title holds "PRICING", which the settings keep out of HubSpot.',
      ]),
    );
    expect(first?.removed).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Is linked to the contact John/),
        expect.stringMatching(/^Create the task/),
      ]),
    );
    expect(unknown?.removed).toEqual(expect.arrayContaining([expect.stringMatching(/^Create the contact/)]));
    expect(body.writes.filter(({ type }) => type === 'task')).toEqual([]);
  });

  it('answers the same to a page inside HubSpot', async () => {
    const inside = await product.card(portal, '/settings/simulate', 'POST', { settings: DEFAULT_SETTINGS });
    expect(inside.status).toBe(200);
    expect(inside.body).toEqual((await simulate({ settings: DEFAULT_SETTINGS })).body);
  });

  it('looks at the newest conversations only, as many as asked', async () => {
    expect((await simulate({ settings: DEFAULT_SETTINGS, sessions: 2 })).body.sessions).toBe(2);
    expect((await simulate(DEFAULT_SETTINGS, '/settings/simulate?sessions=1')).body.sessions).toBe(1);
  });

  it('refuses what cannot be settings, a number out of range, and an organisation without HubSpot', async () => {
    const issues = async (body: unknown, path?: string) => {
      const answer = await simulate(body, path);
      const { error } = answer.body as unknown as { error: { issues?: { path: string }[] } };
      return [answer.status, error.issues?.[0]?.path];
    };
    const wrong = { ...DEFAULT_SETTINGS, sync: { ...DEFAULT_SETTINGS.sync, frequency: 'never' } };
    expect(await issues({ settings: wrong })).toEqual([422, 'sync.frequency']);
    expect(await issues(wrong)).toEqual([422, 'sync.frequency']);
    const stage = { keywords: ['signed'], pipeline: 'default', stage: 'of-another-pipeline' };
    const noStage = changed((settings) => void (settings.deals.stage = { mode: 'auto', rules: [stage] }));
    expect(await issues({ settings: noStage })).toEqual([422, 'deals.stage.rules.0.stage']);
    expect(await issues({ settings: DEFAULT_SETTINGS, sessions: 101 })).toEqual([422, 'sessions']);
    expect(await issues(DEFAULT_SETTINGS, '/settings/simulate?sessions=0')).toEqual([422, 'sessions']);
    const other = await product.api('POST', '/settings/simulate', { org: 'org_2', body: DEFAULT_SETTINGS });
    expect(other.status).toBe(409);
  });

  it('foretells the calls of the real run', async () => {
    const { body } = await simulate({ settings: DEFAULT_SETTINGS });
    product.sandbox.resetCalls();
    product.worker.start();
    await product.idle();
    expect(product.sandbox.calls()).toHaveLength(body.estimatedCalls);
    const after = await simulate({ settings: DEFAULT_SETTINGS });
    expect(after.body).toMatchObject({ writes: [], planUnits: 0 });
  });
});

describe('a simulation of forty conversations', () => {
  it('asks in few rounds and few calls, as the people who wait need it', async () => {
    const product = await startProduct({ asleep: true, sandbox: { latencyMs: 10 } });
    try {
      product.sandbox.addPortal(worstCasePortal('1', 40));
      await product.connect('org_1', '1');
      for (let index = 0; index < 40; index += 1) {
        const startedAt = new Date(NOW.getTime() - index * 60_000);
        const session = worstCaseSession('org_1', index, startedAt);
        await product.deliver({ type: 'session.completed', timestamp: NOW.toISOString(), data: { session } });
      }
      await product.projected();
      product.sandbox.resetCalls();
      const settings = {
        ...DEFAULT_SETTINGS,
        deals: { ...DEFAULT_SETTINGS.deals, strategy: 'company_open' },
      };
      const { body } = await product.api('POST', '/settings/simulate', { body: { settings, sessions: 100 } });
      expect(body).toMatchObject({ sessions: 40, planUnits: 40 });
      const calls = product.sandbox.calls();
      expect(new Set(calls.map(({ round }) => round)).size).toBeLessThanOrEqual(6);
      expect(calls.length).toBeLessThanOrEqual(14);
    } finally {
      await product.stop();
    }
  });
});
