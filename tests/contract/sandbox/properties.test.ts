import { openLab, SEED, type Lab } from './harness.ts';

const P = '/crm/properties/2026-09';
const property = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  name: 'liveprompt_score',
  label: 'Score',
  type: 'number',
  fieldType: 'number',
  groupName: 'liveprompt',
  ...change,
});

let lab: Lab;
beforeEach(async () => {
  lab = await openLab({}, [SEED, { portalId: '2222', activityKeys: true }]);
  await lab.call('POST', `${P}/contacts/groups`, { name: 'liveprompt', label: 'liveprompt' });
});
afterEach(() => lab.sandbox.close());

const create = (body: unknown): ReturnType<Lab['call']> => lab.call('POST', `${P}/contacts`, body);

describe('creating', () => {
  it("201, then 409 with HubSpot's category and subcategory", async () => {
    expect((await create(property())).status).toBe(201);
    expect(await create(property())).toMatchObject({
      status: 409,
      body: {
        category: 'OBJECT_ALREADY_EXISTS',
        subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS',
        message: "A property named 'liveprompt_score' already exists.",
      },
    });
    expect((await lab.call('POST', `${P}/contacts/groups`, { name: 'liveprompt', label: 'x' })).status).toBe(
      409,
    );
  });

  it('a batch is 201, or 207 with what exists already', async () => {
    const one = await lab.call('POST', `${P}/contacts/batch/create`, { inputs: [property()] });
    expect(one.status).toBe(201);
    const two = await lab.call('POST', `${P}/contacts/batch/create`, {
      inputs: [property(), property({ name: 'other' })],
    });
    expect(two.status).toBe(207);
    expect(two.body.results.map((result) => result.name)).toEqual(['other']);
    expect(two.body.errors[0]).toMatchObject({ category: 'OBJECT_ALREADY_EXISTS' });
  });

  it.each([
    ['a group that does not exist', { groupName: 'nope' }],
    ['an upper-case name', { name: 'Liveprompt' }],
    ['an enumeration without options', { type: 'enumeration', fieldType: 'select' }],
    [
      'an option without displayOrder',
      { type: 'enumeration', fieldType: 'select', options: [{ label: 'A', value: 'a' }] },
    ],
    [
      'two options of one value',
      {
        type: 'enumeration',
        fieldType: 'select',
        options: [
          { label: 'A', value: 'a', displayOrder: 0, hidden: false },
          { label: 'B', value: 'a', displayOrder: 1, hidden: false },
        ],
      },
    ],
    ['a field that does not suit the type', { fieldType: 'text' }],
    ['an unknown type', { type: 'json' }],
  ])('refuses %s', async (_name, change) => {
    expect((await create(property(change))).status).toBe(400);
  });

  it('takes ten unique ones and no more', async () => {
    const unique = (index: number): unknown =>
      property({ name: `u${index}`, type: 'string', fieldType: 'text', hasUniqueValue: true });
    for (let index = 0; index < 10; index += 1) expect((await create(unique(index))).status).toBe(201);
    expect((await create(unique(10))).status).toBe(400);
  });
});

