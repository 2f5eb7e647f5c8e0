import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildUi } from '../../hubspot-project/buildUi.ts';
import { projectRoot } from '../../hubspot-project/paths.ts';
import { buildPreview } from '../preview/bundle.ts';

const SOURCE = join('tests', 'sandbox', 'demo', 'page');
/** React 18.3.1 lives in the preview's own package; the root has none. */
const REACT = join('tests', 'sandbox', 'preview', 'node_modules');

/** Builds the demo's page, the host of the cards and every card and page (by HubSpot's bundler, cached) into `outDir`. */
export async function buildPage(outDir: string): Promise<void> {
  const root = projectRoot();
  await Promise.all([
    buildUi(outDir),
    buildPreview(outDir),
    build({
      entryPoints: [join(root, SOURCE, 'main.tsx')],
      outfile: join(outDir, 'page.js'),
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      jsx: 'automatic',
      nodePaths: [join(root, REACT)],
      define: { 'process.env.NODE_ENV': '"production"' },
      logLevel: 'error',
    }),
  ]);
  for (const style of ['page.css', 'workflows.css']) {
    await copyFile(join(root, SOURCE, style), join(outDir, style));
  }
}
