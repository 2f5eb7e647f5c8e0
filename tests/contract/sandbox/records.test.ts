import { openLab, PORTAL, SEED, type Lab } from './harness.ts';

const V = '/crm/objects/2026-09';
const link = (id: string, associationTypeId: number): unknown => ({
  to: { id },
  types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }],
});
const input = (
  properties: Record<string, unknown>,
  associations: unknown[] = [],
  trace?: string,
): unknown => ({
  properties,
  associations,
  ...(trace === undefined ? {} : { objectWriteTraceId: trace }),
});

let lab: Lab;
beforeEach(async () => {
  lab = await openLab({}, [{ ...SEED, requiredOnCreate: { contacts: ['phone'] } }, { portalId: '2222' }]);
});
afterEach(() => lab.sandbox.close());

const create = (type: string, inputs: unknown[], version = '2026-03'): ReturnType<Lab['call']> =>
  lab.call('POST', `/crm/objects/${version}/${type}/batch/create`, { inputs });
const update = (type: string, inputs: unknown[]): ReturnType<Lab['call']> =>
  lab.call('POST', `${V}/${type}/batch/update`, { inputs });
const violations = (): string[] => lab.sandbox.calls().flatMap((call) => call.violations);

const NOTE = { hs_timestamp: '2026-11-24T08:00:00Z', hs_note_body: 'x' };
const DEAL = { dealname: 'A', pipeline: 'default', dealstage: 'contractsent' };

describe('values HubSpot refuses on create', () => {
  it.each([
    ['an unknown property', 'contacts', { email: 'a@b.co', nope: '1' }, 'PROPERTY_DOESNT_EXIST'],
    [
      'a read-only property',
      'contacts',
      { email: 'a@b.co', notes_last_updated: '2026-11-24T08:00:00Z' },
      'READ_ONLY_VALUE',
    ],
    ['an invalid address', 'contacts', { email: 'john@acme' }, 'INVALID_EMAIL'],
    ['an address with two dots', 'contacts', { email: 'jo..hn@acme.com' }, 'INVALID_EMAIL'],
    ['an unknown option', 'contacts', { email: 'a@b.co', lifecyclestage: 'Lead' }, 'INVALID_OPTION'],
    [
      'a user id instead of an owner id',
      'contacts',
      { email: 'a@b.co', hubspot_owner_id: '700' },
      'INVALID_OPTION',
    ],
    ['text in a number', 'deals', { ...DEAL, amount: '40k' }, 'INVALID_INTEGER'],
    ['an unreadable instant', 'notes', { ...NOTE, hs_timestamp: 'tomorrow' }, 'INVALID_DATE'],
    ['a day that does not exist', 'notes', { ...NOTE, hs_timestamp: '2026-13-40' }, 'INVALID_DATE'],
    [
      'a text over 65,536 characters',
      'notes',
      { ...NOTE, hs_note_body: 'x'.repeat(65_537) },
      'PROPERTY_VALUE_TOO_LONG',
    ],
    ['a stage of another pipeline', 'deals', { ...DEAL, dealstage: 'signed' }, 'INVALID_OPTION'],
    [
      'a wrong task status',
      'tasks',
      { ...NOTE, hs_note_body: undefined, hs_task_status: 'DONE' },
      'INVALID_OPTION',
    ],
    ['a note without its instant', 'notes', { hs_note_body: 'x' }, 'MISSING_REQUIRED_PROPERTY'],
    ['a meeting without any instant', 'meetings', { hs_meeting_title: 'x' }, 'MISSING_REQUIRED_PROPERTY'],
    [
      'a deal without pipeline',
      'deals',
      { dealname: 'A', dealstage: 'contractsent' },
      'MISSING_REQUIRED_PROPERTY',
    ],
    ['a company without name and domain', 'companies', { city: 'Berlin' }, 'MISSING_REQUIRED_PROPERTY'],
  ])('%s', async (_name, type, properties, code) => {
    const before = lab.sandbox.records(PORTAL, type).length;
    const answer = await create(type, [input(properties)]);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ status: 'error', category: 'VALIDATION_ERROR' });
    expect(answer.body.errors.map((error) => error.code)).toContain(code);
    expect(answer.body.correlationId).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers.get('x-hubspot-correlation-id')).toBe(answer.body.correlationId);
    expect(violations()).not.toEqual([]);
    expect(lab.sandbox.records(PORTAL, type)).toHaveLength(before);
  });

  it.each([
    ['65,536 characters', 'notes', { ...NOTE, hs_note_body: 'x'.repeat(65_536) }],
    ['epoch milliseconds', 'notes', { ...NOTE, hs_timestamp: '1795510800000' }],
    ['a meeting that has only a start', 'meetings', { hs_meeting_start_time: '2026-11-24T08:00:00+01:00' }],
    ['a company with only a domain', 'companies', { domain: 'globex.com' }],
  ])('and takes %s', async (_name, type, properties) => {
    expect((await create(type, [input(properties)])).status).toBe(201);
    expect(violations()).toEqual([]);
  });

  it('reads seconds as 1970 in 2026-03 and warns in 2026-09', async () => {
    const old = await create('notes', [input({ ...NOTE, hs_timestamp: '1795510800' })]);
    expect(old.body.results[0]?.properties['hs_timestamp']).toMatch(/^1970-/);
    const now = await lab.call('POST', `${V}/notes`, input({ ...NOTE, hs_timestamp: '1795510800' }));
    expect(now.body.properties['hs_timestamp']).toBe('2026-11-24T09:00:00Z');
    expect(now.body.warnings).toMatchObject([{ category: 'PROPERTY_VALUE_NORMALIZED' }]);
  });

  it('enforces what this customer demands of new records in 2026-09 only', async () => {
    const refused = await create('contacts', [input({ email: 'new@b.co' })], '2026-09');
    expect(refused).toMatchObject({ status: 400, body: { context: { propertyName: ['phone'] } } });
    expect(violations()).toEqual([]);
    expect((await create('contacts', [input({ email: 'new@b.co' })])).status).toBe(201);
  });
});

