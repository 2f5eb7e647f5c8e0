import { CRASHPOINTS } from '../../../server/crashpoints.ts';
import { baselineOf, type Baseline } from '../cells/enumerate.ts';
import { isWrite } from '../checker/calls.ts';
import { shareOf, type ChaosOptions } from '../options.ts';
import { secondsSince, watched, type Report } from '../report.ts';
import { CRASH_SCENARIOS } from '../scenarios/scenarios.ts';
import { killAt, type Killing } from './killAt.ts';

interface Plan extends Killing {
  baseline: Baseline;
  name: string;
  step: string;
}

/** `--crash every`: a kill at every step of a run, once and twice, in both ways of knowing our activities. */
export async function runCrash({
  crash = 'every',
  seed,
  part,
  only = '',
  first,
}: ChaosOptions): Promise<Report> {
  const started = performance.now();
  const plans: Plan[] = [];
  const passed = new Set<string>();
  const undisturbed: string[] = [];
  for (const scenario of CRASH_SCENARIOS) {
    const baseline = await baselineOf(scenario, seed);
    undisturbed.push(...baseline.broken);
    plans.push(...plansOf(baseline, passed));
    for (const step of baseline.steps) passed.add(placeOf(baseline, step));
  }
  const aimed = new Set(plans.map(({ step }) => step));
  const unseen = CRASHPOINTS.filter((name) => !aimed.has(`at ${name}`));
  const every = plans.filter(({ name }) => name.includes(only));
  const wanted = crash === 'every' ? every : thin(every, Number(crash));
  const chosen = shareOf(wanted, part);
  const breaches = watched();
  breaches.push(...undisturbed);
  if (unseen.length > 0) breaches.push(`no scenario passes the crashpoints ${unseen.join(', ')}`);
  for (const plan of chosen) {
    if (first && breaches.length > 0) break;
    try {
      const killed = await killAt(plan.baseline, plan, seed);
      const where = `${plan.name} (${killed.at.join(', then ')})`;
      if (killed.at.length === 0) breaches.push(`${where}: nobody died`);
      if (!killed.settled) breaches.push(`${where}: never came to an end`);
      breaches.push(...killed.breaches.map(({ rule, what }) => `${where}: ${rule} ${what}`));
    } catch (error) {
      breaches.push(
        `${plan.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
  }
  return {
    run: 'crash',
    figures: { kills: chosen.length, seconds: secondsSince(started) },
    breaches,
  };
}

/** The same in every scenario of a mode: what an earlier one passed is not aimed at again. */
function placeOf({ scenario }: Baseline, step: string): string {
  return `${scenario.name.split('/')[1] ?? ''} ${step.replace(/\d{5,}/g, '…')}`;
}

/** What follows something rare is aimed at too, however often its place was passed when all was well. */
const AFTERMATH_STEPS = 15;

/** After a read the world is as before it: a second kill is tried where something has changed. */
function plansOf(baseline: Baseline, passed: ReadonlySet<string>): Plan[] {
  const plans: Plan[] = [];
  let fresh = -Infinity;
  baseline.steps.forEach((step, index) => {
    if (baseline.scenario.dieEverywhere || !passed.has(placeOf(baseline, step))) fresh = index;
    if (index - fresh > AFTERMATH_STEPS) return;
    const at = index + 1;
    const name = `${baseline.scenario.name} · kill at ${at} (${step})`;
    // "Before" the next step and "after" this one are the same moment.
    if (step.endsWith(' after') || step.startsWith('at ')) plans.push({ baseline, step, name, steps: [at] });
    if (!changes(step)) return;
    if (step.endsWith(' after'))
      plans.push({ baseline, step, name: `${name}, and again`, steps: [at, 2 + ((at * 7) % 60)] });
    if (step.endsWith(' before'))
      plans.push({
        baseline,
        step,
        name: `${name}, stopped for three leases`,
        steps: [at],
        stoppedForMs: STOPPED_MS,
      });
    if (step.startsWith('call ') && step.endsWith(' before'))
      plans.push({ baseline, step, name: `${name}, effect 30 s later`, steps: [at], effectAfterMs: 30_000 });
  });
  return plans;
}

/** Three times the life of a lease (reliability.md §2 "SIGSTOP"). */
const STOPPED_MS = 180_000;

const READING = /\.(find|findOne|countDocuments|distinct|aggregate) /;

function changes(step: string): boolean {
  if (step.startsWith('at ')) return false;
  if (!step.startsWith('call ')) return !READING.test(step);
  const [, method = '', path = ''] = step.split(' ');
  return isWrite({ method, path });
}

/** So many of them, evenly over the whole run. */
function thin<T>(items: readonly T[], count: number): T[] {
  const every = Math.max(1, items.length / count);
  return Array.from(
    { length: Math.min(count, items.length) },
    (_, index) => items[Math.floor(index * every)],
  ).filter((item): item is T => item !== undefined);
}
