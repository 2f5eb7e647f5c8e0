import type { Page } from 'playwright-core';
import { startDemo, type Demo } from '../sandbox/demo/startDemo.ts';
import { describeInBrowser } from '../support/describeInBrowser.ts';
import { freePorts } from '../support/freePorts.ts';

jest.setTimeout(60_000);

/** The real bundle, the real server, the local HubSpot; one person goes through it from the first opening on. */
describeInBrowser('settings in the demo', (browser) => {
  let demo: Demo;
  const pages: Page[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    const [first = 0, server = 0, sandbox = 0] = await freePorts(3);
    demo = await startDemo({ ports: { page: first, server, sandbox }, embedded: true });
  });
  afterAll(async () => {
    for (const page of pages) await page.close();
    await demo.stop();
  });

  const open = async (): Promise<Page> => {
    const page = await browser().newPage({ viewport: { width: 1440, height: 1000 } });
    pages.push(page);
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      // A conflict is an HTTP error on purpose.
      if (message.type() === 'error' && !message.text().includes('status of 409'))
        complaints.push(message.text());
    });
    await page.goto(`${demo.url}/#/settings`);
    return page;
  };
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();
  const flip = (page: Page, name: string) => page.getByText(name, { exact: true }).click();

  test('first set-up, trial run, save, conflict', async () => {
    const page = await open();
    await page.getByText('Connected apps › liveprompt.ai › Settings').waitFor();
    await page.getByText('Is everything connected?').waitFor();
    await press(page, 'Test connection');
    await page.getByText('Permissions: All permissions are granted.').waitFor();

    await press(page, 'Next');
    await page.getByRole('combobox', { name: 'Find people by' }).waitFor();
    await press(page, 'Next');
    await flip(page, 'Create tasks');
    await press(page, 'Next');
    await press(page, 'Try now');
    await page.getByText('The last conversation would end differently.').waitFor();
    await page.getByRole('button', { name: /Acme: pricing and rollout plan/ }).click();
    await page.getByText('Would happen', { exact: true }).first().waitFor();

    await press(page, 'Next');
    await press(page, 'Save and finish');
    await page.getByText('The settings count from the next conversation on.').waitFor();

    // Two people, one document.
    const other = await open();
    await tab(other, 'Sync');
    await flip(other, 'Write notes');
    await press(other, 'Save');
    await other.getByText('The settings count from the next conversation on.').waitFor();

    await tab(page, 'Field mapping');
    await page.getByRole('combobox', { name: 'Title goes to' }).waitFor();
    await press(page, 'Add a mapping');
    await page.getByRole('combobox', { name: 'Field of the conversation' }).selectOption('summary.brief');
    await page.getByRole('combobox', { name: 'Record', exact: true }).last().selectOption('deal');
    await page.getByRole('combobox', { name: 'Property' }).selectOption('hs_next_step');
    await press(page, 'Save');
    await page.getByText(/dana\.weber@brightlane\.io saved other settings in the meantime/).waitFor();
    await page.getByText('Write notes: on → off').waitFor();
    await press(page, 'Keep my changes on top');
    await press(page, 'Save');
    await page.getByText('The settings count from the next conversation on.').waitFor();

    const third = await open();
    await tab(third, 'Sync');
    expect(await third.getByRole('switch', { name: 'Write notes' }).isChecked()).toBe(false);
    expect(await third.getByRole('switch', { name: 'Create tasks' }).isChecked()).toBe(false);
    await tab(third, 'Field mapping');
    const property = third.getByRole('combobox', { name: 'Property' });
    await property.waitFor();
    expect(await property.inputValue()).toBe('hs_next_step');

    await press(third, 'Apply');
    await third.getByText('1 past conversation is synced again with these settings.').waitFor();
    await tab(third, 'Plan and usage');
    await third.getByRole('progressbar', { name: 'Conversations this month' }).waitFor();

    for (const shown of pages) {
      expect(await shown.evaluate('window.__missingComponents ?? []')).toEqual([]);
      expect(await shown.evaluate('window.__ignoredProps()')).toEqual([]);
    }
    expect(complaints).toEqual([]);
    expect(
      demo.sandbox
        .calls()
        .flatMap(({ path, violations }) => (/\/properties\/.*meetings/.test(path) ? [] : violations)),
    ).toEqual([]);
  });
});