describe('living with them', () => {
  it('a value can be written once the property exists, and no longer once it is archived', async () => {
    const write = (): ReturnType<Lab['call']> =>
      lab.call('PATCH', '/crm/objects/2026-09/contacts/501', { properties: { liveprompt_score: '85' } });
    expect((await write()).body.errors[0]?.code).toBe('PROPERTY_DOESNT_EXIST');
    await create(property());
    expect((await write()).status).toBe(200);
    expect((await lab.call('DELETE', `${P}/contacts/liveprompt_score`)).status).toBe(204);
    expect((await write()).body.errors[0]?.code).toBe('PROPERTY_DOESNT_EXIST');
    expect((await lab.call('GET', `${P}/contacts/liveprompt_score`)).status).toBe(404);
  });

  it('creating a name from the recycle bin restores the old definition', async () => {
    await create(property());
    await lab.call('DELETE', `${P}/contacts/liveprompt_score`);
    const again = await create(property({ label: 'Another label', type: 'string', fieldType: 'text' }));
    expect(again).toMatchObject({ status: 201, body: { label: 'Score', type: 'number' } });
  });

  it('a group with properties stays', async () => {
    await create(property());
    const refused = await lab.call('DELETE', `${P}/contacts/groups/liveprompt`);
    expect(refused).toMatchObject({
      status: 400,
      body: { subCategory: 'PropertyGroupError.GROUP_WITH_ACTIVE_PROPERTIES' },
    });
  });

  it("options replace the whole list; HubSpot's own cannot be changed", async () => {
    const option = (value: string): unknown => ({ label: value, value, displayOrder: 0, hidden: false });
    await create(property({ type: 'enumeration', fieldType: 'select', options: [option('a')] }));
    const changed = await lab.call('PATCH', `${P}/contacts/liveprompt_score`, { options: [option('b')] });
    expect(changed.body).toMatchObject({ options: [{ value: 'b' }] });
    expect((await lab.call('PATCH', `${P}/contacts/email`, { label: 'x' })).status).toBe(400);
  });

  it('tells read-only values from writable ones', async () => {
    const definition = await lab.call('GET', `${P}/contacts/notes_last_updated`);
    expect(definition.body).toMatchObject({
      hubspotDefined: true,
      modificationMetadata: { readOnlyValue: true },
    });
    const outcome = await lab.call('GET', `${P}/meetings/hs_meeting_outcome`);
    expect(outcome.body).toMatchObject({
      options: expect.arrayContaining([expect.objectContaining({ value: 'CANCELED' })]),
    });
  });
});

describe('unique keys on activities', () => {
  const key = property({
    name: 'liveprompt_key',
    type: 'string',
    fieldType: 'text',
    hasUniqueValue: true,
    groupName: 'meetinginformation',
  });

  it('are refused with MISSING_SCOPES where the portal does not know them', async () => {
    const refused = await lab.call('POST', `${P}/meetings`, key);
    expect(refused).toMatchObject({ status: 403, body: { category: 'MISSING_SCOPES' } });
    expect(refused.body.errors[0]?.context['requiredGranularScopes']).toEqual(['crm.schemas.meetings.write']);
  });

  it('make upserts exactly-once where it does', async () => {
    const other = await lab.token('2222');
    expect((await lab.call('POST', `${P}/meetings`, key, other)).status).toBe(201);
    const upsert = (title: string): ReturnType<Lab['call']> =>
      lab.call(
        'POST',
        '/crm/objects/2026-09/meetings/batch/upsert',
        {
          inputs: [
            {
              id: 'ses_1',
              idProperty: 'liveprompt_key',
              properties: { hs_timestamp: '2026-11-24T08:00:00Z', hs_meeting_title: title },
            },
            {
              id: 'ses_2',
              idProperty: 'liveprompt_key',
              objectWriteTraceId: 'two',
              properties: { hs_meeting_title: 'no instant' },
            },
          ],
        },
        other,
      );
    const first = await upsert('A');
    expect(first.status).toBe(207);
    expect(first.body.results[0]?.new).toBe(true);
    expect(first.body.errors[0]?.context['objectWriteTraceId']).toEqual(['two']);
    const second = await upsert('B');
    expect(second.body.results[0]).toMatchObject({ new: false, id: first.body.results[0]?.id });
    expect(lab.sandbox.records('2222', 'meetings')).toHaveLength(1);
  });
});

describe('the account', () => {
  it('pipelines carry stages with their probability', async () => {
    const answer = await lab.call('GET', '/crm/pipelines/2026-09/deals');
    expect(answer.body.results[0]?.stages).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: 'contractsent', metadata: { isClosed: 'false', probability: '0.9' } }),
        expect.objectContaining({ id: 'closedwon', metadata: { isClosed: 'true', probability: '1.0' } }),
      ]),
    );
  });

  it('owners are found by address and by user id', async () => {
    expect(
      (await lab.call('GET', '/crm/owners/2026-09?email=Rep@seller.example')).body.results,
    ).toMatchObject([{ id: '41629779', userId: 700 }]);
    expect((await lab.call('GET', '/crm/owners/2026-09/700?idProperty=userId')).body.id).toBe('41629779');
    expect((await lab.call('GET', '/crm/owners/2026-09/700')).status).toBe(404);
    expect((await lab.call('GET', '/crm/owners/2026-09?limit=many')).status).toBe(400);
  });
});
