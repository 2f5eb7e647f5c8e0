import { statesOf, type Baseline } from '../cells/enumerate.ts';
import { exactly, heal } from '../cells/runCell.ts';
import { check } from '../checker/check.ts';
import type { Breach } from '../checker/history.types.ts';
import { codeOf, type ChaosProcess } from '../world/chaosProcess.ts';
import { factsOf } from '../scenarios/scenario.types.ts';
import { createWorld } from '../world/createWorld.ts';

/** The n-th process dies at the n-th of these steps, 1-based; a supervisor starts the next one. */
export interface Killing {
  steps: readonly number[];
  /** HubSpot applies the call that was in flight this much later. */
  effectAfterMs?: number;
  /** It does not die: it is stopped, its lease runs out, and it goes on as if nothing had been (SIGSTOP). */
  stoppedForMs?: number;
}

export interface Killed {
  /** Where each process died. */
  at: readonly string[];
  breaches: readonly Breach[];
  settled: boolean;
}

/** Runs a scenario whose processes die, and judges what their successors made of it. */
export async function killAt(
  baseline: Baseline,
  { steps, effectAfterMs, stoppedForMs }: Killing,
  seed: number,
): Promise<Killed> {
  const at: string[] = [];
  const order: ChaosProcess[] = [];
  let dying: ChaosProcess | undefined;
  const world = await createWorld({
    ...baseline.scenario,
    seed,
    onStep: (process, step) => {
      if (!order.includes(process)) order.push(process);
      if (process.steps.length !== steps[order.indexOf(process)]) return;
      at.push(step);
      if (stoppedForMs !== undefined) {
        process.stop();
        codeOf.run(undefined, () => void setTimeout(() => process.resume(), stoppedForMs));
      } else if (effectAfterMs !== undefined && step.endsWith(' before')) dying = process;
      else process.kill();
    },
    onCall: (path) => {
      if (!dying || effectAfterMs === undefined) return;
      // The request leaves, its sender dies, HubSpot takes its time.
      world.hubspot.fault({ kind: 'reset', path: exactly(path), times: 1, effectAfterMs });
      dying.kill();
      dying = undefined;
    },
  });
  try {
    await baseline.scenario.run(world);
    const settled = await heal(world, false);
    const known = factsOf(baseline.scenario);
    const facts = { ...known, lateSurplus: known.lateSurplus || stoppedForMs !== undefined };
    // Before anybody presses anything: a second run repairs what it should not have found.
    const before = check(await world.history(facts));
    await world.rerun();
    const history = await world.history(facts);
    const states = statesOf(history);
    const odd = Object.entries(baseline.states).flatMap(([key, state]): Breach[] =>
      states[key] === state
        ? []
        : [{ rule: 'V2', what: `${key} should end ${state} and is ${states[key] ?? 'missing'}` }],
    );
    return { at, settled, breaches: [...(before.length > 0 ? before : check(history)), ...odd] };
  } finally {
    world.end();
  }
}
