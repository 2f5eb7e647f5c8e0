/** `tsx tests/sandbox/preview/screenshots.ts <folder> [surface…]`: one picture of every state. */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { launchBrowser } from '../../support/browser.ts';
import { startGallery } from './gallery.ts';
import { openState } from './openState.ts';

const [folder, ...wanted] = process.argv.slice(2);
if (!folder) throw new Error('Name a folder for the pictures, outside the checkout.');
await mkdir(resolve(folder), { recursive: true });

const launched = await launchBrowser();
if (!launched.browser) throw new Error(`No browser starts here: ${launched.reason}`);
const gallery = await startGallery(join(resolve(folder), 'built'));
const page = await launched.browser.newPage({ viewport: { width: 420, height: 700 }, deviceScaleFactor: 2 });
page.on('console', (message) => {
  if (message.type() === 'error') process.stdout.write(`console: ${message.text()}\n`);
});
for (const [surface, states] of Object.entries(gallery.states)) {
  if (wanted.length > 0 && !wanted.includes(surface)) continue;
  for (const state of states) {
    await openState(page, gallery, surface, state);
    const width = await page.evaluate('document.getElementById("card").offsetWidth');
    await page.setViewportSize({ width: Number(width) + 40, height: 700 });
    await page.screenshot({ path: join(resolve(folder), `${surface}-${state}.png`), fullPage: true });
    if (surface === 'contact' && state === 'trend-up') {
      await page.getByRole('button', { name: /^Why/ }).click();
      await page.screenshot({ path: join(resolve(folder), `${surface}-why.png`), fullPage: true });
    }
  }
}
await launched.close();
await gallery.close();
