import { check } from '../checker/check.ts';
import type { Breach } from '../checker/history.types.ts';
import { factsOf } from '../scenarios/scenario.types.ts';
import { createWorld } from '../world/createWorld.ts';
import type { World } from '../world/world.types.ts';
import { nameOf, type Cell, type CellResult } from './cell.types.ts';
import { statesOf, type Baseline } from './enumerate.ts';

const DAY_MS = 24 * 3_600_000;

/** Runs a scenario with one fault in it, lets it pass, and judges what is left. */
export async function runCell(cell: Cell, baseline: Baseline, seed: number): Promise<CellResult> {
  const { call, kind, occurrence, scenario } = cell;
  let refused = 0;
  const aimed = (path: string): boolean => kind.fault === 'unreachable' && path === call.path;
  const world = await createWorld({
    ...scenario,
    seed,
    onCall: (path) => {
      if (aimed(path) && (refused += 1) === occurrence) throw unreachable();
    },
  });
  try {
    if (kind.fault !== 'unreachable')
      world.hubspot.fault({
        ...kind.fault,
        method: call.method,
        path: exactly(call.path),
        skip: occurrence - 1,
        times: 1,
      });
    await scenario.run(world);
    const settled = await heal(world, kind.outcome === 'final');
    await world.rerun();
    const history = await world.history({
      ...factsOf(scenario),
      ...(isLate(kind) ? { lateSurplus: true } : {}),
    });
    const fired =
      kind.fault === 'unreachable'
        ? refused >= occurrence
        : history.calls.some(({ fault }) => fault !== undefined);
    const states = statesOf(history);
    const excused = kind.excused(call);
    const odd = Object.entries(baseline.states).flatMap(([key, state]): Breach[] =>
      states[key] === state || excused.length > 0
        ? []
        : [{ rule: 'V2', what: `${key} should end ${state} and is ${states[key] ?? 'missing'}` }],
    );
    return {
      cell: nameOf(cell),
      fired,
      settled,
      breaches: [...check(history), ...odd].filter(({ rule }) => !excused.includes(rule)),
    };
  } finally {
    world.end();
  }
}

/** Rule B waits this long for a lost answer (reliability.md §3). */
const QUARANTINE_MS = 60_000;

function isLate({ fault }: Cell['kind']): boolean {
  return fault !== 'unreachable' && (fault.effectAfterMs ?? 0) > QUARANTINE_MS;
}

/** After the fault: time passes, a person reconnects where asked to and retries what failed, the sweeps come by. */
export async function heal(world: World, retry: boolean): Promise<boolean> {
  let settled = await world.settle();
  for (const { orgId, portalId, until } of [...world.deeds.ties]) {
    if (until !== null) continue;
    const { body } = await world.api('GET', '/connection', orgId);
    if (body['status'] === 'reconnect_required') await world.connect(orgId, portalId);
  }
  if (retry) {
    for (const { orgId, sessionId, state } of world.rows())
      if (state === 'failed' || state === 'partial')
        await world.api('POST', `/syncs/${sessionId}/retry`, orgId);
  }
  settled = (await world.settle()) && settled;
  // The sweeps for what HubSpot applied very late run after ten minutes and after a day (reliability.md §3).
  for (const ms of [11 * 60_000, DAY_MS]) {
    world.time.moveTo(world.time.now() + ms);
    settled = (await world.settle()) && settled;
  }
  return settled;
}

export function exactly(path: string): RegExp {
  return new RegExp(`^${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}

function unreachable(): TypeError {
  const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  return new TypeError('fetch failed', { cause });
}
