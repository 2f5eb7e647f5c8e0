/**
 * `tsx tests/sandbox/demo/recipePictures.ts`: takes the pictures of `server/docs/workflow-recipes.md` from the
 * demo, one of each recipe and one of a history. Run by hand when a recipe or its words change.
 */
import { join } from 'node:path';
import { projectRoot } from '../../hubspot-project/paths.ts';
import { launchBrowser } from '../../support/browser.ts';
import { freePorts } from '../../support/freePorts.ts';
import { RECIPES } from '../samples/workflows.ts';
import { startDemo } from './startDemo.ts';

const folder = join(projectRoot(), 'server', 'docs', 'images');
/** `High-Value Call Follow-up` → `recipe-high-value-call-follow-up.png`. */
const fileOf = (name: string): string => `recipe-${name.toLowerCase().replaceAll(' ', '-')}.png`;

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
} finally {
  await launched.close();
  await demo.stop();
}
