import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { pageScenarios } from '../fixtures/pages/scenarios.ts';
import { startGallery, type Gallery } from '../sandbox/preview/gallery.ts';
import { describeInBrowser } from '../support/describeInBrowser.ts';

jest.setTimeout(60_000);

/** A refusal or an outage is an HTTP error on purpose. */
const EXPECTED_ERROR = /status of (403|409|503)/;

describeInBrowser('the pages of the app in a real browser', (browser) => {
  const built = mkdtempSync(join(tmpdir(), 'page-gallery-'));
  let gallery: Gallery;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    gallery = await startGallery(built);
    page = await browser().newPage({ viewport: { width: 1140, height: 900 } });
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

  const show = (state: string) => page.goto(gallery.showUrl('pages', state));

  test.each(Object.keys(pageScenarios()))(
    '%s: known components and properties, no complaint, nothing wider than the page',
    async (state) => {
      await show(state);
      await page.getByRole('heading', { level: 1 }).waitFor();
      if (!state.includes('loading')) await page.locator('.pv-loading').waitFor({ state: 'detached' });
      expect(await page.evaluate('window.__missingComponents')).toEqual([]);
      expect(await page.evaluate('window.__ignoredProps()')).toEqual([]);
      expect(complaints).toEqual([]);
      const width = await page.evaluate('document.querySelector(".pv-card").scrollWidth');
      expect(width).toBeLessThanOrEqual(1_100);
    },
  );

  test('the keyboard alone goes from a trouble to its page', async () => {
    await show('health-troubles');
    const link = page.getByRole('link', { name: 'See the problems' });
    await link.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Problems' }).waitFor();
  });

  test('details open by keyboard in a dialog with the name of the conversation, and close', async () => {
    await show('syncs');
    const details = page.getByRole('button', { name: 'Details' }).first();
    await details.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Acme: synced call' });
    await dialog.getByRole('link', { name: 'Meeting 9001 (opens in a new tab)' }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  test('a screen reader hears what it chooses and how far a run is', async () => {
    await show('proposals');
    await page.getByRole('checkbox', { name: /Deal stage: Presentation scheduled → Contract sent/ }).check();
    await page.getByRole('button', { name: 'Approve 1' }).waitFor();
    await show('backfill');
    const run = page.getByRole('progressbar').first();
    await run.waitFor();
    expect(await run.getAttribute('aria-valuetext')).toBe('45 of 120, 2 failed');
  });
});
