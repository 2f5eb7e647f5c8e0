import { openLab, PORTAL, type Lab } from './harness.ts';
import { NOTE, RECORD_SEEDS, V, input } from './records.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await openLab({}, RECORD_SEEDS);
});
afterEach(() => lab.sandbox.close());

const create = (type: string, inputs: unknown[], version = '2026-03'): ReturnType<Lab['call']> =>
  lab.call('POST', `/crm/objects/${version}/${type}/batch/create`, { inputs });
const update = (type: string, inputs: unknown[]): ReturnType<Lab['call']> =>
  lab.call('POST', `${V}/${type}/batch/update`, { inputs });

describe('unique values', () => {
  it('a contact with a taken address, whatever its case', async () => {
    const single = await lab.call('POST', '/crm/objects/2026-03/contacts', input({ email: 'John@Acme.com' }));
    expect(single).toMatchObject({
      status: 409,
      body: { category: 'CONFLICT', message: 'Contact already exists. Existing ID: 501' },
    });
  });

  it('a batch without trace ids creates nothing and may not name the twin', async () => {
    const answer = await create('contacts', [
      input({ email: 'fresh@acme.com' }),
      input({ email: 'john@acme.com' }),
    ]);
    expect(answer).toMatchObject({ status: 409, body: { message: 'Contact already exists.' } });
    expect(lab.sandbox.records(PORTAL, 'contacts')).toHaveLength(2);
  });

  it('a batch with trace ids creates the rest and names the twin', async () => {
    const answer = await create('contacts', [
      input({ email: 'fresh@acme.com' }, [], '0'),
      input({ email: 'JOHN@acme.com' }, [], '1'),
      input({ email: 'fresh@acme.com' }, [], '2'),
    ]);
    expect(answer.status).toBe(207);
    expect(answer.body.results.map((result) => result.objectWriteTraceId)).toEqual(['0']);
    expect(answer.body.errors[0]?.context).toMatchObject({ objectWriteTraceId: ['1'], existingId: ['501'] });
    expect(answer.body.errors[1]?.context).toMatchObject({ objectWriteTraceId: ['2'] });
  });

  it.each([
    ['one input lacks its trace id', ['0', undefined]],
    ['two share one', ['0', '0']],
  ])('is all or nothing when %s', async (_name, [first, second]) => {
    const answer = await create('contacts', [
      input({ email: 'f@acme.com' }, [], first),
      input({ email: 'bad' }, [], second),
    ]);
    expect(answer.status).toBe(400);
    expect(lab.sandbox.records(PORTAL, 'contacts')).toHaveLength(2);
  });

  it('additional addresses are taken too', async () => {
    lab.sandbox.edit(PORTAL, 'contacts', '501', { hs_additional_emails: 'j.smith@acme.com' });
    expect(
      (await create('contacts', [input({ email: 'J.Smith@acme.com' }, [], 't')])).body.errors[0]?.context,
    ).toMatchObject({
      existingId: ['501'],
    });
  });

  it('trace ids need not come back', async () => {
    const quiet = await openLab({ echoTraceIds: false });
    const answer = await quiet.call('POST', `${V}/notes/batch/create`, { inputs: [input(NOTE, [], 't')] });
    await quiet.sandbox.close();
    expect(answer.status).toBe(201);
    expect(answer.body.results[0]).not.toHaveProperty('objectWriteTraceId');
  });
});

