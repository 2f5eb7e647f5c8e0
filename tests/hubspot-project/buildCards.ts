import { execFile } from 'node:child_process';
import { createHash, type Hash } from 'node:crypto';
import { copyFile, mkdir, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CARDS_DIR, projectRoot } from './paths.ts';

export interface BuiltCards {
  /** Paths of the bundles inside `outDir`. */
  contact: string;
  deal: string;
  /** Size of each bundle in bytes, by file name. */
  bytes: Record<string, number>;
}

const ENTRYPOINTS = ['ContactCard.tsx', 'DealCard.tsx'];

/**
 * Builds both cards with the bundler that HubSpot runs on upload (hubspot-platform.md §7.5) and puts the
 * bundles into `outDir`. Built once per content: the next call copies. Needs no network and no account.
 */
export async function buildCards(outDir: string): Promise<BuiltCards> {
  const root = projectRoot();
  const cards = join(root, CARDS_DIR);
  const cached = join(root, 'node_modules', '.cache', 'cards', await fingerprint(cards));
  if (!(await exists(cached))) await buildInto(cached, cards);
  await mkdir(outDir, { recursive: true });
  const bytes: Record<string, number> = {};
  for (const bundle of ENTRYPOINTS.map(bundleName)) {
    await copyFile(join(cached, bundle), join(outDir, bundle));
    bytes[bundle] = (await stat(join(outDir, bundle))).size;
  }
  return { contact: join(outDir, 'ContactCard.js'), deal: join(outDir, 'DealCard.js'), bytes };
}

/** Builds beside the cache and moves the whole folder in, so that nobody ever meets half a build. */
async function buildInto(cached: string, cards: string): Promise<void> {
  const scratch = `${cached}.${process.pid}`;
  try {
    await bundleEntrypoints(cards, ENTRYPOINTS, scratch);
    await rename(scratch, cached).catch(async (cause: unknown) => {
      // Another process was faster; its build of the same content is as good as ours.
      if (!(await exists(cached))) throw cause;
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * Runs HubSpot's production bundler over entrypoints and leaves `<Name>.js` in `outputDir` for each.
 * Throws with the bundler's own words.
 */
export async function bundleEntrypoints(cards: string, files: string[], outputDir: string): Promise<void> {
  const script = join(projectRoot(), 'tests', 'hubspot-project', 'bundle.mjs');
  await promisify(execFile)(process.execPath, [script, cards, outputDir, ...files], {
    env: { ...process.env, NODE_ENV: 'production' },
  });
  for (const file of files) {
    await rename(join(outputDir, file, bundleName(file)), join(outputDir, bundleName(file)));
    await rm(join(outputDir, file), { recursive: true });
  }
}

const bundleName = (entrypoint: string): string => entrypoint.replace(/\.tsx$/, '.js');

/** Changes with every source file, with the locked dependencies and with the bundler. */
async function fingerprint(cards: string): Promise<string> {
  const hash = createHash('sha256');
  await hashFolder(hash, cards);
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
