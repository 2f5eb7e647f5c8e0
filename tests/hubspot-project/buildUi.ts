import { execFile } from 'node:child_process';
import { createHash, type Hash } from 'node:crypto';
import { copyFile, mkdir, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot, UI_DIR } from './paths.ts';
import { entrypointsOf, loadProject, type Project } from './project.ts';

/**
 * Builds every card, the settings page and the app pages with the bundler that HubSpot runs on upload
 * (hubspot-platform.md §7.5) and puts the bundles into `outDir`: `ContactCard.js`, `Settings.js`, ….
 * Built once per content: the next call copies. Needs no network and no account. Answers each bundle's bytes.
 */
export async function buildUi(outDir: string): Promise<Record<string, number>> {
  const root = projectRoot();
  const project = loadProject(root);
  const cached = join(root, 'node_modules', '.cache', 'ui', await fingerprint(join(root, UI_DIR)));
  if (!(await exists(cached))) await buildInto(cached, project);
  await mkdir(outDir, { recursive: true });
  const bytes: Record<string, number> = {};
  for (const bundle of entrypointsOf(project).map(bundleName)) {
    await copyFile(join(cached, bundle), join(outDir, bundle));
    bytes[bundle] = (await stat(join(outDir, bundle))).size;
  }
  return bytes;
}

/** Builds beside the cache and moves the whole folder in, so that nobody ever meets half a build. */
async function buildInto(cached: string, project: Project): Promise<void> {
  const scratch = `${cached}.${process.pid}`;
  try {
    await bundleEntrypoints(project.source, entrypointsOf(project), scratch);
    await rename(scratch, cached).catch(async (cause: unknown) => {
      // Another process was faster; its build of the same content is as good as ours.
      if (!(await exists(cached))) throw cause;
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * Runs HubSpot's production bundler over entrypoints (paths below `source`) and leaves `<Name>.js` in
 * `outputDir` for each. Throws with the bundler's own words.
 */
export async function bundleEntrypoints(
  source: string,
  entrypoints: readonly string[],
  outputDir: string,
): Promise<void> {
  const script = join(projectRoot(), 'tests', 'hubspot-project', 'bundle.mjs');
  for (const folder of new Set(entrypoints.map((entrypoint) => dirname(entrypoint)))) {
    const files = entrypoints.filter((entry) => dirname(entry) === folder).map((entry) => basename(entry));
    await promisify(execFile)(process.execPath, [script, join(source, folder), outputDir, ...files], {
      env: { ...process.env, NODE_ENV: 'production' },
    });
    for (const file of files) {
      await rename(join(outputDir, file, bundleName(file)), join(outputDir, bundleName(file)));
      await rm(join(outputDir, file), { recursive: true });
    }
  }
}

/** `/app/cards/ContactCard.tsx` becomes `ContactCard.js`. */
export const bundleName = (entrypoint: string): string => basename(entrypoint).replace(/\.\w+$/, '.js');

/** Changes with every source file, with the locked dependencies and with the bundler. */
async function fingerprint(folder: string): Promise<string> {
  const hash = createHash('sha256');
  await hashFolder(hash, folder);
  const bundler = join(projectRoot(), 'node_modules/@hubspot/ui-extensions-dev-server/package.json');
  hash.update(await readFile(bundler));
  return hash.digest('hex').slice(0, 32);
}

async function hashFolder(hash: Hash, folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules' && entry.name !== 'assets') await hashFolder(hash, path);
    } else {
      hash
        .update(entry.name)
        .update('\0')
        .update(await readFile(path));
    }
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
