import { workflowRuns } from '../../../server/workflow/runs.ts';
import { fetchWorkflowOptions, runWorkflowAction } from '../../sandbox/hubspot/runWorkflowAction.ts';
import { SELLER } from '../../sandbox/samples/cast.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../sandbox/samples/sales.ts';
import { startProduct, type Product } from '../../support/product.ts';

jest.setTimeout(60_000);

const NOW = new Date();
const { portal, john, acmeRollout } = DEMO_IDS;
const clientSecret = 'client-secret';

interface Answer {
  outputFields: Record<string, string | number>;
  options?: { value: string; label: string }[];
}

let product: Product;
let nth = 0;
const step = async (
  action: 'follow-up' | 'last-conversation',
  change: Partial<Parameters<typeof runWorkflowAction>[0]> = {},
): Promise<{ status: number; outputs: Answer['outputFields'] }> => {
  const response = await runWorkflowAction({
    clientSecret,
    url: `${product.url}/hubspot/workflow/${action}`,
    portalId: portal,
    objectType: 'CONTACT',
    objectId: john,
    callbackId: `ap-1-${(nth += 1)}-0`,
    ...change,
  });
  const body = (await response.json()) as Partial<Answer>;
  return { status: response.status, outputs: body.outputFields ?? {} };
};
const followUps = () =>
  product.sandbox
    .records(portal, 'tasks')
    .filter(({ properties }) => properties['hs_task_body']?.includes('#workflow-'));

beforeAll(async () => {
  product = await startProduct();
  product.sandbox.addPortal(demoPortal('2027-12-31'));
  await product.connect('org_1', portal);
  await product.deliver(sales(NOW, 'org_1', 'a'));
  await product.idle();
  product.sandbox.resetCalls();
});
afterAll(() => product.stop());

describe('Get last conversation', () => {
  it.each([
    ['CONTACT', john],
    ['DEAL', acmeRollout],
  ] as const)('answers the figures of the newest conversation of a %s', async (objectType, objectId) => {
    const { status, outputs } = await step('last-conversation', { objectType, objectId });
    expect(status).toBe(200);
    expect(outputs).toMatchObject({
      hs_execution_state: 'SUCCESS',
      result: 'done',
      sentiment: 'positive',
      duration_minutes: 45,
      open_objections: 1,
      kind: 'sales',
      days_since: 0,
      session_url: 'https://app.liveprompt.ai/s/ses_sales_a',
    });
    expect(outputs['score']).toBeGreaterThan(0);
  });

  it('says that there is none, so that a workflow can branch', async () => {
    const { outputs } = await step('last-conversation', { objectId: '987654' });
    expect(outputs).toEqual({ hs_execution_state: 'SUCCESS', result: 'no_conversation' });
  });

  it('of an account that is not connected the record goes on', async () => {
    const { status, outputs } = await step('last-conversation', { portalId: '424242' });
    expect(status).toBe(200);
    expect(outputs).toEqual({ hs_execution_state: 'FAIL_CONTINUE', result: 'not_connected' });
  });
});

describe('Create follow-up from last conversation', () => {
  it('creates one task on the record, however often HubSpot asks', async () => {
    const inputFields = { template: 'next_steps', owner: SELLER.dana.ownerId, due_in_days: '3' };
    const once = { callbackId: 'ap-once', inputFields };
    const first = await step('follow-up', once);
    const again = await step('follow-up', once);
    expect(first).toMatchObject({ status: 200, outputs: { hs_execution_state: 'SUCCESS', result: 'done' } });
    expect(again).toEqual(first);
    const [task, ...others] = followUps();
    expect(others).toEqual([]);
    expect(task).toMatchObject({ id: first.outputs['task_id'] });
    expect(task?.properties).toMatchObject({
      hubspot_owner_id: SELLER.dana.ownerId,
      hs_task_status: 'NOT_STARTED',
    });
    expect(task?.properties['hs_task_subject']).toBe('Work on the next step: Acme: pricing and rollout plan');
    expect(task?.associations).toEqual(
      expect.arrayContaining([expect.objectContaining({ type: 'contacts', id: john })]),
    );
    expect(product.sandbox.calls().flatMap(({ violations }) => violations)).toEqual([]);
  });

  it('of two attempts at the same time one works and the other is asked to come back', async () => {
    const before = followUps().length;
    const twice = { callbackId: 'ap-twice', inputFields: { template: 'recap' } };
    const both = await Promise.all([step('follow-up', twice), step('follow-up', twice)]);
    expect(both.map(({ status }) => status).sort()).not.toContain(500);
    expect((await step('follow-up', twice)).outputs['result']).toBe('done');
    expect(followUps()).toHaveLength(before + 1);
  });

  it('a lost answer of HubSpot does not make a second task', async () => {
    const before = followUps().length;
    product.sandbox.fault({
      method: 'POST',
      path: /tasks\/batch\/create/,
      kind: 'status',
      status: 502,
      before: false,
      times: 1,
    });
    const lost = {
      callbackId: 'ap-lost',
      objectType: 'DEAL' as const,
      objectId: acmeRollout,
      inputFields: { template: 'recap' },
    };
    expect((await step('follow-up', lost)).status).toBe(503);
    expect((await step('follow-up', lost)).outputs).toMatchObject({
      hs_execution_state: 'SUCCESS',
      result: 'done',
    });
    expect(followUps()).toHaveLength(before + 1);
  });

  it('what HubSpot refuses for good ends the step in words, and asks it no second time', async () => {
    const bad = { callbackId: 'ap-bad', inputFields: { template: 'recap', owner: '1' } };
    const { status, outputs } = await step('follow-up', bad);
    expect(status).toBe(200);
    expect(outputs).toMatchObject({ hs_execution_state: 'FAIL_CONTINUE', result: 'refused' });
    product.sandbox.resetCalls();
    expect((await step('follow-up', bad)).outputs).toEqual(outputs);
    expect(product.sandbox.calls()).toEqual([]);
  });

  it('without a conversation there is nothing to follow', async () => {
    const { status, outputs } = await step('follow-up', {
      objectId: '987654',
      inputFields: { template: 'recap' },
    });
    expect(status).toBe(200);
    expect(outputs).toEqual({ hs_execution_state: 'FAIL_CONTINUE', result: 'no_conversation' });
  });

  it('keeps no word of the conversation', async () => {
    const rows = await product.store.collection(workflowRuns).find({}).toArray();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/Acme|rollout/);
  });
});

describe('the door', () => {
  it('offers the templates live, filtered by what was typed', async () => {
    const url = `${product.url}/hubspot/workflow/options`;
    const all = (await (await fetchWorkflowOptions(clientSecret, url, portal, null)).json()) as Answer;
    expect(all.options?.map(({ value }) => value)).toEqual(['recap', 'next_steps', 'objections', 'check_in']);
    const some = (await (await fetchWorkflowOptions(clientSecret, url, portal, 'OBJECT')).json()) as Answer;
    expect(some.options?.map(({ value }) => value)).toEqual(['objections']);
  });

  it.each(['follow-up', 'last-conversation', 'options'])(
    'refuses %s without HubSpot’s signature',
    async (path) => {
      const url = `${product.url}/hubspot/workflow/${path}`;
      const headers = {
        'content-type': 'application/json',
        'x-hubspot-signature': 'abc',
        'x-hubspot-signature-version': 'v2',
      };
      expect((await fetch(url, { method: 'POST', body: '{}', headers })).status).toBe(401);
    },
  );

  it('refuses a signed body that is no call of a workflow', async () => {
    const { status } = await step('last-conversation', { objectId: 'abc' });
    expect(status).toBe(422);
  });
});
