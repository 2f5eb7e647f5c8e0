import { AssociationTypes } from '@hubspot/api-client';
import { associationType } from '../../sandbox/hubspot/associations/types.ts';
import { openLab, PORTAL, SEED, type Lab } from './harness.ts';

const A = '/crm/associations/2026-09';
const spec = (associationTypeId: number, associationCategory = 'HUBSPOT_DEFINED'): unknown => ({
  associationCategory,
  associationTypeId,
});
const pair = (from: string, to: string, ...ids: number[]): unknown => ({
  from: { id: from },
  to: { id: to },
  types: ids.map((id) => spec(id)),
});

let lab: Lab;
beforeEach(async () => {
  lab = await openLab({}, [
    {
      ...SEED,
      companies: [
        ...(SEED.companies ?? []),
        { id: '78', properties: { name: 'Globex', domain: 'globex.com' } },
      ],
    },
  ]);
});
afterEach(() => lab.sandbox.close());

const linksOf = (type: string, id: string): Record<string, number[]> =>
  Object.fromEntries(
    (lab.sandbox.record(PORTAL, type, id)?.associations ?? []).map((one) => [
      `${one.type}/${one.id}`,
      one.typeIds,
    ]),
  );
const post = (path: string, body: unknown): ReturnType<Lab['call']> => lab.call('POST', `${A}${path}`, body);

/** hubspot-api.md §3.2, row by row. */
const TABLE: [from: string, to: string, id: number][] = [
  ...(['contacts', 'companies', 'deals', 'tickets'] as const).flatMap(
    (to, column): [string, string, number][] => [
      ['meetings', to, [200, 188, 212, 226][column] ?? 0],
      ['calls', to, [194, 182, 206, 220][column] ?? 0],
      ['tasks', to, [204, 192, 216, 230][column] ?? 0],
      ['notes', to, [202, 190, 214, 228][column] ?? 0],
      ['communications', to, [81, 87, 85, 83][column] ?? 0],
      ['contacts', to, [449, 279, 4, 15][column] ?? 0],
      ['companies', to, [280, 450, 342, 340][column] ?? 0],
      ['deals', to, [3, 341, 451, 27][column] ?? 0],
    ],
  ),
  ['meetings', 'calls', 400],
  ['calls', 'meetings', 399],
  ['contacts', 'meetings', 199],
  ['contacts', 'calls', 193],
  ['contacts', 'tasks', 203],
  ['contacts', 'notes', 201],
  ['contacts', 'companies', 1],
  ['companies', 'contacts', 2],
  ['deals', 'companies', 5],
  ['companies', 'deals', 6],
];

describe('association type ids', () => {
  it.each(TABLE)('%s to %s is %d', (from, to, id) => {
    expect(associationType(id)).toMatchObject({ from, to });
  });

  it("agree with HubSpot's own client, direction for direction", () => {
    const plural: Record<string, string> = { Company: 'companies' };
    const name = (word: string): string => plural[word] ?? `${word.toLowerCase()}s`;
    const known = Object.entries(AssociationTypes).flatMap(([label, id]) => {
      const found = /^(?:primary)?([A-Za-z]+?)To([A-Z][a-z]+)$/.exec(label);
      const type = typeof id === 'number' ? associationType(id) : undefined;
      return found && type && !label.includes('Parent') && !label.includes('Child')
        ? [
            [
              label,
              type.from,
              type.to,
              name((found[1] ?? '').replace(/^./, (c) => c.toUpperCase())),
              name(found[2] ?? ''),
            ],
          ]
        : [];
    });
    expect(known.length).toBeGreaterThan(50);
    for (const [label, from, to, wantedFrom, wantedTo] of known)
      expect([label, from, to]).toEqual([label, wantedFrom, wantedTo]);
  });
});

describe('inline on create', () => {
  const note = (associations: unknown[]): ReturnType<Lab['call']> =>
    lab.call('POST', '/crm/objects/2026-09/notes', {
      properties: { hs_timestamp: '2026-11-24T08:00:00Z' },
      associations,
    });

  it.each([
    ['the opposite direction', spec(201), /invalid from object type 0-46/],
    ['a type of another object', spec(200), /invalid from object type 0-46/],
    ['a type that does not exist', spec(9_999), /does not exist/],
    ['a category of somebody else', spec(202, 'USER_DEFINED'), /does not exist/],
  ])('refuses %s', async (_name, type, message) => {
    const answer = await note([{ to: { id: '501' }, types: [type] }]);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toMatch(message);
  });

  it('refuses targets that do not exist, and names them', async () => {
    lab.sandbox.archive(PORTAL, 'contacts', '502');
    const answer = await note([
      { to: { id: '501' }, types: [spec(202)] },
      { to: { id: '502' }, types: [spec(202)] },
      { to: { id: '666' }, types: [spec(202)] },
    ]);
    expect(answer).toMatchObject({
      status: 400,
      body: {
        message: 'One or more associations are invalid',
        context: { INVALID_OBJECT_IDS: ['502', '666'] },
      },
    });
    expect(lab.sandbox.records(PORTAL, 'notes')).toEqual([]);
  });

  it('refuses an association without a type', async () => {
    expect((await note([{ to: { id: '501' }, types: [] }])).status).toBe(400);
  });
});

