import type { SyncRow } from '../../../shared/ledger.ts';
import { CoachingProduct, CUSTOM_SCOPES } from '../../support/coachingProduct.ts';

jest.setTimeout(30_000);

let at: CoachingProduct;
beforeAll(async () => {
  at = await CoachingProduct.start();
});
afterAll(() => at.product.stop());
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

describe('when the object is deleted in HubSpot', () => {
  it('it is not made again unasked: conversations go on and say why; switching it on again makes it', async () => {
    await at.portal('2');
    await at.switchOn('2');
    const row = await at.talk('2', 'ses_one');
    at.product.sandbox.archive('2', 'coaching_sessions', ours(row)[0]?.id ?? '');
    at.product.sandbox.deleteCustomObject('2', 'coaching_sessions');

    const retrying = await at.talk('2', 'ses_two');
    expect(retrying).toMatchObject({ state: 'retrying', error: { code: 'hubspot_object_changed' } });
    const after = await at.retry('2', 'ses_two');
    expect(after.state).toBe('synced');
    expect(reason(after)).toMatch(/^custom_object: .*was deleted in HubSpot/);
    const { body } = await at.product.api('POST', '/connection/test', { org: 'org_2' });
    expect(body).toMatchObject({
      ok: false,
      checks: expect.arrayContaining([
        expect.objectContaining({ name: 'custom object', ok: false }),
      ]) as unknown,
    });

    expect(await limitations('2')).toContain('Coaching sessions');
    await at.put('2', {});
    expect(await limitations('2')).not.toContain('Coaching sessions');
    expect((await at.switchOn('2')).status).toBe(200);
    expect(ours(await at.talk('2', 'ses_two', { title: 'Again' }))).toHaveLength(1);
  });
});

describe('a portal that cannot have it', () => {
  it.each([
    [
      'is no Enterprise account',
      '3',
      { withheldScopes: CUSTOM_SCOPES },
      /^HubSpot did not grant crm\.objects\.custom\.read, .*Enterprise/,
      'missing_scope',
    ],
    [
      'has no room for another object',
      '4',
      { customObjectLimit: 1, customObjects: [{ name: 'pets', singular: 'Pet', plural: 'Pets' }] },
      /as many custom objects as it may have/,
      'custom_object',
    ],
    [
      'has an object of that name without our key',
      '5',
      { customObjects: [{ name: 'coaching_sessions', singular: 'Session', plural: 'Sessions' }] },
      /it has no property session_id/,
      'custom_object',
    ],
    [
      'has one whose key is not unique',
      '6',
      {
        customObjects: [
          {
            name: 'coaching_sessions',
            singular: 'Session',
            plural: 'Sessions',
            properties: [{ name: 'session_id', label: 'Id', type: 'string' as const }],
          },
        ],
      },
      /session_id allows a value twice/,
      'custom_object',
    ],
    [
      'demands what nobody can know',
      '7',
      {
        customObjects: [
          {
            name: 'coaching_sessions',
            singular: 'Session',
            plural: 'Sessions',
            properties: [
              { name: 'session_id', label: 'Id', type: 'string' as const, hasUniqueValue: true },
              { name: 'room', label: 'Room', type: 'string' as const },
            ],
            requiredProperties: ['room'],
          },
        ],
      },
      /demands room on new records/,
      'custom_object',
    ],
  ])(
    'because it %s: refused where it is switched on, and told where it was on before',
    async (_name, portalId, seed, why, code) => {
      // Switched on before anybody was connected: only then can it be on in such a portal.
      expect(await at.switchOn(portalId)).toMatchObject({ status: 200, notChecked: 'sync.customObject' });
      await at.portal(portalId, seed);
      const row = await at.talk(portalId, 'ses_one');
      expect(row.state).toBe('synced');
      expect(row.objects.map(({ type }) => type)).toEqual(expect.arrayContaining(['meeting', 'contact']));
      expect(reason(row)).toMatch(new RegExp(`^${code}: `));
      expect(reason(row)?.slice(code.length + 2)).toMatch(why);
      // What is known is not asked again with the next conversation.
      at.product.sandbox.resetCalls();
      await at.talk(portalId, 'ses_two');
      expect(at.customCalls()).toEqual([]);

      expect((await at.put(portalId, {})).status).toBe(200);
      const { status, issues } = await at.switchOn(portalId);
      expect([status, issues.map(({ path }) => path)]).toEqual([422, ['sync.customObject']]);
      expect(issues[0]?.message).toMatch(why);
    },
  );
});

it('an object of the customer’s that can hold our records is used, and given what it lacks', async () => {
  await at.portal('8', {
    customObjects: [
      {
        name: 'coaching_sessions',
        singular: 'Session',
        plural: 'Sessions',
        properties: [
          { name: 'session_id', label: 'Id', type: 'string', hasUniqueValue: true },
          // Of another type than ours: left alone, and not written.
          { name: 'score', label: 'Score', type: 'string' },
        ],
        associatedObjects: ['0-1'],
      },
    ],
  });
  expect((await at.switchOn('8')).status).toBe(200);
  await at.talk('8', 'ses_one', { title: 'Mine' });
  const [record] = at.records('8');
  expect(record?.properties).toMatchObject({ session_id: 'ses_one', title: 'Mine', kind: 'sales' });
  expect(record?.properties).not.toHaveProperty('score');
  expect(linksOf('8')).toEqual(['companies/77', 'contacts/501', 'deals/900']);
});

it('when HubSpot cannot be reached as it is switched on, the first conversation has the object made', async () => {
  await at.portal('10');
  const undo = at.product.sandbox.fault({
    path: /crm-object-schemas/,
    portalId: '10',
    kind: 'status',
    status: 503,
  });
  expect(await at.switchOn('10')).toMatchObject({ status: 200, notChecked: 'sync.customObject' });
  undo();
  expect(ours(await at.talk('10', 'ses_one'))).toHaveLength(1);
});

async function limitations(portalId: string): Promise<string[]> {
  const { body } = await at.product.api('GET', '/connection', { org: `org_${portalId}` });
  return (body as unknown as { limitations: { feature: string }[] }).limitations.map(
    ({ feature }) => feature,
  );
}
