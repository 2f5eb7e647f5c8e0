import { groupBy } from '../groupBy.ts';
import { factsOf, type Scenario } from '../scenarios/scenario.types.ts';
import { createWorld } from '../world/createWorld.ts';
import { FAULT_KINDS, type FaultKind } from './faults.ts';
import { isWrite } from '../checker/calls.ts';
import { check } from '../checker/check.ts';
import type { Cell } from './cell.types.ts';

/** What a scenario does when nothing goes wrong: the calls it makes and how each conversation ends. */
export interface Baseline {
  scenario: Scenario;
  calls: readonly { method: string; path: string; times: number }[];
  states: Readonly<Record<string, string>>;
  /** Every step of the one process it took. */
  steps: readonly string[];
  /** What it breaks all by itself, which faults would be blamed for. */
  broken: readonly string[];
}

export async function baselineOf(scenario: Scenario, seed: number): Promise<Baseline> {
  const world = await createWorld({ ...scenario, seed });
  try {
    await scenario.run(world);
    const times = new Map<string, number>();
    for (const { method, path } of world.calls()) {
      const key = `${method} ${path}`;
      times.set(key, (times.get(key) ?? 0) + 1);
    }
    const steps = world.processes.flatMap((process) => process.steps);
    const history = await world.history(factsOf(scenario));
    const broken = check(history).map(({ rule, what }) => `${scenario.name} undisturbed: ${rule} ${what}`);
    return { scenario, calls: [...times].map(toCall), states: statesOf(history), steps, broken };
  } finally {
    world.end();
  }
}

function toCall([key, times]: [string, number]) {
  const [method = '', path = ''] = key.split(' ');
  return { method, path, times };
}

export function statesOf({
  database,
}: {
  database: { syncs: readonly { _id: string; state: string }[] };
}): Record<string, string> {
  return Object.fromEntries(database.syncs.map(({ _id, state }) => [_id, state]));
}

/**
 * In a portal with unique keys only these calls go differently: the property itself, and what is made, changed and
 * found by it. All others, associations among them, are the same call with the same body and are tested without.
 */
const KEYED = /\/(objects|properties)\/[^/]+\/(meetings|calls|notes|tasks)(\/|$)/;

/**
 * Every call × every fault × first, second and last occurrence: the first where the call appears first, the
 * others in the scenario that makes it most often. Of faults that nobody can tell from each other all strike the
 * first occurrence and one strikes the others.
 */
export function cellsOf(baselines: readonly Baseline[]): Cell[] {
  const modes = groupBy(baselines, ({ scenario }) => scenario.name.split('/')[1]);
  return [...modes].flatMap(([mode, scenarios]) => {
    const made = scenarios.flatMap(({ scenario, calls }) => calls.map((call) => ({ scenario, ...call })));
    const relevant = made.filter(({ path }) => mode !== 'unique' || KEYED.test(path));
    return [...groupBy(relevant, ({ method, path }) => `${method} ${path}`).values()].flatMap((places) => {
      const [first] = places;
      const most = [...places].sort((a, b) => b.times - a.times)[0];
      if (!first || !most) return [];
      const further = isChange(first) ? [2, most.times] : [most.times];
      const cells = [
        ...at(first, [1]),
        ...at(
          most,
          further.filter((occurrence) => occurrence > 1),
        ).filter(({ kind }) => kind.like === undefined),
      ];
      return mode === 'unique' ? cells.filter(({ kind }) => leavesDoubt(kind)) : cells;
    });
  });
}

const isChange = (call: { method: string; path: string }): boolean =>
  isWrite(call) || call.path.startsWith('/appinstalls/');

/** With a key only the way differs in which doubt is settled. */
function leavesDoubt({ fault, name }: FaultKind): boolean {
  return (
    name === '409' ||
    name === '400' ||
    (fault !== 'unreachable' && (fault.before === false || fault.effectAfterMs !== undefined))
  );
}

interface Place {
  scenario: Scenario;
  method: string;
  path: string;
  times: number;
}

function at({ scenario, method, path, times }: Place, occurrences: readonly number[]): Cell[] {
  const call = { method, path };
  return FAULT_KINDS.filter((kind) => kind.appliesTo(call) && (isChange(call) || !kind.writesOnly)).flatMap(
    (kind) =>
      [...new Set(occurrences)]
        .filter((occurrence) => occurrence <= times)
        .map((occurrence) => ({ scenario, call, kind, occurrence })),
  );
}
