import type { Page } from 'playwright-core';
import { startDemo, type Demo } from '../sandbox/demo/startDemo.ts';
import { DEMO_IDS } from '../sandbox/samples/portal.ts';
import { describeInBrowser } from '../support/describeInBrowser.ts';
import { freePorts } from '../support/freePorts.ts';

jest.setTimeout(60_000);

const { portal } = DEMO_IDS;
const TASK = 'Work on the next step: Acme: pricing and rollout plan';

/** liveprompt → event in the local HubSpot → its workflow → our action, signed → a task on the record. */
describeInBrowser('workflows and records of the demo', (browser) => {
  let demo: Demo;
  let page: Page;

  beforeAll(async () => {
    const [first = 0, server = 0, sandbox = 0] = await freePorts(3);
    demo = await startDemo({ ports: { page: first, server, sandbox }, embedded: true });
    page = await browser().newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(15_000);
  });
  afterAll(() => demo.stop());

  test('a recipe is drawn, played by a button, and its task is on the record', async () => {
    await page.goto(demo.url);
    await page.getByRole('link', { name: 'Workflows' }).click();
    const recipe = page.getByRole('region', { name: 'Recipe of High-Value Call Follow-up' });
    await recipe.getByText('Deal amount is greater than 50,000').waitFor();
    await recipe.getByText('Create a follow-up: Work on the next step').waitFor();

    const before = demo.sandbox.workflowRuns(portal).length;
    await page.getByRole('button', { name: /^Play High-Value Call Follow-up/ }).click();
    const workflow = page.getByRole('article', { name: 'High-Value Call Follow-up' });
    const [newest, older] = [workflow.locator('.run').first(), workflow.locator('.run').nth(1)];
    await older.waitFor();
    await newest.getByText('Finished').waitFor();
    await newest.getByText(/Engagement score: \d+ · Sentiment: Positive/).waitFor();
    // The same call left an objection open, which another workflow waits for.
    expect(demo.sandbox.workflowRuns(portal)).toHaveLength(before + 2);

    await newest.getByRole('link', { name: TASK }).click();
    await page.getByRole('heading', { level: 3, name: 'Acme: rollout to 120 agents' }).waitFor();
    const task = page.getByRole('region', { name: 'Activity' }).locator('.activity-task.wanted');
    expect(await task.textContent()).toMatch(/Work on the next step.*Owner Dana Weber/);
    expect(demo.sandbox.record(portal, 'deals', DEMO_IDS.acmeRollout)?.properties['hs_priority']).toBe(
      'high',
    );
    // The install may ask for a unique marker on activities and be refused: that is how it finds out.
    const calls = demo.sandbox.calls().filter(({ path }) => !path.includes('/properties/'));
    expect(calls.flatMap(({ violations }) => violations)).toEqual([]);
  });

  test('coaching sessions are off until an admin wants them, then a record with its links', async () => {
    const recordTitle = (name: string) => page.getByRole('heading', { level: 3, name });
    await page.goto(`${demo.url}/#/coaching`);
    await page.getByRole('button', { name: 'Save the setting and apply it to past conversations' }).click();
    await recordTitle('Acme: pricing and rollout plan').waitFor();
    const about = page.getByRole('region', { name: 'Properties: About this coaching session' });
    expect(await about.textContent()).toMatch(/KindSales.*Duration in minutes45.*OwnerDana Weber/);
    const links = page.getByRole('region', { name: 'Associations' });
    for (const name of ['Sarah Chen', 'Acme', 'Acme: rollout to 120 agents'])
      await links.getByRole('link', { name, exact: true }).waitFor();

    await links.getByRole('link', { name: 'John Smith' }).click();
    await recordTitle('John Smith').waitFor();
    await links.getByRole('link', { name: 'Acme: pricing and rollout plan' }).first().waitFor();
  });
});
