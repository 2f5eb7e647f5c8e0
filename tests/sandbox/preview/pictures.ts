/**
 * `tsx tests/sandbox/preview/pictures.ts`: draws the app's icon and takes the pictures that HubSpot shows
 * in the card library. Run by hand when the cards change; the results are committed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CARDS, type CardName } from '../../../shared/card.ts';
import { CARDS_DIR, projectRoot, SOURCE_DIR } from '../../hubspot-project/paths.ts';
import { launchBrowser } from '../../support/browser.ts';
import { startGallery } from './gallery.ts';

/** Our own mark: a speech bubble with a live pulse. 800 × 800 and no text, as the listing asks. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800" viewBox="0 0 80 80">
  <rect width="80" height="80" rx="18" fill="#3b4cca"/>
  <path d="M18 20h44a6 6 0 0 1 6 6v24a6 6 0 0 1-6 6H40L28 67V56H18a6 6 0 0 1-6-6V26a6 6 0 0 1 6-6z" fill="#fff"/>
  <path d="M20 38h9l5-10 8 20 6-14 3 4h9" fill="none" stroke="#3b4cca" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/>
</svg>`;

/** Each card tells what its own record is about. */
const SHOWN: Readonly<Record<CardName, string>> = {
  contact: 'trend-up',
  deal: 'proposals',
  company: 'story',
  ticket: 'story',
};

const root = projectRoot();
const launched = await launchBrowser();
if (!launched.browser) throw new Error(`No browser starts here: ${launched.reason}`);
const built = await mkdtemp(join(tmpdir(), 'card-pictures-'));
const gallery = await startGallery(built);
try {
  const page = await launched.browser.newPage({ viewport: { width: 800, height: 800 } });
  await page.setContent(`<body style="margin:0">${ICON}</body>`);
  await page
    .locator('svg')
    .screenshot({ path: join(root, SOURCE_DIR, 'app', 'logo.png'), omitBackground: true });
  for (const card of CARDS) {
    await page.goto(gallery.showUrl(card, SHOWN[card]));
    await page.locator('.pv-heading').first().waitFor();
    await page.locator('.pv-card').screenshot({ path: join(root, CARDS_DIR, 'assets', `${card}-card.png`) });
  }
} finally {
  await launched.close();
  await gallery.close();
  await rm(built, { recursive: true, force: true });
}