describe('ids in batches', () => {
  const duplicates = [{ id: 'JOHN@acme.com' }, { id: 'john@acme.com' }];
  it('the same id twice', async () => {
    const answer = await lab.call('POST', `${V}/contacts/batch/read`, {
      idProperty: 'email',
      properties: [],
      propertiesWithHistory: [],
      inputs: duplicates,
    });
    expect(answer.status).toBe(400);
    expect(answer.body.message).toBe(
      'Duplicate IDs found in batch input: [john@acme.com]. IDs must be unique',
    );
    expect(answer.body.context['ids']).toEqual(['john@acme.com']);
  });

  it('missing, archived and merged ids of an update are items of a 207', async () => {
    lab.sandbox.archive(PORTAL, 'deals', '900');
    const deals = await update('deals', [{ id: '900', properties: { amount: '1' } }]);
    expect(deals).toMatchObject({ status: 207, body: { results: [], numErrors: 1 } });
    lab.sandbox.merge(PORTAL, 'contacts', '502', '501');
    const merged = await update('contacts', [
      { id: '501', properties: { jobtitle: 'x' } },
      { id: '502', properties: { jobtitle: 'x' } },
    ]);
    expect(merged.status).toBe(207);
    expect(merged.body.errors[0]).toMatchObject({ category: 'OBJECT_NOT_FOUND', context: { ids: ['501'] } });
    expect(merged.body.results.map((result) => result.id)).toEqual(['502']);
  });

  it('a single update of a merged id reaches the survivor, with the old address kept', async () => {
    lab.sandbox.merge(PORTAL, 'contacts', '502', '501');
    const patched = await lab.call('PATCH', `${V}/contacts/501`, { properties: { jobtitle: 'CEO' } });
    expect(patched.body.id).toBe('502');
    expect(lab.sandbox.record(PORTAL, 'contacts', '502')?.properties).toMatchObject({
      jobtitle: 'CEO',
      hs_merged_object_ids: '501',
      hs_additional_emails: 'john@acme.com',
    });
    expect(
      lab.sandbox
        .record(PORTAL, 'contacts', '502')
        ?.associations.map((one) => one.id)
        .sort(),
    ).toEqual(['77', '900']);
  });

  it('one bad value fails the whole update', async () => {
    const answer = await update('contacts', [
      { id: '501', properties: { jobtitle: 'CEO' } },
      { id: '502', properties: { createdate: '2026-11-24T08:00:00Z' } },
    ]);
    expect(answer.status).toBe(400);
    expect(lab.sandbox.record(PORTAL, 'contacts', '501')?.properties).not.toHaveProperty('jobtitle');
  });

  it('archive is 204, idempotent, and reads no longer find the record', async () => {
    const body = { inputs: [{ id: '502' }] };
    expect((await lab.call('POST', `${V}/contacts/batch/archive`, body)).status).toBe(204);
    expect((await lab.call('POST', `${V}/contacts/batch/archive`, body)).status).toBe(204);
    expect((await lab.call('GET', `${V}/contacts/502`)).status).toBe(404);
    expect((await lab.call('GET', `${V}/contacts/502?archived=true`)).status).toBe(200);
    expect(lab.sandbox.record(PORTAL, 'contacts', '502')?.archived).toBe(true);
  });
});

describe('upsert', () => {
  const upsert = (inputs: unknown[]): ReturnType<Lab['call']> =>
    lab.call('POST', '/crm/objects/2026-03/contacts/batch/upsert', { inputs });

  it('by e-mail is all or nothing', async () => {
    const answer = await upsert([
      { id: 'john@acme.com', idProperty: 'email', properties: { jobtitle: 'CEO' } },
      { id: 'broken', idProperty: 'email', properties: {} },
    ]);
    expect(answer.status).toBe(400);
    expect(lab.sandbox.record(PORTAL, 'contacts', '501')?.properties).not.toHaveProperty('jobtitle');
  });

  it('says which ones are new', async () => {
    const answer = await upsert([
      { id: 'john@acme.com', idProperty: 'email', properties: { jobtitle: 'CEO' } },
      { id: 'new@acme.com', idProperty: 'email', properties: {} },
    ]);
    expect(answer.body.results.map((result) => result.new)).toEqual([false, true]);
  });

  it.each([
    ['no idProperty', [{ id: 'a@b.co', properties: {} }]],
    ['a property that is not unique', [{ id: 'x', idProperty: 'firstname', properties: {} }]],
    [
      'two different ones',
      [
        { id: 'a@b.co', idProperty: 'email', properties: {} },
        { id: '501', properties: {} },
      ],
    ],
  ])('refuses %s', async (_name, inputs) => {
    expect((await upsert(inputs)).status).toBe(400);
  });
});