describe('the primary company', () => {
  it('is the first one linked, seen from both ends', async () => {
    expect(
      (await post('/contacts/companies/batch/create', { inputs: [pair('502', '77', 279)] })).status,
    ).toBe(201);
    expect(linksOf('contacts', '502')).toEqual({ 'companies/77': [1, 279] });
    expect(linksOf('companies', '77')).toMatchObject({ 'contacts/502': [2, 280] });
  });

  it('stays when a second one is linked, moves when that one is made primary', async () => {
    await post('/contacts/companies/batch/create', { inputs: [pair('501', '78', 279)] });
    expect(linksOf('contacts', '501')).toMatchObject({ 'companies/77': [1, 279], 'companies/78': [279] });
    await post('/contacts/companies/batch/create', { inputs: [pair('501', '78', 1)] });
    expect(linksOf('contacts', '501')).toMatchObject({ 'companies/77': [279], 'companies/78': [1, 279] });
    expect(linksOf('companies', '77')).toMatchObject({ 'contacts/501': [280] });
  });
});

describe('the association endpoints', () => {
  it('batch create reports bad pairs one by one', async () => {
    const answer = await post('/contacts/deals/batch/create', {
      inputs: [pair('502', '900', 4), pair('502', '901', 4)],
    });
    expect(answer.status).toBe(207);
    expect(answer.body.errors[0]).toMatchObject({ context: { toObjectId: ['901'] } });
    expect(linksOf('contacts', '502')).toEqual({ 'deals/900': [4] });
  });

  it('a record cannot be linked with itself', async () => {
    const answer = await post('/contacts/contacts/batch/create', { inputs: [pair('501', '501', 449)] });
    expect(answer.status).toBe(207);
    expect(answer.body.errors[0]?.message).toBe('Object 501 cannot be associated to itself');
  });

  it('types must lead where the path says', async () => {
    expect((await post('/contacts/companies/batch/create', { inputs: [pair('502', '77', 4)] })).status).toBe(
      400,
    );
    expect((await post('/contacts/deals/batch/create', { inputs: [pair('502', '900', 3)] })).status).toBe(
      400,
    );
  });

  it('batch archive answers 200 and unlinks both ends', async () => {
    const answer = await post('/contacts/deals/batch/archive', {
      inputs: [{ from: { id: '501' }, to: [{ id: '900' }] }],
    });
    expect(answer.status).toBe(200);
    expect(linksOf('contacts', '501')).not.toHaveProperty('deals/900');
    expect(linksOf('deals', '900')).not.toHaveProperty('contacts/501');
  });

  it('batch read takes 1,000 and not 1,001; unknown records are errors', async () => {
    const inputs = (count: number): unknown => ({
      inputs: Array.from({ length: count }, (_, index) => ({ id: String(500 + index) })),
    });
    expect((await post('/contacts/deals/batch/read', inputs(1_001))).status).toBe(400);
    const answer = await post('/contacts/deals/batch/read', inputs(1_000));
    expect(answer).toMatchObject({ status: 207, body: { numErrors: 998 } });
    expect(answer.body.results[0]?.to[0]?.toObjectId).toBe(900);
  });

  it('batch create takes 2,000 and not 2,001', async () => {
    const inputs = (count: number): unknown => ({
      inputs: Array.from({ length: count }, () => pair('502', '900', 4)),
    });
    expect((await post('/contacts/deals/batch/create', inputs(2_001))).status).toBe(400);
    expect((await post('/contacts/deals/batch/create', inputs(2_000))).status).toBe(201);
  });

  it('default links, single and batch', async () => {
    const one = await lab.call('PUT', '/crm/objects/2026-09/contacts/502/associations/default/deals/900');
    expect(one).toMatchObject({
      status: 200,
      body: { results: [{ associationSpec: { associationTypeId: 4 } }] },
    });
    const many = await post('/contacts/companies/batch/associate/default', {
      inputs: [{ from: { id: '502' }, to: { id: '78' } }],
    });
    expect(many.status).toBe(200);
    expect(linksOf('contacts', '502')).toEqual({ 'deals/900': [4], 'companies/78': [1, 279] });
  });

  it('labels, list, labelled put and delete', async () => {
    const labels = await lab.call('GET', `${A}/contacts/companies/labels`);
    expect(labels.body.results).toEqual([
      { category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' },
      { category: 'HUBSPOT_DEFINED', typeId: 279, label: null },
    ]);
    const one = '/crm/objects/2026-09/contacts/502/associations/deals';
    expect((await lab.call('PUT', `${one}/900`, [spec(4)])).status).toBe(201);
    expect((await lab.call('GET', one)).body.results).toMatchObject([{ toObjectId: 900 }]);
    expect((await lab.call('DELETE', `${one}/900`)).status).toBe(204);
    expect((await lab.call('GET', one)).body.results).toEqual([]);
  });
});
