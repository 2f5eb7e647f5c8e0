import { fileURLToPath } from 'node:url';
import { runCalm } from './calm/runCalm.ts';
import { runCells } from './cells/runCells.ts';
import { runCrash } from './crash/runCrash.ts';
import { runDoors } from './doors/runDoors.ts';
import { runFair } from './fair/runFair.ts';
import { runFleet } from './fleet/runFleet.ts';
import { inParts } from './inParts.ts';
import { runModel } from './model/runModel.ts';
import { runMutants } from './mutants/runMutants.ts';
import { readOptions, type ChaosOptions } from './options.ts';
import { runRefresh } from './refresh/runRefresh.ts';
import { runRecovery } from './recovery/runRecovery.ts';
import { merged, type Report } from './report.ts';
import { runSoak } from './soak/runSoak.ts';

/** `npm run chaos`: JSON on stdout, exit code 1 when a promise was broken (server/docs/chaos.md). */
async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  const alone = options.part !== undefined || options.jobs < 2;
  const reports = merged(
    alone ? await runAll(options) : await inParts(fileURLToPath(import.meta.url), args, options.jobs),
  );
  const { user, system } = process.cpuUsage();
  const cpuSeconds = Math.round((user + system) / 100_000) / 10;
  console.log(JSON.stringify({ seed: options.seed, cpuSeconds, reports }, null, 2));
  process.exitCode = reports.some(({ breaches }) => breaches.length > 0) ? 1 : 0;
}

async function runAll(options: ChaosOptions): Promise<Report[]> {
  const reports: Report[] = [];
  if (options.cells !== undefined) reports.push(await runCells(options));
  if (options.crash !== undefined) reports.push(await runCrash(options));
  if (options.model) reports.push(await runModel(options));
  const alone = options.part === undefined || options.part.index === 0;
  if (options.recovery && alone) reports.push(await runRecovery(options));
  if (options.calm) reports.push(await runCalm(options));
  if (options.doors && alone) reports.push(await runDoors(options));
  if (options.refresh && alone) reports.push(await runRefresh(options));
  if (options.fair && alone) reports.push(await runFair(options));
  if (options.fleet !== undefined && alone) reports.push(await runFleet(options));
  if (options.soak !== undefined && alone) reports.push(await runSoak({ ...options, soak: options.soak }));
  if (options.mutants !== undefined) reports.push(await runMutants(options));
  return reports;
}

await main(process.argv.slice(2));
