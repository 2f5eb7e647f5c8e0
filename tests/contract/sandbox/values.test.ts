import { openLab, PORTAL, type Lab } from './harness.ts';
import { DEAL, NOTE, RECORD_SEEDS, V, input } from './records.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await openLab({}, RECORD_SEEDS);
});
afterEach(() => lab.sandbox.close());

const create = (type: string, inputs: unknown[], version = '2026-03'): ReturnType<Lab['call']> =>
  lab.call('POST', `/crm/objects/${version}/${type}/batch/create`, { inputs });
const violations = (): string[] => lab.sandbox.calls().flatMap((call) => call.violations);

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