describe('the shape of requests', () => {
  it.each([
    ['associations missing on create', 'POST', `${V}/notes/batch/create`, { inputs: [{ properties: NOTE }] }],
    ['a number as a value', 'POST', `${V}/notes`, { properties: { hs_timestamp: 1 }, associations: [] }],
    ['null as a value', 'POST', `${V}/notes`, { properties: { hs_timestamp: null }, associations: [] }],
    [
      'a numeric target id',
      'POST',
      `${V}/notes`,
      { properties: NOTE, associations: [{ to: { id: 1 }, types: [] }] },
    ],
    ['a key nobody knows', 'POST', `${V}/notes`, { properties: NOTE, associations: [], note: 'x' }],
    [
      'associations in an upsert',
      'POST',
      `${V}/contacts/batch/upsert`,
      { inputs: [{ id: 'a@b.co', idProperty: 'email', properties: {}, associations: [] }] },
    ],
    [
      'a batch read without propertiesWithHistory',
      'POST',
      `${V}/contacts/batch/read`,
      { properties: [], inputs: [{ id: '501' }] },
    ],
    [
      'no inputs',
      'POST',
      `${V}/contacts/batch/read`,
      { properties: [], propertiesWithHistory: [], inputs: [] },
    ],
    [
      '101 inputs',
      'POST',
      `${V}/contacts/batch/archive`,
      { inputs: Array.from({ length: 101 }, (_, id) => ({ id: String(id) })) },
    ],
  ])('refuses %s', async (_name, method, path, body) => {
    const answer = await lab.call(method, path, body);
    expect(answer).toMatchObject({ status: 400, body: { category: 'VALIDATION_ERROR' } });
    expect(violations()).not.toEqual([]);
  });

  it.each([
    '/crm/v3/objects/contacts/batch/read',
    '/crm/objects/v3/contacts/batch/read',
    '/crm/objects/2025-09/contacts/batch/read',
    '/crm/objects/2026-09/widgets/batch/read',
    '/crm/objects/2026-09/contacts/batch/list',
  ])('404 for %s, and it counts', async (path) => {
    expect((await lab.call('POST', path, { inputs: [] })).status).toBe(404);
    expect(violations()).not.toEqual([]);
  });

  it('415-like content and broken JSON are refused', async () => {
    const headers = { authorization: `Bearer ${await lab.token()}` };
    const post = (body: string, type: string): Promise<Response> =>
      fetch(`${lab.sandbox.url}${V}/notes`, {
        method: 'POST',
        headers: { ...headers, 'content-type': type },
        body,
      });
    expect((await post('{"properties":', 'application/json')).status).toBe(400);
    expect((await post('{}', 'text/plain')).status).toBe(400);
  });
});

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

