import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { shareOf, type ChaosOptions } from '../options.ts';
import { secondsSince, watched, type Report } from '../report.ts';
import { MUTANTS, type Mutant } from './mutants.ts';

const COPIED = [
  'server',
  'shared',
  'tests/chaos',
  'tests/hubspot-project/paths.ts',
  'tests/sandbox/hubspot',
  'tests/sandbox/samples',
  'tests/sandbox/sandbox.types.ts',
  'tests/support',
  'hubspot-app/app-events',
  'package.json',
  'tsconfig.json',
];
const LINKED = ['node_modules', 'tests/fixtures'];

/** `--mutants all`: each planted bug must be noticed by the check it names; one that is not fails the run. */
export async function runMutants({ only = '', part, seconds }: ChaosOptions): Promise<Report> {
  const started = performance.now();
  const chosen = shareOf(
    MUTANTS.filter(({ name }) => name.includes(only)),
    part,
  );
  const home = copyOfTheProduct();
  const breaches = watched();
  let slowest = 0;
  try {
    for (const mutant of chosen) {
      const begun = performance.now();
      const problem = await plant(home, mutant, () => check(home, mutant, seconds));
      slowest = Math.max(slowest, secondsSince(begun));
      if (problem) breaches.push(`mutant "${mutant.name}": ${problem}`);
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  return {
    run: 'mutants',
    figures: {
      planted: chosen.length,
      found: chosen.length - breaches.length,
      'slowest seconds': slowest,
      seconds: secondsSince(started),
    },
    breaches,
  };
}

function copyOfTheProduct(): string {
  const home = mkdtempSync(join(tmpdir(), 'liveprompt-mutants-'));
  for (const path of COPIED) cpSync(path, join(home, path), { recursive: true });
  for (const path of LINKED) symlinkSync(resolve(path), join(home, path), 'dir');
  return home;
}

async function plant(
  home: string,
  { file, find, replace }: Mutant,
  run: () => Promise<string | undefined>,
): Promise<string | undefined> {
  const path = join(home, file);
  const sound = readFileSync(path, 'utf8');
  if (sound.split(find).length !== 2) return `its text does not stand in ${file} exactly once`;
  writeFileSync(
    path,
    sound.replace(find, () => replace),
  );
  try {
    return await run();
  } finally {
    writeFileSync(path, sound);
  }
}

/** Exit code 1 with breaches in its report: found. Anything else is not. */
function check(home: string, { check: args }: Mutant, seconds: number): Promise<string | undefined> {
  return new Promise((done) => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'tests/chaos/run.ts', ...args, '--jobs', '1', '--first'],
      {
        cwd: home,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    const late = setTimeout(() => child.kill('SIGKILL'), seconds * 3_000);
    child.once('close', (code, signal) => {
      clearTimeout(late);
      if (signal) done('was not found in time');
      else if (code === 0) done('was not found');
      else if (!/\bV\d+ |never came to an end|"breaches": \[\s*"/.test(said))
        done(`the check broke instead of finding it: ${said.slice(-400)}`);
      else done(undefined);
    });
  });
}
