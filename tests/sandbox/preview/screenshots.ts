/** `tsx tests/sandbox/preview/screenshots.ts <folder>`: one picture of every state of both cards. */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { launchBrowser } from '../../support/browser.ts';
import { startGallery } from './gallery.ts';

const folder = process.argv[2];
if (!folder) throw new Error('Name a folder for the pictures, outside the checkout.');
await mkdir(resolve(folder), { recursive: true });

const launched = await launchBrowser();
if (!launched.browser) throw new Error(`No browser starts here: ${launched.reason}`);
const gallery = await startGallery(join(resolve(folder), 'built'));
const page = await launched.browser.newPage({ viewport: { width: 420, height: 700 }, deviceScaleFactor: 2 });
page.on('console', (message) => {
  if (message.type() === 'error') process.stdout.write(`console: ${message.text()}\n`);
});
for (const card of ['contact', 'deal'] as const) {
  for (const state of gallery.states) {
    await page.goto(gallery.showUrl(card, state));
    await page
      .locator(state === 'loading' ? '.pv-loading' : '.pv-heading')
      .first()
      .waitFor();
    await page.screenshot({ path: join(resolve(folder), `${card}-${state}.png`), fullPage: true });
    if (state === 'trend-up') {
      await page.getByRole('button', { name: /^Why/ }).click();
      await page.screenshot({ path: join(resolve(folder), `${card}-why.png`), fullPage: true });
    }
  }
}
await launched.close();
await gallery.close();
