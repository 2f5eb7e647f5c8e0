import { fileURLToPath } from 'node:url';
import { inParts } from '../chaos/inParts.ts';
import { merged, type Report } from '../chaos/report.ts';
import { runFuzz } from './fuzz/runFuzz.ts';
import { readOptions, type AttackOptions } from './options.ts';
import { runRows } from './rows/runRows.ts';
import { runTenants } from './tenants/runTenants.ts';

/** `npm run attack`: JSON on stdout, exit code 1 when a door gave way (server/docs/attacks.md). */
async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  const reports: Report[] = [];
  if (options.tenants && !options.part) reports.push(await runTenants(options));
  if (options.fuzz !== undefined) reports.push(...(await fuzz(options, options.fuzz)));
  if (options.rows && !options.part) reports.push(await runRows());
  console.log(JSON.stringify({ seed: options.seed, reports }, null, 2));
  process.exitCode = reports.some(({ breaches }) => breaches.length > 0) ? 1 : 0;
}

/** Each process takes some of the doors. */
async function fuzz({ seed, jobs, part }: AttackOptions, bodies: number): Promise<Report[]> {
  if (part || jobs < 2) return [await runFuzz({ seed, bodies, part })];
  const args = ['--fuzz', String(bodies), '--seed', String(seed)];
  return merged(await inParts(fileURLToPath(import.meta.url), args, jobs));
}

await main(process.argv.slice(2));
