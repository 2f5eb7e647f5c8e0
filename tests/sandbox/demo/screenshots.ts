/**
 * `tsx tests/sandbox/demo/screenshots.ts <folder>`: one picture of every state of the demo's page, for a
 * person to look at. `first.png` is the picture of the README.
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../support/browser.ts';
import { freePorts } from '../../support/freePorts.ts';
import { startDemo } from './startDemo.ts';

const folder = process.argv[2];
if (!folder) throw new Error('Name a folder for the pictures, outside the checkout.');
await mkdir(resolve(folder), { recursive: true });

const launched = await launchBrowser();
if (!launched.browser) throw new Error(`No browser starts here: ${launched.reason}`);
const [first = 0, second = 0, third = 0] = await freePorts(3);
const demo = await startDemo({ ports: { page: first, server: second, sandbox: third }, embedded: true });
const page = await launched.browser.newPage({ viewport: { width: 1440, height: 900 } });
page.on('console', (message) => {
  if (message.type() === 'error') process.stdout.write(`console: ${message.text()}\n`);
});
page.on('pageerror', (error) => process.stdout.write(`page: ${error.message}\n`));

const shoot = (name: string, fullPage = false) =>
  page.screenshot({ path: join(resolve(folder), `${name}.png`), fullPage });
const ended = (of: Page) => of.locator('.outcome[aria-busy="false"] .badge').waitFor();
const cardReady = () => page.locator('.card-place .pv-heading, .card-place .pv-empty').first().waitFor();
const press = async (name: string | RegExp) => {
  await page.getByRole('button', { name }).click();
  await ended(page);
  await cardReady();
};

try {
  await page.goto(demo.url);
  await ended(page);
  await cardReady();
  await shoot('first');
  await page.locator('.brief-points').waitFor();
  await page.locator('section.brief').screenshot({ path: join(resolve(folder), 'brief.png') });
  await press('Support call with Globex');
  await shoot('support');
  await press('Discovery with Novatech');
  await shoot('discovery');
  await press('Call with someone new');
  await shoot('unknown');
  await press('A broken payload');
  await shoot('bad-payload');
  await press('Sales call with Acme');
  await press('Send the same again');
  await shoot('again');
  await press('Edit it');
  await shoot('edited');
  await page.goto(`${demo.url}/#/deals/40001`);
  await cardReady();
  await shoot('deal');
  await page.goto(`${demo.url}/#/companies/20001`);
  await cardReady();
  await shoot('company');
  await page.goto(`${demo.url}/#/contacts/30003`);
  await cardReady();
  await shoot('support-contact');
  await page.goto(`${demo.url}/#/contacts/30004`);
  await cardReady();
  await shoot('discovery-contact');
  await page.goto(`${demo.url}/#/coaching`);
  await page.getByRole('button', { name: 'Save the setting and apply it' }).waitFor();
  await shoot('coaching-off');
  await page.getByRole('button', { name: 'Save the setting and apply it' }).click();
  await page.getByRole('region', { name: 'Associations' }).getByText('Acme: rollout').waitFor();
  await shoot('coaching-session');
  await page.goto(`${demo.url}/#/workflows`);
  await page.getByRole('region', { name: 'History' }).getByText('Finished').first().waitFor();
  await shoot('workflows', true);
  await page.goto(`${demo.url}/#/contacts/30001`);
  await press('Delete it');
  await page.waitForTimeout(400);
  await shoot('deleted');
  await page.goto(`${demo.url}/#/contacts/30005`);
  await cardReady();
  await shoot('empty');
  await page.setViewportSize({ width: 820, height: 1100 });
  await page.goto(`${demo.url}/#/contacts/30002`);
  await cardReady();
  await shoot('narrow', true);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByRole('button', { name: 'Connect HubSpot' }).waitFor();
  await page.locator('.card-place').getByText('Connect liveprompt').waitFor();
  await shoot('disconnected');
  await page.getByRole('button', { name: 'Connect HubSpot' }).click();
  await page.getByRole('button', { name: 'Connect app' }).waitFor();
  await shoot('consent');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('was not connected').waitFor();
  await cardReady();
  await shoot('cancelled');
} finally {
  await launched.close();
  await demo.stop();
}
