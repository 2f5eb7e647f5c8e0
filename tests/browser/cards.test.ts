import { eventually } from '../support/eventually.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { cardScenarios } from '../fixtures/cards/scenarios.ts';
import { startGallery, type Gallery } from '../sandbox/preview/gallery.ts';
import { describeInBrowser } from '../support/describeInBrowser.ts';

jest.setTimeout(60_000);

const STATES = Object.keys(cardScenarios('contact', new Date()));
/** The four cards are one card: two show every state, the others and the tabs what is their own. */
const SHOWN = [
  ...['contact', 'deal'].flatMap((card) => STATES.map((state) => [card, state] as const)),
  ...['company', 'ticket', 'contact-tab', 'company-tab', 'ticket-tab'].map(
    (card) => [card, 'trend-up'] as const,
  ),
  ...['proposals', 'fifty-conversations', 'wide-strings', 'missing-values', 'empty'].map(
    (state) => ['deal-tab', state] as const,
  ),
];
/** What each state says first; the fixture of a refusal or an outage is an HTTP error on purpose. */
const FIRST_WORDS: Record<string, string> = {
  loading: 'Loading conversations',
  empty: 'No conversations yet',
  'not-connected': 'Connect liveprompt',
  reconnect: 'Reconnect liveprompt',
  permission: 'One more permission',
  denied: 'No access to these conversations',
  error: 'The conversations could not be loaded',
};
const EXPECTED_ERROR = /status of (403|503)/;

