import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { bundleEntrypoints } from '../buildCards.ts';
import type { Project } from '../project.ts';

const run = promisify(execFile);

/** The most a card may weigh, so that a record page does not wait for it. */
export const BUNDLE_BYTES = 20_000;

/** TypeScript's complaints about the packages with a tsconfig of their own. */
export async function typeProblems(compiler: string, packages: string[]): Promise<string[]> {
  const found = await Promise.all(
    packages.map((folder) => complaints(compiler, ['-p', folder, '--pretty', 'false'], folder)),
  );
  return found.flat();
}

/** HubSpot's lint rules, as `hs project lint` runs them; a warning counts. */
export async function lintProblems(cards: string): Promise<string[]> {
  const eslint = join(cards, 'node_modules', 'eslint', 'bin', 'eslint.js');
  return complaints(eslint, ['.', '--max-warnings', '0', '--no-color'], cards);
}

/** Every entrypoint through HubSpot's production bundler, from nothing but the files of an upload. */
export async function bundleProblems(
  project: Project,
): Promise<{ problems: string[]; bytes: Record<string, number> }> {
  const entrypoints = [...new Set(project.components.flatMap(({ config }) => config.entrypoint ?? []))].map(
    String,
  );
  const copy = await mkdtemp(join(tmpdir(), 'hubspot-upload-'));
  const bytes: Record<string, number> = {};
  const problems: string[] = [];
  try {
    for (const file of project.files) {
      await mkdir(dirname(join(copy, file)), { recursive: true });
      await cp(join(project.source, file), join(copy, file));
    }
    for (const folder of new Set(entrypoints.map((entrypoint) => dirname(entrypoint)))) {
      await symlink(join(project.source, folder, 'node_modules'), join(copy, folder, 'node_modules'));
      const files = entrypoints.filter((entry) => dirname(entry) === folder).map((entry) => basename(entry));
      await bundleEntrypoints(join(copy, folder), files, join(copy, 'built'));
    }
    for (const entrypoint of entrypoints) {
      const bundle = basename(entrypoint).replace(/\.\w+$/, '.js');
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
    .filter(([, size]) => size > BUNDLE_BYTES)
    .map(([bundle, size]) => `${bundle} weighs ${size} bytes, more than ${BUNDLE_BYTES}`);
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
