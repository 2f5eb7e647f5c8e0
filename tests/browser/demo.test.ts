import type { Page } from 'playwright-core';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../shared/scopes.ts';
import { startDemo, type Demo } from '../sandbox/demo/startDemo.ts';
import { BAD_PATHS } from '../sandbox/samples/badPayload.ts';
import { DEMO_IDS } from '../sandbox/samples/portal.ts';
import { describeInBrowser } from '../support/describeInBrowser.ts';
import { freePorts } from '../support/freePorts.ts';

jest.setTimeout(60_000);

const { portal } = DEMO_IDS;
/** The page of a record that a test opens; John Smith's is the first one. */
const JOHN = `contacts/${DEMO_IDS.john}`;
const GRANTED = REQUIRED_SCOPES.length + OPTIONAL_SCOPES.length;
const PROBE = /\/properties\/.*\bmeetings\b/;
const DEAL = `deals/${DEMO_IDS.acmeRollout}`;

describeInBrowser('the demo in a real browser', (browser) => {
  let demo: Demo;
  let page: Page;
  let complaints: string[];
  /** What a test provokes on purpose. */
  let expected: RegExp | undefined;

  beforeAll(async () => {
    const [first = 0, server = 0, sandbox = 0] = await freePorts(3);
    demo = await startDemo({ ports: { page: first, server, sandbox }, embedded: true });
  });
  afterAll(() => demo.stop());
  beforeEach(async () => {
    complaints = [];
    expected = undefined;
    page = await browser().newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
  });
  afterEach(async () => {
    expect(await page.evaluate('window.__missingComponents ?? []')).toEqual([]);
    expect(complaints.filter((complaint) => !expected?.test(complaint))).toEqual([]);
    // The install may ask for a unique marker on activities and be refused: that is how it finds out.
    const writes = demo.sandbox.calls().filter(({ path }) => !PROBE.test(path));
    expect(writes.flatMap(({ violations }) => violations)).toEqual([]);
    await page.close();
  });

  const outcome = () => page.getByRole('region', { name: 'What happened' });
  const connection = () => page.getByRole('region', { name: 'HubSpot connection' });
  const activity = () => page.getByRole('region', { name: 'Activity' });
  const card = () => page.getByRole('complementary', { name: 'liveprompt card' });
  const recordTitle = (name: string) => page.getByRole('heading', { level: 3, name });
  const open = async (record = JOHN) => {
    await page.goto(`${demo.url}/#/${record}`);
    await connection().waitFor();
  };
  /** Presses a button and waits until the outcome is told. */
  const press = async (name: string, state: string) => {
    await page.getByRole('button', { name, exact: true }).click();
    await page.locator('.outcome[aria-busy="false"]').getByText(state, { exact: true }).waitFor();
  };
  const live = (type: string) => demo.sandbox.records(portal, type).filter(({ archived }) => !archived);
  /** Workflows of the demo make tasks too, whenever they get to it. */
  const fromActionItems = () =>
    live('tasks').filter(({ properties }) => properties['hs_task_body']?.includes('#act_'));

  test('opens with one sales call that is already on the contact, card included', async () => {
    await open();
    await recordTitle('John Smith').waitFor();
    expect(await page.getByText('local sandbox – not HubSpot').count()).toBe(1);
    await activity().getByRole('heading', { name: 'Acme: pricing and rollout plan' }).waitFor();
    expect(await activity().locator('.activity-task').count()).toBe(3);
    expect(await activity().locator('.activity-note').count()).toBe(2);
    expect(await activity().locator('.activity-task').first().textContent()).toMatch(/Due.*Owner Dana Weber/);
    const body = page.frameLocator(
      '.activity-meeting iframe[title="Meeting: Acme: pricing and rollout plan"]',
    );
    await body.getByText('Wave 1 (60 agents)').waitFor();
    await card().getByRole('img', { name: 'Score 80 of 100' }).waitFor();
    await card().getByText('Recent conversations').waitFor();
    await card().getByText('Send contract with quarterly invoicing').waitFor();
    const ours = page.getByRole('region', { name: 'Properties: liveprompt' });
    expect(await ours.getByText('Engagement score').count()).toBe(1);
  });

  test('the full summary opens beside the record, and leads on to the conversation at liveprompt', async () => {
    await open();
    await card().getByRole('button', { name: 'Full summary' }).click();
    const panel = page.getByRole('dialog', { name: 'Acme: pricing and rollout plan' });
    await panel.getByText('Wave 1 (60 agents) starts in the first week of January').waitFor();
    const link = panel.getByRole('link', { name: /Open in liveprompt/ });
    const [summary] = await Promise.all([page.waitForEvent('popup'), link.click()]);
    await summary.getByRole('heading', { name: 'Acme: pricing and rollout plan' }).waitFor();
    expect(await summary.textContent('body')).toContain('Quarterly invoicing is a condition, not a wish.');
    await summary.close();
  });

  test('the deal has the same call, its next step and its own card; HubSpot links stay here', async () => {
    await open(DEAL);
    await recordTitle('Acme: rollout to 120 agents').waitFor();
    await activity().getByRole('heading', { name: 'Acme: pricing and rollout plan', exact: true }).waitFor();
    await card().getByText('Send the contract with quarterly invoicing').waitFor();
    await card()
      .getByRole('link', { name: /Open meeting/ })
      .click();
    await page.locator('.activity-meeting.wanted').waitFor();
    await page
      .getByRole('region', { name: 'Associations' })
      .getByRole('link', { name: 'John Smith' })
      .click();
    await recordTitle('John Smith').waitFor();
  });

  test('a sales call: accepted, written, every object with its link', async () => {
    const before = live('meetings').length;
    await open();
    await press('Sales call with Acme', 'In HubSpot');
    await outcome().getByText('202').waitFor();
    expect(await outcome().getByRole('link', { name: 'Sarah Chen' }).count()).toBe(1);
    expect(live('meetings')).toHaveLength(before + 1);
    await card()
      .getByText(/^Up \d+ from \d+$/)
      .waitFor();
    await outcome().getByRole('link', { name: 'Acme: rollout to 120 agents' }).click();
    await recordTitle('Acme: rollout to 120 agents').waitFor();
  });

  test('a support call: the page follows to the customer and says why there is no deal', async () => {
    await open();
    await press('Support call with Globex', 'In HubSpot');
    await recordTitle('Anika Patel').waitFor();
    await outcome().getByText('no_open_deal').waitFor();
    expect(await outcome().textContent()).toContain(
      'Deal: Every deal of these contacts and their companies is closed',
    );
    await card().getByText('Globex: nightly import fails').first().waitFor();
  });

  test('a discovery call: company and deal by nothing but the e-mail domain', async () => {
    await open();
    await press('Discovery with Novatech', 'In HubSpot');
    await recordTitle('Lena Fischer').waitFor();
    expect(await outcome().getByRole('link', { name: 'Novatech: 45 sellers' }).count()).toBe(1);
    const linked = page.getByRole('region', { name: 'Associations' });
    await linked.getByRole('link', { name: 'Novatech Systems GmbH' }).waitFor();
  });

  test('someone new: a contact and a company appear, the person without consent does not', async () => {
    await open();
    await press('Call with someone new', 'In HubSpot');
    await recordTitle('Olivia Brandt').waitFor();
    await page.getByText('Created by liveprompt').waitFor();
    await page.getByRole('region', { name: 'Associations' }).getByText('quayside-logistics.com').waitFor();
    expect(await outcome().textContent()).toMatch(/Participant Ben \(dispatch\): .*no_consent/);
    expect(live('contacts').map(({ properties }) => properties['email'])).not.toContain(
      'ben@quayside-logistics.com',
    );
  });

  test('a broken payload: refused with every problem by name, nothing sent to HubSpot', async () => {
    await open();
    // The brief asks HubSpot as soon as the page is open.
    await page.locator('.brief-points').waitFor();
    const before = demo.sandbox.calls().length;
    await press('A broken payload', 'Refused');
    await outcome().getByText('422').waitFor();
    const named = await outcome().locator('.issues dt').allTextContents();
    expect(named.sort()).toEqual(BAD_PATHS.map((path) => `data.${path}`).sort());
    expect(demo.sandbox.calls()).toHaveLength(before);
  });

  test('the same delivery again is a duplicate; an edit changes the one meeting; a deletion removes it', async () => {
    await open();
    await press('Sales call with Acme', 'In HubSpot');
    const meetings = live('meetings').map(({ id }) => id);
    const notes = live('notes').map(({ id }) => id);
    const tasks = fromActionItems().length;

    await press('Send the same again', 'In HubSpot');
    await outcome().getByText('duplicate').waitFor();
    await outcome().getByText('nothing was written twice').waitFor();
    expect(live('meetings').map(({ id }) => id)).toEqual(meetings);
    expect(live('notes').map(({ id }) => id)).toEqual(notes);

    const corrected = 'Acme: pricing and rollout plan (corrected)';
    await press('Edit it', 'In HubSpot');
    await outcome().getByText('version 2').waitFor();
    await activity().getByRole('heading', { name: corrected }).waitFor();
    expect(live('meetings').map(({ id }) => id)).toEqual(meetings);
    const titles = live('meetings').map(({ properties }) => properties['hs_meeting_title']);
    expect(titles.filter((title) => title === corrected)).toHaveLength(1);
    expect(fromActionItems()).toHaveLength(tasks - 1);
    await card().getByText(corrected).first().waitFor();

    await press('Delete it', 'Removed');
    await activity().getByRole('heading', { name: corrected }).waitFor({ state: 'detached' });
    expect(live('meetings')).toHaveLength(meetings.length - 1);
    expect(fromActionItems()).toHaveLength(tasks - 3);
  });

  test('an outage of our server is told on the card and over with one click', async () => {
    expected = /status of 502/;
    await page.route('**/demo/hubspot-fetch', (route) => route.fulfill({ status: 502, body: 'Bad gateway' }));
    await open();
    await card().getByText('The conversations could not be loaded').waitFor();
    await page.unroute('**/demo/hubspot-fetch');
    await card().getByRole('button', { name: 'Try again' }).click();
    await card().getByText('Recent conversations').waitFor();
  });

  test('disconnects, refuses nothing meanwhile, and connects again through the consent page', async () => {
    await open();
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await connection().getByText('Not connected', { exact: true }).waitFor();
    await card().getByText('Connect liveprompt').waitFor();
    await press('Sales call with Acme', 'On hold');
    await outcome().getByText('HubSpot is not connected.').waitFor();

    await page.getByRole('button', { name: 'Connect HubSpot' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('HubSpot was not connected').waitFor();

    await page.getByRole('button', { name: 'Connect HubSpot' }).click();
    await page.getByText('Create and change contacts').waitFor();
    await page.getByRole('button', { name: 'Connect app' }).click();
    await page.getByText('HubSpot is connected.').waitFor();
    await connection().getByText('dana.weber@brightlane.io').waitFor();
    await connection().getByText(`${GRANTED} permissions granted`).waitFor();
    const recent = page.getByRole('region', { name: 'Recent syncs' });
    await recent.getByText('In HubSpot').waitFor();
    await card().getByText('Recent conversations').waitFor();
  });
});
