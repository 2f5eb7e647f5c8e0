import type { Page } from 'playwright-core';
import { startDemo, type Demo } from '../sandbox/demo/startDemo.ts';
import { DEMO_IDS } from '../sandbox/samples/portal.ts';
import { describeInBrowser } from '../support/describeInBrowser.ts';
import { eventually } from '../support/eventually.ts';
import { freePorts } from '../support/freePorts.ts';

jest.setTimeout(60_000);

const { portal } = DEMO_IDS;
const JOHN = `contacts/${DEMO_IDS.john}`;
const DEAL = `deals/${DEMO_IDS.acmeRollout}`;

/** From the card's bundle through HubSpot's signature and our server into the local HubSpot, and back. */
describeInBrowser('what a person presses on a card of the demo', (browser) => {
  let demo: Demo;
  let page: Page;

  beforeAll(async () => {
    const [first = 0, server = 0, sandbox = 0] = await freePorts(3);
    demo = await startDemo({
      ports: { page: first, server, sandbox },
      embedded: true,
      proposeStages: true,
    });
  });
  afterAll(() => demo.stop());
  beforeEach(async () => {
    page = await browser().newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(15_000);
  });
  afterEach(() => page.close());

  const activity = () => page.getByRole('region', { name: 'Activity' });
  const card = () => page.getByRole('complementary', { name: 'liveprompt card' });
  const recordTitle = (name: string) => page.getByRole('heading', { level: 3, name });
  const open = (record = JOHN) => page.goto(`${demo.url}/#/${record}`);
  const live = (type: string) => demo.sandbox.records(portal, type).filter(({ archived }) => !archived);

  test('a task is ticked on the card and completed in HubSpot', async () => {
    await open();
    const task = card().getByRole('checkbox', { name: 'Send contract with quarterly invoicing' });
    await task.click();
    await card().getByRole('checkbox', { name: 'Send contract', checked: true }).waitFor();
    // Ticked at once, in HubSpot a moment later.
    await eventually(() => {
      const [contract] = live('tasks').filter(
        ({ properties }) => properties['hs_task_subject'] === 'Send contract with quarterly invoicing',
      );
      expect(contract?.properties['hs_task_status']).toBe('COMPLETED');
    });
    await card().getByRole('checkbox', { name: 'Send contract', checked: true, disabled: false }).waitFor();
  });

  test('a proposed stage is approved on the deal’s card, and taken back', async () => {
    const stage = () => demo.sandbox.record(portal, 'deals', DEMO_IDS.acmeRollout)?.properties['dealstage'];
    await open(DEAL);
    await card().getByText('Send me the contract and I will get it approved the same week.').waitFor();
    await card().getByRole('button', { name: 'Approve' }).click();
    await card().getByText('Approved: HubSpot shows the new value.').waitFor();
    expect(stage()).toBe('contractsent');
    await card().getByRole('button', { name: 'Undo' }).click();
    await card().getByText('Taken back: HubSpot shows the value from before.').waitFor();
    expect(stage()).toBe('presentationscheduled');
  });

  test('company and ticket have the card too', async () => {
    await open(`companies/${DEMO_IDS.acme}`);
    await card().getByText('Linked because it is the company of the contact').first().waitFor();
    await open(`tickets/${DEMO_IDS.globexImport}`);
    await recordTitle('Globex: nightly import fails').waitFor();
    await card().getByText('No conversations yet').waitFor();
  });

  test('a conversation on the wrong deal moves to the one that was suggested', async () => {
    const [only] = live('meetings');
    await open(DEAL);
    await card().getByRole('button', { name: 'Wrong record?' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Wrong record?' });
    await dialog.getByRole('radio', { name: 'It belongs to another deal' }).click();
    await dialog
      .getByRole('combobox', { name: 'Another deal of this conversation' })
      .selectOption({ label: 'Acme: pilot with 18 agents · Closed Won' });
    await dialog.getByRole('button', { name: 'Move it' }).click();
    await page.getByText('Moved. The other record shows it in about a minute.').waitFor();
    await open(`deals/${DEMO_IDS.acmePilot}`);
    await activity().getByRole('heading', { name: 'Acme: pricing and rollout plan', exact: true }).waitFor();
    const meeting = demo.sandbox.record(portal, 'meetings', only?.id ?? '');
    expect(meeting?.associations.filter(({ type }) => type === 'deals').map(({ id }) => id)).toEqual([
      DEMO_IDS.acmePilot,
    ]);
  });
});
