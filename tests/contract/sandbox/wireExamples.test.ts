import { createJudge } from '../../sandbox/hubspot/judge/judge.ts';
import { openLab, SEED, type Lab } from './harness.ts';

const judge = createJudge('tests/fixtures/hubspot-openapi');

/** The examples of hubspot-api.md §17, letter by letter, each accepted without a violation. */
const MEETING_INPUT = {
  objectWriteTraceId: 'ses_1:meeting',
  properties: {
    hs_timestamp: '2026-11-23T14:30:00Z',
    hs_meeting_start_time: '2026-11-23T14:30:00Z',
    hs_meeting_end_time: '2026-11-23T15:00:30Z',
    hs_meeting_title: 'Sales call',
    hs_meeting_body: '<p>…</p>',
    hs_internal_meeting_notes: '…',
    hs_meeting_outcome: 'COMPLETED',
    hs_meeting_external_url: 'https://app.liveprompt.ai/s/ses_1',
    hubspot_owner_id: '41629779',
  },
  associations: [
    { to: { id: '501' }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 200 }] },
    { to: { id: '77' }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 188 }] },
    { to: { id: '900' }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 212 }] },
  ],
};

describe('the wire examples of the API notes', () => {
  let lab: Lab;
  beforeEach(async () => {
    lab = await openLab(
      {
        eventTypes: [
          {
            name: 'session_completed_contact',
            objectType: 'CONTACT',
            properties: [
              { name: 'title', type: 'string' },
              { name: 'score', type: 'number' },
            ],
          },
        ],
      },
      [{ ...SEED, appEvents: true }],
    );
  });
  afterEach(async () => {
    const calls = lab.sandbox.calls();
    expect(calls.flatMap((call) => call.violations)).toEqual([]);
    expect(calls.filter((call) => !judge.allowsStatus(call.method, call.path, call.status))).toEqual([]);
    await lab.sandbox.close();
  });

  it('reads contacts by e-mail and names the missing one in a 207', async () => {
    const { status, body } = await lab.call('POST', '/crm/objects/2026-09/contacts/batch/read', {
      idProperty: 'email',
      properties: ['email', 'firstname', 'lastname', 'jobtitle', 'hubspot_owner_id', 'lifecyclestage'],
      propertiesWithHistory: [],
      inputs: [{ id: 'john@acme.com' }, { id: 'nobody@acme.com' }],
    });
    expect(status).toBe(207);
    expect(body.results.map((result) => result.id)).toEqual(['501']);
    expect(body.numErrors).toBe(1);
    expect(body.errors[0]).toMatchObject({
      status: 'error',
      category: 'OBJECT_NOT_FOUND',
      context: { ids: ['nobody@acme.com'] },
    });
    expect(body.errors[0]).not.toHaveProperty('errors');
    expect(body.errors[0]).not.toHaveProperty('links');
  });

  it('upserts a contact by e-mail', async () => {
    const { status, body } = await lab.call('POST', '/crm/objects/2026-09/contacts/batch/upsert', {
      inputs: [
        { id: 'new@acme.com', idProperty: 'email', properties: { email: 'new@acme.com', firstname: 'Mary' } },
      ],
    });
    expect(status).toBe(200);
    expect(body.results[0]?.new).toBe(true);
  });

  it('creates a meeting with inline associations, then finds it from the contact', async () => {
    const { status, body } = await lab.call('POST', '/crm/objects/2026-09/meetings/batch/create', {
      inputs: [MEETING_INPUT],
    });
    expect(status).toBe(201);
    const id = body.results[0]?.id ?? '';
    expect(body.results[0]?.objectWriteTraceId).toBe('ses_1:meeting');
    const read = await lab.call('POST', '/crm/associations/2026-09/contacts/meetings/batch/read', {
      inputs: [{ id: '501' }],
    });
    expect(read.body.results[0]?.to).toEqual([
      {
        toObjectId: Number(id),
        associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 199, label: null }],
      },
    ]);
    expect(lab.sandbox.record('1111', 'meetings', id)?.properties).toMatchObject({
      hs_object_source: 'INTEGRATION',
      hs_object_source_id: '4242',
    });
  });

  it('creates a task', async () => {
    const { status } = await lab.call('POST', '/crm/objects/2026-09/tasks/batch/create', {
      inputs: [
        {
          objectWriteTraceId: 'ses_1:act_1',
          properties: {
            hs_timestamp: '2026-11-30T09:00:00Z',
            hs_task_subject: 'Send timeline',
            hs_task_body: '…',
            hs_task_status: 'NOT_STARTED',
            hs_task_priority: 'HIGH',
            hs_task_type: 'TODO',
            hubspot_owner_id: '41629779',
          },
          associations: [
            {
              to: { id: '501' },
              types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 204 }],
            },
          ],
        },
      ],
    });
    expect(status).toBe(201);
  });

  it('reads associations; a record without links is absent', async () => {
    const { status, body } = await lab.call('POST', '/crm/associations/2026-09/contacts/deals/batch/read', {
      inputs: [{ id: '501' }, { id: '502' }],
    });
    expect(status).toBe(200);
    expect(body.results).toEqual([
      {
        from: { id: '501' },
        to: [
          { toObjectId: 900, associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 4, label: null }] },
        ],
      },
    ]);
  });

  it('searches companies by domain', async () => {
    const { status, body } = await lab.call('POST', '/crm/objects/2026-09/companies/search', {
      filterGroups: [
        { filters: [{ propertyName: 'domain', operator: 'IN', values: ['acme.com', 'globex.com'] }] },
      ],
      properties: ['domain', 'name'],
      sorts: ['hs_object_id'],
      limit: 200,
      after: '0',
    });
    expect(status).toBe(200);
    expect(body.total).toBe(1);
    expect(body.results[0]?.properties).toMatchObject({ domain: 'acme.com', name: 'Acme' });
  });

  it('creates properties in a group of ours', async () => {
    const group = await lab.call('POST', '/crm/properties/2026-09/contacts/groups', {
      name: 'liveprompt',
      label: 'liveprompt',
    });
    expect(group.status).toBe(201);
    const { status } = await lab.call('POST', '/crm/properties/2026-09/contacts/batch/create', {
      inputs: [
        {
          name: 'liveprompt_sentiment',
          label: 'liveprompt sentiment',
          type: 'enumeration',
          fieldType: 'select',
          groupName: 'liveprompt',
          options: [
            { label: 'Positive', value: 'positive', displayOrder: 0, hidden: false },
            { label: 'Neutral', value: 'neutral', displayOrder: 1, hidden: false },
          ],
        },
      ],
    });
    expect(status).toBe(201);
  });

  it('accepts app events of a deployed type', async () => {
    const { status } = await lab.call('POST', '/integrators/timeline/2026-09/events/batch', {
      inputs: [
        {
          eventTypeName: 'session_completed_contact',
          id: 'ses_1:contact:501',
          objectId: '501',
          timestamp: '2026-11-23T15:00:00Z',
          properties: { title: 'Sales call', score: '85' },
          timelineIFrame: {
            linkLabel: 'Open',
            headerLabel: 'liveprompt',
            url: 'https://app.liveprompt.ai/s/ses_1',
            width: 800,
            height: 600,
          },
        },
      ],
    });
    expect(status).toBe(200);
    expect(lab.sandbox.events('1111')).toHaveLength(1);
  });
});
