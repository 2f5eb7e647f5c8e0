import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { shareOf, type ChaosOptions } from '../options.ts';
import { secondsSince, watched, type Report } from '../report.ts';
import type { Mutant } from './mutant.types.ts';
import { MUTANTS } from './mutants.ts';

const COPIED = [
  'hsproject.json',
  'server',
  'shared',
  'tests/bench/backlog.ts',
  'tests/bench/worstCase.ts',
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

/** A planted bug is found within this, or not at all (reliability.md §6 "honest checker"); of a processor, for machines are busy. */
const LIMIT_SECONDS = 60;
/** A check that hangs uses no processor. */
const HANGS_MS = 5 * 60_000;

/**
 * `--mutants all`: each planted bug must be noticed by the check it names, as a breach of a promise it breaks. The
 * check is first run on the sound product: one that is red there finds nothing.
 */
export async function runMutants({ only = '', part }: ChaosOptions): Promise<Report> {
  const started = performance.now();
  const chosen = shareOf(
    MUTANTS.filter(({ name }) => name.includes(only)),
    part,
  );
  const home = copyOfTheProduct();
  const breaches = watched();
  const sound = new Map<string, Promise<Verdict>>();
  let slowest = 0;
  try {
    for (const mutant of chosen) {
      const key = mutant.check.join(' ');
      sound.set(key, sound.get(key) ?? check(home, mutant));
      const red = (await sound.get(key))?.said;
      const verdict = red === undefined ? await plant(home, mutant, () => check(home, mutant)) : undefined;
      const problem = verdict
        ? unfound(mutant, verdict)
        : `its check is no use, on the sound product it is ${red ?? 'silent'}`;
      slowest = Math.max(slowest, verdict?.seconds ?? 0);
      if (problem) breaches.push(`mutant "${mutant.name}": ${problem}`);
      else process.stderr.write(`found "${mutant.name}" in ${verdict?.seconds ?? 0} s\n`);
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
  run: () => Promise<Verdict>,
): Promise<Verdict> {
  const path = join(home, file);
  const sound = readFileSync(path, 'utf8');
  if (sound.split(find).length !== 2)
    return {
      said: `planted nowhere: its text does not stand in ${file} exactly once`,
      breaches: [],
      seconds: 0,
    };
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

interface Verdict {
  /** What is wrong with a check that was to be green. */
  said: string | undefined;
  breaches: readonly string[];
  /** Of a processor. */
  seconds: number;
}

/** What the check says of the product as it lies there. */
function check(home: string, { check: args }: Pick<Mutant, 'check'>): Promise<Verdict> {
  return new Promise((done) => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'tests/chaos/run.ts', ...args, '--jobs', '1', '--first'],
      {
        cwd: home,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let out = '';
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    const late = setTimeout(() => child.kill('SIGKILL'), HANGS_MS);
    child.once('close', (code) => {
      clearTimeout(late);
      const { cpuSeconds = Infinity, reports = [] } = read(out);
      const breaches = reports.flatMap((one) => one.breaches);
      const seconds = cpuSeconds;
      if (seconds > LIMIT_SECONDS) done({ said: `over time: ${said.slice(0, SAID)}`, breaches: [], seconds });
      else done({ said: code === 0 ? undefined : `red: ${said.slice(0, SAID)}`, breaches, seconds });
    });
  });
}

const SAID = 400;

/** Nothing, when the check fell over before it could say anything. */
function read(out: string): { cpuSeconds?: number; reports?: Report[] } {
  return out.startsWith('{') ? (JSON.parse(out) as { cpuSeconds: number; reports: Report[] }) : {};
}

/** @returns why a planted bug was not found; undefined when it was. */
function unfound({ breaks }: Mutant, { said, breaches }: Verdict): string | undefined {
  if (said === undefined) return 'was not found';
  const named = breaks.some((promise) =>
    breaches.some((one) => one.includes(`${promise} `) || one.endsWith(promise)),
  );
  return named ? undefined : `was not found as ${breaks.join(' or ')}: ${said}`;
}
