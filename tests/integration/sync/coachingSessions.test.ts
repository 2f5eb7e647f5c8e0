import { COACHING_PROPERTIES } from '../../../shared/coachingSessions.ts';
import type { SyncRow } from '../../../shared/ledger.ts';
import type { Simulation } from '../../../shared/simulation.ts';
import { CoachingProduct } from '../../support/coachingProduct.ts';

jest.setTimeout(30_000);

let at: CoachingProduct;
beforeAll(async () => {
  at = await CoachingProduct.start();
});
afterAll(() => at.product.stop());
beforeEach(() => {
  at.product.sandbox.resetCalls();
});
afterEach(() => {
  expect(at.product.sandbox.calls().flatMap(({ violations }) => violations)).toEqual([]);
});

const ours = ({ objects }: SyncRow) => objects.filter(({ type }) => type === 'coaching_session');
const reason = ({ skips }: SyncRow) => skips.find(({ what }) => what === 'coaching session')?.reason;
const linksOf = (portalId: string) =>
  at
    .records(portalId)
    .flatMap(({ associations }) => associations.map(({ type, id }) => `${type}/${id}`))
    .sort();
const UPSERT = '/crm/objects/2-1001/batch/upsert';

describe('a portal that has no such object', () => {
  beforeAll(async () => {
    await at.portal('1');
  });

  it('gets none, and no call, while the switch is off', async () => {
    expect((await at.talk('1', 'ses_off')).state).toBe('synced');
    expect(at.customCalls()).toEqual([]);
    expect(at.records('1')).toEqual([]);
  });

  it('gets it when the switch is saved, with every property and the key unique', async () => {
    expect(await at.switchOn('1')).toEqual({ status: 200, issues: [], notChecked: null });
    const properties = at.product.sandbox.properties('1', 'coaching_sessions').map(({ name }) => name);
    expect(properties).toEqual(expect.arrayContaining(COACHING_PROPERTIES.map(({ name }) => name)));
  });

  it('then holds one record per conversation, with what was said, on contact, company and deal', async () => {
    const row = await at.talk('1', 'ses_one', {
      title: 'Pricing',
      channel: 'call',
      summary: { brief: 'They liked it.', sentiment: 'positive', next_steps: ['Send the offer'] },
      insights: { talk_ratio: 0.42, objections: [{ text: 'Too dear' }, { text: 'Slow', resolved: true }] },
      coach_notes: 'Let them talk more.',
    });
    const [record] = at.records('1');
    expect(record?.properties).toMatchObject({
      session_id: 'ses_one',
      title: 'Pricing',
      kind: 'sales',
      channel: 'call',
      started_at: '2026-11-24T09:00:00Z',
      duration_minutes: '30',
      sentiment: 'positive',
      talk_ratio: '42',
      open_objections: '1',
      summary: 'They liked it.',
      next_step: 'Send the offer',
      coach_notes: 'Let them talk more.',
      liveprompt_url: expect.stringMatching(/\/s\/ses_one$/) as unknown,
    });
    expect(Number(record?.properties['score'])).toBeGreaterThan(50);
    expect(linksOf('1')).toEqual(['companies/77', 'contacts/501', 'deals/900']);
    expect(ours(row)).toEqual([
      {
        type: 'coaching_session',
        id: record?.id,
        url: `https://app.hubspot.com/contacts/1/record/2-1001/${record?.id}`,
        rule: 'custom_object',
      },
    ]);
    // The record in one call, its links in one for each kind of record; the object itself is known.
    expect(at.customCalls()).toEqual([
      `POST ${UPSERT}`,
      ...['contacts', 'companies', 'deals'].map(
        (to) => `POST /crm/associations/2-1001/${to}/batch/associate/default`,
      ),
    ]);
  });

  it('is not written again while nothing changes, and follows what does, clearing what is said no more', async () => {
    await at.retry('1', 'ses_one');
    expect(at.customCalls()).toEqual([]);
    await at.talk('1', 'ses_one', { title: 'Pricing, again', summary: { brief: 'They liked it.' } });
    expect(at.customCalls()).toEqual(['POST /crm/objects/2-1001/batch/update']);
    expect(at.records('1')).toHaveLength(1);
    const [record] = at.records('1');
    expect(record?.properties).toMatchObject({ title: 'Pricing, again', summary: 'They liked it.' });
    expect(record?.properties).not.toHaveProperty('coach_notes');
  });

  it('loses the record of a deleted conversation', async () => {
    const row = await at.forget('1', 'ses_one');
    expect([row.state, at.records('1')]).toEqual(['removed', []]);
  });

  it('loses the record of a conversation that is filtered later, and gets it back after that', async () => {
    await at.talk('1', 'ses_two');
    const internal = [{ name: 'Colleague', email: 'c@seller.io' }];
    expect((await at.talk('1', 'ses_two', { participants: internal })).state).toBe('filtered');
    expect(at.records('1')).toEqual([]);
    expect(ours(await at.talk('1', 'ses_two'))).toHaveLength(1);
    expect(at.records('1')).toHaveLength(1);
  });

  it('never makes again what a person deleted', async () => {
    const row = await at.talk('1', 'ses_three');
    at.product.sandbox.archive('1', 'coaching_sessions', ours(row)[0]?.id ?? '');
    const after = await at.talk('1', 'ses_three', { title: 'Changed' });
    expect([after.state, reason(after)]).toEqual([
      'synced',
      'removed_in_hubspot: someone deleted it in HubSpot, so it is not made again',
    ]);
    await at.talk('1', 'ses_three', { title: 'Changed once more' });
    expect(at.records('1').map(({ properties }) => properties['session_id'])).toEqual(['ses_two']);
  });

  it('keeps its records when the switch goes: nothing is changed or taken away', async () => {
    await at.talk('1', 'ses_kept', { title: 'Before' });
    at.product.sandbox.resetCalls();
    const held = at.records('1').length;
    await at.put('1', {});
    await at.talk('1', 'ses_kept', { title: 'Switched off' });
    expect(at.customCalls()).toEqual([]);
    expect(at.records('1')).toHaveLength(held);
    await at.switchOn('1');
    await at.talk('1', 'ses_kept', { title: 'On again' });
    expect(at.records('1')).toHaveLength(held);
    expect(at.records('1').map(({ properties }) => properties['title'])).toContain('On again');
    await at.put('1', {});
    const row = await at.forget('1', 'ses_kept');
    expect([row.state, at.records('1').length]).toEqual(['removed', held - 1]);
  });

  it('is told by a simulation, with the calls it takes, before anything is written', async () => {
    const { body: settings } = await at.product.api('GET', '/settings', { org: 'org_1' });
    const simulate = async (customObject: string | null) => {
      const { sync } = settings as unknown as { sync: object };
      const body = { settings: { ...settings, sync: { ...sync, customObject } }, sessions: 10 };
      return (await at.product.api('POST', '/settings/simulate', { org: 'org_1', body }))
        .body as unknown as Simulation;
    };
    await at.talk('1', 'ses_new', { title: 'Not there yet' });
    const [on, off] = [await simulate('coaching_sessions'), await simulate(null)];
    const created = on.writes.filter(({ type }) => type === 'coaching_session');
    expect(created.map(({ action, sessionId }) => `${action} ${sessionId}`)).toContain('create ses_new');
    expect(created.find(({ sessionId }) => sessionId === 'ses_new')?.summary).toMatch(
      /^Create the coaching session "Not there yet" on /,
    );
    expect(off.writes.filter(({ type }) => type === 'coaching_session')).toEqual([]);
    expect(on.estimatedCalls - off.estimatedCalls).toBe(4);
    expect(at.customCalls().filter((one) => !one.startsWith('GET '))).toEqual([]);
  });
});