describe('reading', () => {
  it('returns the small default set, asked ones as null when unset, unknown ones not at all', async () => {
    const standard = await lab.call('GET', `${V}/contacts/502`);
    expect(Object.keys(standard.body.properties).sort()).toEqual([
      'createdate',
      'email',
      'firstname',
      'hs_object_id',
      'lastmodifieddate',
      'lastname',
    ]);
    const asked = await lab.call('GET', `${V}/contacts/502?properties=jobtitle,nope`);
    expect(asked.body.properties).toHaveProperty('jobtitle', null);
    expect(asked.body.properties).not.toHaveProperty('nope');
  });

  it('an empty string clears', async () => {
    await lab.call('PATCH', `${V}/contacts/501`, { properties: { lastname: '' } });
    expect(
      (await lab.call('GET', `${V}/contacts/501?properties=lastname`)).body.properties['lastname'],
    ).toBeNull();
  });

  it('carries associations of one record on demand', async () => {
    const answer = await lab.call('GET', `${V}/contacts/501?associations=companies,deals`);
    expect(answer.body).toMatchObject({
      associations: {
        companies: { results: [{ id: '77' }, { id: '77' }] },
        deals: { results: [{ id: '900' }] },
      },
    });
  });

  it('keeps portals apart: the same id is nobody there', async () => {
    const other = await lab.token('2222');
    expect((await lab.call('GET', `${V}/contacts/501`, undefined, other)).status).toBe(404);
    expect(lab.sandbox.calls().at(-1)?.portalId).toBe('2222');
  });
});

describe('what HubSpot does by itself', () => {
  it('logging a meeting moves last contacted; the lifecycle stage does not step back', async () => {
    await create('meetings', [input({ hs_timestamp: '2026-11-24T08:00:00Z' }, [link('501', 200)])]);
    expect(lab.sandbox.record(PORTAL, 'contacts', '501')?.properties).toMatchObject({
      notes_last_contacted: '2026-11-24T08:00:00Z',
      notes_last_updated: '2026-11-24T08:00:00Z',
      num_notes: '1',
    });
    await update('contacts', [{ id: '501', properties: { lifecyclestage: 'customer' } }]);
    await update('contacts', [{ id: '501', properties: { lifecyclestage: 'lead' } }]);
    expect(lab.sandbox.record(PORTAL, 'contacts', '501')?.properties['lifecyclestage']).toBe('customer');
  });

  it('a closed stage closes the deal', async () => {
    await update('deals', [{ id: '900', properties: { dealstage: 'closedwon' } }]);
    expect(lab.sandbox.record(PORTAL, 'deals', '900')?.properties).toMatchObject({
      hs_is_closed: 'true',
      hs_is_closed_won: 'true',
    });
  });

  it('tells our writes from those of people', async () => {
    const made = await create('notes', [input(NOTE)]);
    const id = made.body.results[0]?.id ?? '';
    expect(lab.sandbox.record(PORTAL, 'notes', id)?.createdBy).toBe('app');
    const byHand = lab.sandbox.create(PORTAL, 'notes', {
      properties: NOTE,
      associations: [{ type: 'contacts', id: '501' }],
    });
    expect(lab.sandbox.record(PORTAL, 'notes', byHand)).toMatchObject({
      createdBy: 'person',
      properties: { hs_object_source: 'CRM_UI' },
      associations: [{ type: 'contacts', id: '501', typeIds: [202] }],
    });
  });
});
