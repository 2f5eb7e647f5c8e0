import { templateOptions } from '../../../server/workflow/templates.ts';
import { signatureV3 } from '../../sandbox/hubspot/signature.ts';
import { SELLER } from '../../sandbox/samples/cast.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { RECIPES } from '../../sandbox/samples/workflows.ts';
import type { SandboxEvent } from '../../sandbox/sandbox.types.ts';
import type { Workflow } from '../../sandbox/workflow.types.ts';
import { startActionApp, type ActionApp } from '../../support/actionApp.ts';
import { EVENT_TYPES } from '../../support/eventTypes.ts';
import { workflowActions } from '../../support/workflowActions.ts';
import { APP, openLab, type Lab } from './harness.ts';

const { portal, acmeRollout, anika } = DEMO_IDS;

const outputs = (fields: object) => ({ status: 200, body: { outputFields: fields } });
let answer: (path: string) => { status: number; body: unknown };
let app: ActionApp;
let lab: Lab;

beforeAll(async () => {
  app = await startActionApp((path) => answer(path));
});
afterAll(() => {
  app.close();
});

const open = async (workflows: Workflow[] = RECIPES.map(({ workflow }) => workflow)): Promise<void> => {
  lab = await openLab({ eventTypes: EVENT_TYPES, workflows: { actions: workflowActions(app.url) } }, [
    { ...demoPortal('2026-12-31'), appEvents: true, workflows },
  ]);
};
beforeEach(async () => {
  app.received.length = 0;
  answer = (path) =>
    path.endsWith('follow-up')
      ? outputs({ result: 'done', task_id: '77', session_url: 'https://x.example' })
      : outputs({ hs_execution_state: 'SUCCESS', result: 'done', score: 80, sentiment: 'negative' });
  await open();
});
afterEach(() => lab.sandbox.close());

let nth = 0;
/** The app sends an event to HubSpot; whoever it enrols goes as far as it can. */
const happens = async (event: Partial<SandboxEvent> = {}): Promise<void> => {
  const body = {
    eventTypeName: 'conversation_completed_deal',
    id: `event-${(nth += 1)}`,
    objectId: acmeRollout,
    properties: { duration_minutes: '45', deal_amount: '52000', sentiment: 'positive' },
    ...event,
  };
  const { status } = await lab.call(
    'POST',
    '/integrators/timeline/2026-09/events',
    body,
    await lab.token(portal),
  );
  expect(status).toBe(201);
  await lab.sandbox.runWorkflows();
};
const runs = () => lab.sandbox.workflowRuns(portal);
const told = () =>
  runs()
    .at(-1)
    ?.steps.map(({ stepId, state, way }) => way ?? `${stepId} ${state}`);
const record = (type: string, id: string) => lab.sandbox.record(portal, type, id)?.properties;

describe('who is enrolled', () => {
  it('a record whose event passes every filter, and nobody else', async () => {
    await happens({ properties: { duration_minutes: '30', deal_amount: '52000', sentiment: 'positive' } });
    await happens({ properties: { duration_minutes: '45', deal_amount: '50000', sentiment: 'positive' } });
    await happens({ properties: { duration_minutes: '45', deal_amount: '52000', sentiment: 'neutral' } });
    await happens({ properties: { duration_minutes: '45', sentiment: 'positive' } });
    expect(runs()).toEqual([]);
    await happens();
    expect(runs()).toMatchObject([
      { workflowId: '501', state: 'finished', record: { type: 'deals', id: acmeRollout } },
    ]);
  });

  it('again with the next event, but not while it is still on its way', async () => {
    answer = () => ({ status: 503, body: {} });
    await happens();
    await happens();
    expect(runs()).toHaveLength(1);
    answer = () => outputs({ result: 'done', score: 10 });
    await lab.sandbox.runWorkflows();
    await happens();
    expect(runs().map(({ state }) => state)).toEqual(['finished', 'finished']);
  });

  it('not again where the workflow says so', async () => {
    await lab.sandbox.close();
    await open(RECIPES.map(({ workflow }) => ({ ...workflow, reEnrollment: false })));
    await happens();
    await happens();
    expect(runs()).toHaveLength(1);
  });
});

