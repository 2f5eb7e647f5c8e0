import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../hubspot-project/paths.ts';
import type { Report } from './report.ts';

/** Runs this command once for each share, in processes beside each other: a run holds a core for itself. */
export async function inParts(entry: string, args: readonly string[], jobs: number): Promise<Report[]> {
  const parts = Array.from({ length: jobs }, (_, index) =>
    runApart([...args, '--part', `${index}/${jobs}`], entry),
  );
  return (await Promise.all(parts)).flat();
}

/** The command in a process of its own. Jest's own realm makes the same run take three times as long. */
export function runApart(
  args: readonly string[],
  entry = join(projectRoot(), 'tests/chaos/run.ts'),
): Promise<Report[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', entry, ...args], {
      cwd: projectRoot(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      try {
        resolve((JSON.parse(text) as { reports: Report[] }).reports);
      } catch {
        reject(new Error(`a part of the run said nothing to be understood: ${text.slice(-500)}`));
      }
    });
  });
}