describeInBrowser('the production bundles in a real browser', (browser) => {
  const built = mkdtempSync(join(tmpdir(), 'card-gallery-'));
  let gallery: Gallery;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    gallery = await startGallery(built);
  });
  afterAll(async () => {
    await gallery.close();
    rmSync(built, { recursive: true, force: true });
  });
  beforeEach(async () => {
    complaints = [];
    page = await browser().newPage({ viewport: { width: 420, height: 900 } });
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !EXPECTED_ERROR.test(message.text())) complaints.push(message.text());
    });
  });
  afterEach(() => page.close());

  const show = (card: string, state: string) => page.goto(gallery.showUrl(card, state));

  test.each(SHOWN)(
    '%s card, %s: known components, no complaint, nothing wider than its place',
    async (card, state) => {
      await show(card, state);
      await page.getByText(FIRST_WORDS[state] ?? /^Recent conversations/, { exact: true }).waitFor();
      expect(await page.evaluate('window.__missingComponents')).toEqual([]);
      expect(await page.evaluate('window.__ignoredProps()')).toEqual([]);
      expect(complaints).toEqual([]);
      const width = await page.evaluate('document.querySelector(".pv-card").scrollWidth');
      expect(width).toBeLessThanOrEqual(card.endsWith('-tab') ? 860 : 380);
    },
  );

  test('the keyboard alone opens the explanation of the score', async () => {
    await show('contact', 'trend-up');
    const why = page.getByRole('button', { name: 'Why 85?' });
    await why.waitFor();
    expect(await why.getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await why.getAttribute('aria-expanded')).toBe('true');
    const row = page.getByRole('progressbar', { name: 'Talk ratio' });
    expect(await row.getAttribute('aria-valuetext')).toBe('15 of 20');
  });

  test('a screen reader finds score, sections, links and tasks by name', async () => {
    await show('deal', 'one-conversation');
    await page.getByRole('img', { name: 'Score 62 of 100' }).waitFor();
    const headings = await page.getByRole('heading').allTextContents();
    expect(headings).toEqual(['What came up', 'Recent conversations', 'Tasks']);
    await page.getByRole('link', { name: 'Open meeting' }).waitFor();
    expect(await page.getByRole('term').allTextContents()).toEqual([
      'Next step',
      'Last conversation',
      'Budget',
      'Competitors',
    ]);
    const task = page.getByRole('checkbox', { name: 'Send the security questionnaire' });
    expect(await task.isChecked()).toBe(false);
    for (const name of ['Full summary', 'Wrong record?', 'Sync again']) {
      await page.getByRole('button', { name }).waitFor();
    }
  });

  test('the keyboard alone completes a task, and a refusal takes the tick away again', async () => {
    await show('contact', 'one-conversation');
    const task = page.getByRole('checkbox', { name: 'Send the security questionnaire' });
    await task.focus();
    await page.keyboard.press('Space');
    await page.getByText('Done · rep@seller.com').waitFor();
    expect(await task.isChecked()).toBe(true);
    await show('contact', 'refused-acts');
    await task.focus();
    await page.keyboard.press('Space');
    await page.getByText('The task was not changed.').waitFor();
    expect(await task.isChecked()).toBe(false);
  });

  test('the full summary opens in a panel by keyboard and goes on page by page', async () => {
    await show('contact', 'one-conversation');
    await page.getByRole('button', { name: 'Full summary' }).focus();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('dialog', { name: 'Pricing and rollout' });
    await panel.getByText('What was agreed').waitFor();
    await panel.getByRole('button', { name: 'Show the rest' }).click();
    await panel.getByText('And this is how it ended.').waitFor();
    const link = panel.getByRole('link', { name: 'Open in liveprompt (opens in a new tab)' });
    expect(await link.getAttribute('href')).toBe('https://app.liveprompt.ai/sessions/ses_1');
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
  });

  test('a wrong record is left by moving to a suggested one, asked for in a dialog', async () => {
    await show('contact', 'one-conversation');
    await page.getByRole('button', { name: 'Wrong record?' }).click();
    const dialog = page.getByRole('dialog', { name: 'Wrong record?' });
    await dialog.getByRole('radio', { name: 'It belongs to another contact' }).click();
    await dialog.getByRole('button', { name: 'Move it' }).click();
    await dialog.getByText('Choose a record or give its id, which is a number.').waitFor();
    await dialog
      .getByRole('combobox', { name: 'Another contact of this conversation' })
      .selectOption({ label: 'Acme: training' });
    await dialog.getByRole('button', { name: 'Move it' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('No conversations yet').waitFor();
    const asked = await page.evaluate<{ body: object }>('window.asked.at(-1)');
    expect(asked.body).toMatchObject({ action: 'move', objectId: '501', toId: '903' });
  });

  test('more conversations come with a click, each one once', async () => {
    await show('contact', 'many-conversations');
    const earlier = page.getByRole('button', { expanded: false }).filter({ hasText: / · \w+ \d+, \d{4}/ });
    await page.getByRole('button', { name: 'Show more conversations' }).click();
    await page.getByRole('button', { name: 'Show more conversations' }).waitFor({ state: 'detached' });
    // The host takes a card's changes one after the other: the button may go before the last of them is there.
    await earlier.nth(11).waitFor();
    expect(await earlier.count()).toBe(12);
  });

  test('an outage that ends is over with one click', async () => {
    await show('contact', 'error');
    const again = page.getByRole('button', { name: 'Try again' });
    await again.waitFor();
    await page.route('**/answer?*', (route) => {
      const url = new URL(route.request().url());
      url.searchParams.set('state', 'trend-up');
      return route.continue({ url: url.href });
    });
    await again.click();
    await page.getByText('Recent conversations').waitFor();
  });

  test('a person’s language writes the dates', async () => {
    await page.goto(`${gallery.showUrl('contact', 'trend-up')}&locale=de-de`);
    await page.getByText('Recent conversations').waitFor();
    expect(await page.getByRole('definition').first().textContent()).toMatch(
      /^\d{2}\.\d{2}\.\d{4}, \d{2}:\d{2}$/,
    );
  });

  test('an overlay opens and closes by keyboard, keeps the focus inside and gives it back', async () => {
    await page.route('**/built/ContactCard.js', (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: `const component = RemoteUI.createRemoteReactComponent;
          const Button = component('Button', { fragmentProps: ['overlay'] });
          const [Modal, ModalBody] = [component('Modal'), component('ModalBody')];
          const make = React.createElement;
          extend_V2(({ actions }) => make(Button, {
            overlay: make(Modal, { id: 'm', title: 'Details' }, make(ModalBody, null,
              make(Button, { onClick: () => actions.closeOverlay('m') }, 'Done'))),
          }, 'Open details'));`,
      }),
    );
    await show('contact', 'trend-up');
    const button = page.getByRole('button', { name: 'Open details' });
    const dialog = page.getByRole('dialog', { name: 'Details' });
    await button.focus();
    await page.keyboard.press('Enter');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Open details');

    // The preview takes a moment to take the overlay off, and a key that comes before that opens nothing.
    await eventually(async () => {
      if (!(await dialog.isVisible())) await page.keyboard.press('Enter');
      expect(await dialog.isVisible()).toBe(true);
    });
    await dialog.getByRole('button', { name: 'Done' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.evaluate('window.actions')).toEqual([{ name: 'closeOverlay', args: ['m'] }]);
  });

  test('what the preview does not know is outlined and listed, and a dead worker is named', async () => {
    await page.route('**/built/ContactCard.js', (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: `const Odd = RemoteUI.createRemoteReactComponent('OddComponent');
          extend_V2(() => React.createElement(Odd));`,
      }),
    );
    await show('contact', 'trend-up');
    await page.getByRole('alert').getByText('OddComponent is not known').waitFor();
    expect(await page.evaluate('window.__missingComponents')).toEqual(['OddComponent']);

    await page.route('**/built/DealCard.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: 'throw new Error("broken bundle")' }),
    );
    await show('deal', 'trend-up');
    await page.getByRole('alert').getByText('broken bundle').waitFor();
  });
});
