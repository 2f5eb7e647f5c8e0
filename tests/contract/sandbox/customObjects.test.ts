import { APP, openLab, PORTAL, SEED, type Lab } from './harness.ts';

const SCHEMAS = '/crm-object-schemas/2026-09/schemas';
const SCHEMA = {
  name: 'coaching_sessions',
  labels: { singular: 'Coaching session', plural: 'Coaching sessions' },
  primaryDisplayProperty: 'title',
  secondaryDisplayProperties: [],
  requiredProperties: ['session_id'],
  searchableProperties: ['title'],
  properties: [
    { name: 'title', label: 'Title', type: 'string', fieldType: 'text' },
    { name: 'session_id', label: 'Id', type: 'string', fieldType: 'text', hasUniqueValue: true },
    { name: 'score', label: 'Score', type: 'number', fieldType: 'number' },
  ],
  associatedObjects: ['0-1'],
  allowsSensitiveProperties: false,
};
const CUSTOM_SCOPES = ['schemas', 'objects'].flatMap((what) => [
  `crm.${what}.custom.read`,
  `crm.${what}.custom.write`,
]);
const TYPE = '2-1001';
const RECORDS = `/crm/objects/2026-09/${TYPE}`;

let lab: Lab;
const open = async (seed: object = {}): Promise<void> => {
  lab = await openLab({ app: { ...APP, optionalScopes: CUSTOM_SCOPES } }, [{ ...SEED, ...seed }]);
};
const define = (change: object = {}): ReturnType<Lab['call']> =>
  lab.call('POST', SCHEMAS, { ...SCHEMA, ...change });
const upsert = (...inputs: { id: string; properties: Record<string, string> }[]): ReturnType<Lab['call']> =>
  lab.call('POST', `${RECORDS}/batch/upsert`, {
    inputs: inputs.map((input) => ({ ...input, idProperty: 'session_id', objectWriteTraceId: input.id })),
  });
afterEach(() => lab.sandbox.close());

describe('a definition', () => {
  beforeEach(() => open());

  it('is answered with its type id, full name, properties and both directions of its associations', async () => {
    expect(await define()).toMatchObject({
      status: 201,
      body: { objectTypeId: TYPE, fullyQualifiedName: `p${PORTAL}_coaching_sessions` },
    });
    const { body } = await lab.call('GET', `${SCHEMAS}/p${PORTAL}_coaching_sessions`);
    expect(body).toMatchObject({
      objectTypeId: TYPE,
      properties: expect.arrayContaining([
        expect.objectContaining({ name: 'session_id', hasUniqueValue: true }),
      ]) as unknown,
      associations: [
        { fromObjectTypeId: TYPE, toObjectTypeId: '0-1' },
        { fromObjectTypeId: '0-1', toObjectTypeId: TYPE },
      ],
    });
  });

  it.each([
    ['a name with a blank', { name: 'coaching sessions' }],
    ['a display property it does not have', { primaryDisplayProperty: 'nope' }],
    ['no display property', { primaryDisplayProperty: undefined }],
    ['a required property it does not have', { requiredProperties: ['nope'] }],
    ['no labels', { labels: {} }],
    ['a key HubSpot does not know', { surprise: true }],
    ['a partner that does not exist', { associatedObjects: ['0-999'] }],
  ])('is refused with %s, and nothing is left behind', async (_name, change) => {
    expect((await define(change)).status).toBe(400);
    expect((await lab.call('GET', SCHEMAS)).body.results).toEqual([]);
    expect((await define()).status).toBe(201);
  });

  it('keeps its name after deletion until it is deleted for good, and cannot go while it has records', async () => {
    await define();
    await upsert({ id: 'ses_1', properties: {} });
    expect((await lab.call('DELETE', `${SCHEMAS}/${TYPE}`)).status).toBe(400);
    const [record] = lab.sandbox.records(PORTAL, 'coaching_sessions');
    lab.sandbox.archive(PORTAL, 'coaching_sessions', record?.id ?? '');
    expect((await lab.call('DELETE', `${SCHEMAS}/${TYPE}`)).status).toBe(204);
    expect((await define()).status).toBe(409);
    expect((await upsert({ id: 'ses_2', properties: {} })).status).toBe(404);
    expect((await lab.call('DELETE', `${SCHEMAS}/${TYPE}?archived=true`)).status).toBe(204);
    expect((await define()).status).toBe(201);
  });

  it('takes further associations and properties', async () => {
    await define();
    const added = await lab.call('POST', `${SCHEMAS}/${TYPE}/associations`, {
      fromObjectTypeId: TYPE,
      toObjectTypeId: '0-3',
    });
    expect(added).toMatchObject({ status: 201, body: { fromObjectTypeId: TYPE, toObjectTypeId: '0-3' } });
    const property = {
      name: 'channel',
      label: 'Channel',
      type: 'string',
      fieldType: 'text',
      groupName: 'coaching_sessions_information',
    };
    expect((await lab.call('POST', `/crm/properties/2026-09/${TYPE}`, property)).status).toBe(201);
    expect((await upsert({ id: 'ses_1', properties: { channel: 'call' } })).status).toBe(200);
  });
});