describe('faults', () => {
  beforeAll(async () => {
    await at.portal('9');
    await at.switchOn('9');
  });

  it.each(['reset', 'status'] as const)(
    'a lost answer (%s) to the record ends in one record, linked',
    async (kind) => {
      const undo = at.product.sandbox.fault({
        path: /\/2-1001\/batch\/upsert/,
        kind,
        status: 502,
        before: false,
        times: 1,
      });
      expect((await at.talk('9', `ses_${kind}`)).state).toBe('retrying');
      undo();
      const row = await at.retry('9', `ses_${kind}`);
      expect([row.state, ours(row).length]).toEqual(['synced', 1]);
      const own = at.records('9').filter(({ properties }) => properties['session_id'] === `ses_${kind}`);
      expect(own.map(({ associations }) => associations.length)).toEqual([3]);
    },
  );

  it('a link that fails is made up for, without a second record', async () => {
    const held = at.records('9').length;
    const undo = at.product.sandbox.fault({
      path: /\/2-1001\/deals\/batch\/associate\/default/,
      kind: 'status',
      status: 503,
      times: 1,
    });
    expect((await at.talk('9', 'ses_link')).state).toBe('retrying');
    undo();
    expect((await at.retry('9', 'ses_link')).state).toBe('synced');
    expect(at.records('9')).toHaveLength(held + 1);
    expect(linksOf('9').filter((link) => link === 'deals/900')).toHaveLength(held + 1);
  });
});
