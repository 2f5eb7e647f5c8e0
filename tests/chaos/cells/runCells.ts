import { shareOf, type ChaosOptions } from '../options.ts';
import { secondsSince, watched, type Report } from '../report.ts';
import { SCENARIOS } from '../scenarios/scenarios.ts';
import { seeded } from '../world/seeded.ts';
import { nameOf } from './cell.types.ts';
import { baselineOf, cellsOf, type Baseline } from './enumerate.ts';
import { runCell } from './runCell.ts';

/** `--cells all`, or so many of them, drawn by the seed. */
export async function runCells({
  cells: wanted = 'all',
  seed,
  part,
  only = '',
  first,
}: ChaosOptions): Promise<Report> {
  const started = performance.now();
  const baselines = new Map<string, Baseline>();
  for (const scenario of SCENARIOS) baselines.set(scenario.name, await baselineOf(scenario, seed));
  const every = cellsOf([...baselines.values()]).filter((cell) => nameOf(cell).includes(only));
  const chosen = wanted === 'all' ? every : draw(every, Number(wanted), seed);
  const cells = shareOf(chosen, part);
  const breaches = watched();
  breaches.push(...[...baselines.values()].flatMap(({ broken }) => broken));
  for (const cell of cells) {
    if (first && breaches.length > 0) break;
    const name = nameOf(cell);
    const baseline = baselines.get(cell.scenario.name);
    if (!baseline) continue;
    try {
      const result = await runCell(cell, baseline, seed);
      if (!result.fired) breaches.push(`${name}: the fault never struck`);
      if (!result.settled) breaches.push(`${name}: never came to an end`);
      breaches.push(...result.breaches.map(({ rule, what }) => `${name}: ${rule} ${what}`));
    } catch (error) {
      breaches.push(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
  return { run: 'cells', figures: { cells: cells.length, seconds: secondsSince(started) }, breaches };
}

function draw<T>(items: readonly T[], count: number, seed: number): T[] {
  const random = seeded(seed);
  return items
    .map((item) => ({ item, order: random() }))
    .sort((a, b) => a.order - b.order)
    .slice(0, count)
    .map(({ item }) => item);
}