describe('what an action receives', () => {
  it('HubSpot’s request, signed v3 over its exact bytes', async () => {
    await happens();
    const [first, second] = app.received;
    const at = Number(first?.headers['x-hubspot-request-timestamp']);
    expect(first?.headers['x-hubspot-signature-v3']).toBe(
      signatureV3(APP.clientSecret, 'POST', `${app.url}${first?.path ?? ''}`, first?.raw ?? '', at),
    );
    expect(first?.body).toMatchObject({
      origin: { portalId: Number(portal) },
      context: { workflowId: 501 },
      object: { objectId: Number(acmeRollout), objectType: 'DEAL' },
      inputFields: {},
    });
    expect(second?.body.inputFields).toEqual({
      template: 'next_steps',
      owner: SELLER.dana.ownerId,
      due_in_days: '1',
    });
    expect(second?.body.callbackId).not.toBe(first?.body.callbackId);
  });

  it('the same execution id in every attempt, until it is answered', async () => {
    answer = () => ({ status: 502, body: {} });
    await happens();
    await lab.sandbox.runWorkflows();
    expect(told()).toEqual(['last retrying']);
    answer = () => outputs({ result: 'done', score: 10 });
    await lab.sandbox.runWorkflows();
    const [first, second, third, next] = app.received.map(({ body }) => body.callbackId);
    expect([second, third]).toEqual([first, first]);
    expect(next).not.toBe(first);
    expect(runs()[0]?.steps[0]).toMatchObject({ state: 'succeeded', attempts: 3 });
  });

  it('no further attempt after three days', async () => {
    answer = () => ({ status: 503, body: {} });
    await happens();
    lab.advance(3 * 24 * 3_600_000);
    await lab.sandbox.runWorkflows();
    expect(runs()[0]?.steps[0]).toMatchObject({ state: 'failed', message: 'The action answered 503.' });
  });

  it('none after a refusal', async () => {
    answer = () => ({ status: 422, body: {} });
    await happens();
    expect(runs()[0]?.steps[0]).toMatchObject({ state: 'failed', attempts: 1 });
  });
});

describe('what the answer may say', () => {
  it.each<[string, { status: number; body: unknown }, RegExp]>([
    ['an output that is not declared', outputs({ mood: 'good' }), /mood is not declared/],
    ['an option that is not there', outputs({ sentiment: 'happy' }), /happy is no option of sentiment/],
    ['text for a number', outputs({ score: 'high' }), /score is no number/],
    ['an object', outputs({ session_url: {} }), /neither text nor a number/],
    ['a state there is not', outputs({ hs_execution_state: 'DONE' }), /no execution state/],
    ['that it comes later', outputs({ hs_execution_state: 'BLOCK' }), /has no permission/],
    ['nothing', { status: 200, body: {} }, /no outputFields/],
  ])('not %s: the step fails in words, and the record goes on', async (_name, bad, reason) => {
    answer = (path) => (path.endsWith('follow-up') ? outputs({ result: 'done' }) : bad);
    await happens();
    expect(runs()[0]?.steps[0]).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(reason) as string,
    });
    // Without a score the branch says no.
    expect(told()).toEqual(['last failed', 'no', 'recap succeeded']);
  });

  it('a failure that the action names is told by its execution rule', async () => {
    answer = () => outputs({ hs_execution_state: 'FAIL_CONTINUE', result: 'not_connected' });
    await happens();
    expect(runs()[0]?.steps[0]).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('is not connected to liveprompt') as string,
    });
  });
});

describe('the recipes', () => {
  it('High-Value Call Follow-up: the score decides, and the deal becomes urgent', async () => {
    await happens();
    expect(told()).toEqual(['last succeeded', 'yes', 'act succeeded', 'priority succeeded']);
    expect(record('deals', acmeRollout)).toMatchObject({ hs_priority: 'high' });
  });

  it('Objection Left Open: where our action cannot help, HubSpot’s own task does', async () => {
    answer = () => outputs({ hs_execution_state: 'FAIL_CONTINUE', result: 'refused' });
    const properties = { open_objections: '1', kind: 'sales' };
    await happens({ eventTypeName: 'objection_raised_deal', properties });
    expect(told()).toEqual(['answer failed', 'no', 'byHand succeeded']);
    const task = lab.sandbox.record(portal, 'tasks', runs()[0]?.steps[2]?.taskId ?? '');
    expect(task).toMatchObject({
      properties: { hubspot_owner_id: SELLER.dana.ownerId, hs_task_priority: 'HIGH' },
      associations: [expect.objectContaining({ type: 'deals', id: acmeRollout })],
    });
  });

  it('Renewal at Risk: an upset customer is called', async () => {
    const event = { eventTypeName: 'renewal_risk_flagged_contact', objectId: anika };
    await happens({ ...event, properties: { risk_level: 'low' } });
    expect(runs()).toEqual([]);
    await happens({ ...event, properties: { risk_level: 'high' } });
    expect(told()).toEqual(['last succeeded', 'yes', 'call succeeded', 'status succeeded']);
    expect(record('contacts', anika)).toMatchObject({ hs_lead_status: 'ATTEMPTED_TO_CONTACT' });
  });

  it('name only templates that the live list offers', () => {
    const offered = templateOptions('').options.map(({ value }) => value);
    const named = JSON.stringify(RECIPES).matchAll(/"template":\{"static":"(\w+)"\}/g);
    expect(offered).toEqual(expect.arrayContaining([...named].map(([, template]) => template)));
  });
});
