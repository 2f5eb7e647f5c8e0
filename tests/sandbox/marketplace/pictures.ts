/**
 * `tsx tests/sandbox/marketplace/pictures.ts`: takes the pictures of the listing and of the setup guide, as
 * `server/docs/marketplace/listing.json` names them. Run by hand when what they show changes.
 */
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { REQUIRED_SCOPES } from '../../../shared/scopes.ts';
import { projectRoot, SOURCE_DIR } from '../../hubspot-project/paths.ts';
import { launchBrowser } from '../../support/browser.ts';
import { createSandbox } from '../hubspot/sandbox.ts';
import { startGallery } from '../preview/gallery.ts';
import { openState } from '../preview/openState.ts';
import { demoPortal } from '../samples/portal.ts';

const root = projectRoot();
const folder = join(root, 'server', 'docs', 'marketplace');
const { screenshots, icon } = JSON.parse(await readFile(join(folder, 'listing.json'), 'utf8')) as {
  screenshots: { file: string; surface: string; state: string; from?: string }[];
  icon: string;
};

/** A listing shows landscape pictures; what is below the fold is cut. */
const TALLEST = 680;

async function shootAll(page: Page, built: string): Promise<void> {
  const gallery = await startGallery(built);
  try {
    for (const { file, surface, state, from } of screenshots) {
      await page.setViewportSize({ width: 1200, height: TALLEST });
      await openState(page, gallery, surface, state);
      const { width = 0, height = 0 } = (await page.locator('#card').boundingBox()) ?? {};
      const top = from === undefined ? 0 : await topOf(page, from);
      const clip = { x: 0, y: top, width: width + 32, height: Math.min(height + 32 - top, TALLEST) };
      await page.screenshot({ path: join(folder, file), fullPage: true, clip });
    }
  } finally {
    await gallery.close();
  }
}

/** Where something begins that the picture is about; a little of what is above it stays. */
async function topOf(page: Page, words: string): Promise<number> {
  const box = await page.getByText(words, { exact: true }).first().boundingBox();
  const scrolled = await page.evaluate('window.scrollY');
  return Math.max(0, (box?.y ?? 0) + Number(scrolled) - 60);
}

/** The scope screen as the local HubSpot shows it: HubSpot's own looks different and says the same. */
async function shootConsent(page: Page): Promise<void> {
  const redirectUri = 'http://localhost:3000/oauth/callback';
  const app = {
    clientId: 'c',
    clientSecret: 's',
    appId: '1',
    redirectUrls: [redirectUri],
    scopes: [...REQUIRED_SCOPES],
    name: 'liveprompt.ai',
  };
  const sandbox = await createSandbox({ app });
  try {
    sandbox.addPortal(demoPortal('2026-12-31'));
    const query = new URLSearchParams({
      client_id: 'c',
      redirect_uri: redirectUri,
      scope: REQUIRED_SCOPES.join(' '),
      state: 'x',
    });
    await page.setViewportSize({ width: 760, height: 740 });
    await page.goto(`${sandbox.authorizeUrl}?${query.toString()}`);
    await page.screenshot({ path: join(folder, 'pictures', 'scopes.png'), fullPage: true });
  } finally {
    await sandbox.close();
  }
}

const launched = await launchBrowser();
if (!launched.browser) throw new Error(`No browser starts here: ${launched.reason}`);
const built = await mkdtemp(join(tmpdir(), 'listing-'));
try {
  const page = await launched.browser.newPage();
  await shootAll(page, built);
  await shootConsent(page);
  await copyFile(join(root, SOURCE_DIR, 'app', 'logo.png'), join(folder, icon));
} finally {
  await launched.close();
  await rm(built, { recursive: true, force: true });
}
