import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { bundleEntrypoints, bundleName } from '../buildUi.ts';
import { linkModules } from '../linkModules.ts';
import { entrypointsOf, type Project } from '../project.ts';

const run = promisify(execFile);

/** 5.9 kB of it are HubSpot's SDK and React's JSX runtime (performance.md §3, row 13). */
const MOST_OF_ONE = 20_000;
/**
 * HubSpot allows one component of pages (hubspot-platform.md §1.3): this bundle is nine pages and their router. Its
 * words stay in it: the pages on health and help are opened when our server cannot be asked for them.
 */
const PAGES_BYTES = 46_500;
/**
 * It allows one settings page, too: seven sections, the search for a contact, the trial run, the conflict and the
 * first set-up. Its words come from our server with the form; what is left are the SDK and the components themselves.
 */
const SETTINGS_BYTES = 35_500;
const MOST_BYTES: Readonly<Record<string, number>> = {
  'Pages.js': PAGES_BYTES,
  'Settings.js': SETTINGS_BYTES,
};

/** TypeScript's complaints about the packages with a tsconfig of their own. */
export async function typeProblems(compiler: string, packages: string[]): Promise<string[]> {
  const found = await Promise.all(
    packages.map((folder) => complaints(compiler, ['-p', folder, '--pretty', 'false'], folder)),
  );
  return found.flat();
}

/** HubSpot's lint rules, as `hs project lint` runs them; a warning counts. */
export async function lintProblems(ui: string): Promise<string[]> {
  const eslint = join(ui, 'node_modules', 'eslint', 'bin', 'eslint.js');
  return complaints(eslint, ['.', '--max-warnings', '0', '--no-color'], ui);
}

/** Every entrypoint through HubSpot's production bundler, from nothing but the files of an upload. */
export async function bundleProblems(
  project: Project,
): Promise<{ problems: string[]; bytes: Record<string, number> }> {
  const entrypoints = entrypointsOf(project);
  const copy = await mkdtemp(join(tmpdir(), 'hubspot-upload-'));
  const bytes: Record<string, number> = {};
  const problems: string[] = [];
  try {
    for (const file of project.files) {
      await mkdir(dirname(join(copy, file)), { recursive: true });
      await cp(join(project.source, file), join(copy, file));
    }
    linkModules(join(project.source, 'app'), join(copy, 'app'));
    await bundleEntrypoints(copy, entrypoints, join(copy, 'built'));
    for (const bundle of entrypoints.map(bundleName)) {
      bytes[bundle] = (await stat(join(copy, 'built', bundle))).size;
    }
    problems.push(...sizeProblems(bytes));
  } catch (error) {
    problems.push(...linesOf(error));
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
  return { problems, bytes };
}

export function sizeProblems(bytes: Record<string, number>): string[] {
  return Object.entries(bytes)
    .map(([bundle, size]) => ({ bundle, size, most: mostFor(bundle) }))
    .filter(({ size, most }) => size > most)
    .map(({ bundle, size, most }) => `${bundle} weighs ${size} bytes, more than ${most}`);
}

function mostFor(bundle: string): number {
  return MOST_BYTES[bundle] ?? MOST_OF_ONE;
}

async function complaints(script: string, args: string[], cwd: string): Promise<string[]> {
  return run(process.execPath, [script, ...args], { cwd }).then(() => [], linesOf);
}

function linesOf(error: unknown): string[] {
  const {
    stdout = '',
    stderr = '',
    message,
  } = error as { stdout?: string; stderr?: string; message: string };
  const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 0 ? lines : [message];
}