describe('the limit of an account', () => {
  it('is told, and one more definition is refused', async () => {
    await open({ customObjectLimit: 1 });
    await define();
    expect((await lab.call('GET', '/crm/limits/2026-09/custom-object-types')).body).toEqual({
      limit: 1,
      usage: 1,
      percentage: 100,
    });
    expect(await define({ name: 'another' })).toMatchObject({
      status: 400,
      body: { message: 'This account has reached its limit of 1 custom object definitions.' },
    });
  });
});

describe('records', () => {
  beforeEach(async () => {
    await open();
    await define();
  });

  it('are made once by their unique property and changed after that', async () => {
    const first = await upsert({ id: 'ses_1', properties: { title: 'Demo' } });
    expect(first).toMatchObject({ status: 200, body: { results: [{ new: true }] } });
    const second = await upsert({ id: 'ses_1', properties: { title: 'Demo, moved' } });
    expect(second.body.results).toMatchObject([{ id: first.body.results[0]?.id, new: false }]);
    expect(lab.sandbox.records(PORTAL, 'coaching_sessions')).toHaveLength(1);
  });

  it('a bad input fails alone, and a required property must be there on create', async () => {
    const answer = await upsert(
      { id: 'ses_1', properties: { score: 'high' } },
      { id: 'ses_2', properties: { score: '80' } },
    );
    expect(answer).toMatchObject({ status: 207, body: { results: [{ new: true }] } });
    const { status } = await lab.call('POST', RECORDS, { properties: { title: 'Demo' }, associations: [] });
    expect(status).toBe(400);
  });

  it('are linked with what the schema allows, and with nothing else', async () => {
    const { body } = await upsert({ id: 'ses_1', properties: {} });
    const from = { id: body.results[0]?.id ?? '' };
    const link = (to: string, id: string): ReturnType<Lab['call']> =>
      lab.call('POST', `/crm/associations/2026-09/${TYPE}/${to}/batch/associate/default`, {
        inputs: [{ from, to: { id } }],
      });
    const contact = lab.sandbox.create(PORTAL, 'contacts', { properties: { email: 'new@acme.com' } });
    const deal = lab.sandbox.create(PORTAL, 'deals', {
      properties: { dealname: 'Big', dealstage: 'appointmentscheduled', pipeline: 'default' },
    });
    expect((await link('contacts', contact)).status).toBe(200);
    expect((await link('deals', deal)).status).toBe(400);
    expect(lab.sandbox.record(PORTAL, 'contacts', contact)?.associations.map(({ type }) => type)).toEqual([
      'custom1',
    ]);
  });
});

it('an account without custom objects refuses by scope, before anything else', async () => {
  await open({ withheldScopes: CUSTOM_SCOPES });
  expect(await define()).toMatchObject({ status: 403, body: { category: 'MISSING_SCOPES' } });
  expect((await lab.call('POST', `${RECORDS}/batch/upsert`, { inputs: [] })).status).toBe(403);
});
