/**
 * `tsx tests/sandbox/demo/guidePictures.ts`: takes the pictures of `server/docs/workflow-recipes.md` from the demo, one of
 * each recipe and one of a history, and those of `server/docs/guide/kinds.md`, one of each use case. Run by hand when
 * what they show changes.
 */
import { join } from 'node:path';
import { projectRoot } from '../../hubspot-project/paths.ts';
import { launchBrowser } from '../../support/browser.ts';
import { freePorts } from '../../support/freePorts.ts';
import { DEMO_IDS } from '../samples/portal.ts';
import { RECIPES } from '../samples/workflows.ts';
import { startDemo } from './startDemo.ts';

const folder = join(projectRoot(), 'server', 'docs', 'images');
/** `High-Value Call Follow-up` → `recipe-high-value-call-follow-up.png`. */
const fileOf = (name: string): string => `recipe-${name.toLowerCase().replaceAll(' ', '-')}.png`;

const { john, anika, lena } = DEMO_IDS;
/** Beside it is the liveprompt side, which no customer has. */
const HUBSPOT_SIDE = { x: 384, y: 0, width: 1116, height: 1000 };

const launched = await launchBrowser();
if (!launched.browser) throw new Error(`No browser starts here: ${launched.reason}`);
const [first = 0, second = 0, third = 0] = await freePorts(3);
const demo = await startDemo({ ports: { page: first, server: second, sandbox: third }, embedded: true });
try {
  const page = await launched.browser.newPage({ viewport: { width: 1500, height: 1000 } });
  await page.goto(`${demo.url}/#/workflows`);
  for (const name of ['Renewal at Risk', 'Qualified Lead to Sales']) {
    await page.getByRole('button', { name: `Play ${name}` }).click();
    await page.getByRole('article', { name }).getByText('Finished').first().waitFor();
  }
  for (const { workflow } of RECIPES) {
    const article = page.getByRole('article', { name: workflow.name });
    await article.getByText('Finished').first().waitFor();
    const recipe = page.getByRole('region', { name: `Recipe of ${workflow.name}` });
    await recipe.screenshot({ path: join(folder, fileOf(workflow.name)) });
  }
  const history = page.getByRole('article', { name: 'Renewal at Risk' });
  await history.screenshot({ path: join(folder, 'workflow-history.png') });

  for (const [name, id] of Object.entries({ sales: john, support: anika, discovery: lena })) {
    // A page of its own begins at the top.
    await page.goto('about:blank');
    await page.goto(`${demo.url}/#/contacts/${id}`);
    await page.locator('.card-place .pv-heading').first().waitFor();
    await page.screenshot({ path: join(folder, `use-case-${name}.png`), clip: HUBSPOT_SIDE });
  }
  await page.goto(`${demo.url}/#/coaching`);
  await page.getByRole('button', { name: 'Save the setting and apply it' }).click();
  await page.getByRole('region', { name: 'Associations' }).getByText('Lena Fischer').waitFor();
  const clip = { ...HUBSPOT_SIDE, height: 700 };
  await page.screenshot({ path: join(folder, 'use-case-coaching-session.png'), clip });
} finally {
  await launched.close();
  await demo.stop();
}
