import { check } from '../checker/check.ts';
import { shareOf, type ChaosOptions } from '../options.ts';
import { secondsSince, watched, type Report } from '../report.ts';
import { CRASH_SCENARIOS, SCENARIOS } from '../scenarios/scenarios.ts';
import { factsOf, type Scenario } from '../scenarios/scenario.types.ts';
import { createWorld } from '../world/createWorld.ts';

/** `--calm`: every scenario without a fault. What is red here would be blamed on faults everywhere else. */
export async function runCalm({ seed, part, only = '' }: ChaosOptions): Promise<Report> {
  const started = performance.now();
  const chosen = shareOf(
    [...SCENARIOS, ...CRASH_SCENARIOS].filter(({ name }) => name.includes(only)),
    part,
  );
  const breaches = watched();
  for (const scenario of chosen) {
    try {
      breaches.push(...(await broken(scenario, seed)).map((one) => `${scenario.name}: ${one}`));
    } catch (error) {
      breaches.push(
        `${scenario.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
  }
  return { run: 'calm', figures: { scenarios: chosen.length, seconds: secondsSince(started) }, breaches };
}

async function broken(scenario: Scenario, seed: number): Promise<string[]> {
  const world = await createWorld({ ...scenario, seed });
  try {
    await scenario.run(world);
    const settled = await world.settle();
    const facts = factsOf(scenario);
    const before = check(await world.history(facts));
    await world.rerun();
    const after = check(await world.history(facts));
    const said = [...before, ...after].map(({ rule, what }) => `${rule} ${what}`);
    return [...(settled ? [] : ['never came to an end']), ...new Set(said)];
  } finally {
    world.end();
  }
}
