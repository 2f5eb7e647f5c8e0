import { openLab, PORTAL, type Lab } from './harness.ts';
import { NOTE, RECORD_SEEDS, V, input, link } from './records.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await openLab({}, RECORD_SEEDS);
});
afterEach(() => lab.sandbox.close());

const create = (type: string, inputs: unknown[], version = '2026-03'): ReturnType<Lab['call']> =>
  lab.call('POST', `/crm/objects/${version}/${type}/batch/create`, { inputs });
const update = (type: string, inputs: unknown[]): ReturnType<Lab['call']> =>
  lab.call('POST', `${V}/${type}/batch/update`, { inputs });

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
