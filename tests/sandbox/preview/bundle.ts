import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { projectRoot } from '../../hubspot-project/paths.ts';

/** Paths inside `outDir`; serve all three beside each other. */
export interface PreviewFiles {
  /** The script for `new Worker(workerUrl)` of `mountCard`. */
  workerJs: string;
  /** An ES module that exports `mountCard(element, options)`. */
  hostJs: string;
  css: string;
}

const SOURCE = join('tests', 'sandbox', 'preview');

/** Builds the page that shows HubSpot's production bundle of a card without HubSpot (hubspot-platform.md §9). */
export async function buildPreview(outDir: string): Promise<PreviewFiles> {
  const source = join(projectRoot(), SOURCE);
  const files = {
    workerJs: join(outDir, 'worker.js'),
    hostJs: join(outDir, 'host.js'),
    css: join(outDir, 'preview.css'),
  };
  const common: BuildOptions = {
    bundle: true,
    minify: true,
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  };
  await mkdir(outDir, { recursive: true });
  await Promise.all([
    // `importScripts` of the card's bundle exists in classic workers only, hence no module here.
    build({
      ...common,
      entryPoints: [join(source, 'worker', 'worker.ts')],
      outfile: files.workerJs,
      format: 'iife',
    }),
    build({
      ...common,
      entryPoints: [join(source, 'host', 'mount.tsx')],
      outfile: files.hostJs,
      format: 'esm',
    }),
    build({ ...common, entryPoints: [join(source, 'host', 'preview.css')], outfile: files.css }),
  ]);
  return files;
}
