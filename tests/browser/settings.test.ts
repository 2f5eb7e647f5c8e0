import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { settingsScenarios } from '../fixtures/settings/scenarios.ts';
import { startGallery, type Gallery } from '../sandbox/preview/gallery.ts';
import { openState } from '../sandbox/preview/openState.ts';
import { describeInBrowser } from '../support/describeInBrowser.ts';

jest.setTimeout(60_000);

/** A refusal, a conflict or an outage is an HTTP error on purpose. */
const EXPECTED_ERROR = /status of (403|409|422|503)/;
/** What a person comes to see in a state; every other one shows its section. */
const LAST_WORDS: Record<string, string> = {
  loading: 'Loading settings',
  error: 'The settings could not be loaded',
  'not-connected': 'Connect liveprompt',
  denied: 'No access to liveprompt here',
  first: 'Is everything connected?',
  test: 'Does not work',
  simulate: 'Trial run: nothing was written',
  saved: 'Saved',
  invalid: 'Not saved: please correct',
  'save-fails': 'That did not work',
  'choices-error': 'HubSpot’s properties and pipelines could not be loaded',
  'usage-full': 'This month is used up',
  'usage-near': 'Four fifths of this month are used',
  'read-only': 'You can look at these settings, not change them',
};

describeInBrowser('the settings page in a real browser', (browser) => {
  const built = mkdtempSync(join(tmpdir(), 'settings-gallery-'));
  let gallery: Gallery;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    gallery = await startGallery(built);
    page = await browser().newPage({ viewport: { width: 1000, height: 900 } });
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !EXPECTED_ERROR.test(message.text())) complaints.push(message.text());
    });
  });
  beforeEach(() => {
    complaints = [];
  });
  afterAll(async () => {
    await page.close();
    await gallery.close();
    rmSync(built, { recursive: true, force: true });
  });

  const open = (state: string) => openState(page, gallery, 'settings', state);

  test.each(Object.keys(settingsScenarios(new Date())))(
    '%s: known components and properties, no complaint, nothing wider than the page',
    async (state) => {
      await open(state);
      const words = LAST_WORDS[state];
      if (words !== undefined) await page.getByText(words, { exact: true }).first().waitFor();
      expect(await page.evaluate('window.__missingComponents')).toEqual([]);
      expect(await page.evaluate('window.__ignoredProps()')).toEqual([]);
      expect(complaints).toEqual([]);
      const width = await page.evaluate('document.querySelector(".pv-card").scrollWidth');
      expect(width).toBeLessThanOrEqual(960);
    },
  );

  test('every field has a name and its help for a screen reader', async () => {
    for (const state of ['sync', 'matching', 'mapping', 'deals', 'privacy']) {
      await open(state);
      const nameless = await page.evaluate(`[...document.querySelectorAll('input, select, textarea')]
        .filter((field) => !(field.labels?.[0]?.textContent ?? '').trim() && !field.ariaLabel)
        .map((field) => field.name)`);
      expect(nameless).toEqual([]);
    }
    await open('sync');
    const often = page.getByRole('combobox', { name: 'How often' });
    expect(await often.getAttribute('aria-describedby')).toContain('help');
    expect(await page.getByRole('switch', { name: 'Create tasks' }).isChecked()).toBe(true);
  });

  test('the keyboard alone changes a switch and saves with Enter', async () => {
    await open('sync');
    await page.getByRole('switch', { name: 'Write notes' }).focus();
    await page.keyboard.press('Space');
    await page.getByText('Not saved yet: Write notes').waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('The settings count from the next conversation on.').waitFor();
    const sent = await page.evaluate('window.asked.filter(({ method }) => method === "PUT").length');
    expect(sent).toBe(1);
  });

  test('the contact for unknown people is found by name, and shown by name with its link', async () => {
    await open('matching');
    await page
      .getByRole('combobox', { name: 'Somebody HubSpot does not know' })
      .selectOption('default_contact');
    const search = page.getByRole('searchbox', { name: 'Contact for unknown people' });
    await search.pressSequentially('recep');
    await page.getByRole('button', { name: 'Reception · hello@brightlane.io' }).click();
    const chosen = page.getByRole('link', { name: 'Reception · hello@brightlane.io' });
    expect(await chosen.getAttribute('href')).toMatch(/record\/0-1\/501$/);
    expect(await search.inputValue()).toBe('');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('The settings count from the next conversation on.').waitFor();
    const [sent] = await page.evaluate<string[]>(
      'window.asked.filter(({ method }) => method === "PUT").map(({ body }) => body.matching.defaultContactId)',
    );
    expect(sent).toBe('501');
  });

  test('a refused value is read out with its field', async () => {
    await open('invalid');
    await page.getByRole('tab', { name: 'Sync (1 to correct)' }).click();
    await page.getByRole('combobox', { name: 'How often' }).selectOption('daily');
    const time = page.getByLabel('Time of day');
    expect(await time.getAttribute('aria-invalid')).toBe('true');
    await page.getByText('This is not a time of day like 18:00.').waitFor();
  });
});
