import { spawn } from 'node:child_process';
import type { Report } from './report.ts';

/** Runs this command once for each share, in processes beside each other: a run holds a core for itself. */
export async function inParts(entry: string, args: readonly string[], jobs: number): Promise<Report[]> {
  const parts = Array.from({ length: jobs }, (_, index) =>
    child(entry, [...args, '--part', `${index}/${jobs}`]),
  );
  return (await Promise.all(parts)).flat();
}

function child(entry: string, args: readonly string[]): Promise<Report[]> {
  return new Promise((resolve, reject) => {
    const process_ = spawn(process.execPath, [...process.execArgv, entry, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const chunks: Buffer[] = [];
    process_.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    process_.once('error', reject);
    process_.once('close', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      try {
        resolve((JSON.parse(text) as { reports: Report[] }).reports);
      } catch {
        reject(new Error(`a part of the run said nothing to be understood: ${text.slice(-500)}`));
      }
    });
  });
}
