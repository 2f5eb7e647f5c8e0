import { heal } from '../cells/runCell.ts';
import { check } from '../checker/check.ts';
import { demoPortal } from '../../sandbox/samples/portal.ts';
import { createWorld } from '../world/createWorld.ts';
import { PLACES, type Move, type Past } from './moves.ts';
import { play } from './play.ts';

/** Plays a history from a connected start to its end, and judges it. @returns what it broke. */
export async function runHistory(history: readonly Move[], seed: number): Promise<string[]> {
  const past: Partial<Past> = {};
  const world = await createWorld({
    seed,
    portals: PLACES.map(({ portalId }, index) => ({
      ...demoPortal('2026-12-31'),
      portalId,
      activityKeys: index === 1,
    })),
    onStep: (process) => {
      if (!past.trap || (past.trap.after -= 1) >= 0) return;
      process[past.trap.does]();
      past.trap = undefined;
    },
    storeFault: () => {
      if (!past.storeTrap || (past.storeTrap.after -= 1) >= 0) return undefined;
      const { fault } = past.storeTrap;
      past.storeTrap = undefined;
      return fault;
    },
  });
  try {
    const known: Past = Object.assign(past, {
      world,
      versions: new Map<string, number>(),
      sent: [],
      webhooks: 0,
      deleted: new Set<string>(),
      connected: new Set(PLACES.map(({ orgId }) => orgId)),
      uninstalled: new Set<string>(),
      lives: new Map<string, number>(),
      trap: undefined,
      storeTrap: undefined,
    });
    for (const { orgId, portalId } of PLACES) await world.connect(orgId, portalId);
    for (const move of history) await play(known, move);
    known.trap = undefined;
    known.storeTrap = undefined;
    for (const process of world.processes) if (process.state === 'stopped') process.resume();
    for (const { orgId, portalId } of PLACES)
      if (known.uninstalled.has(orgId)) await world.connect(orgId, portalId);
    const settled = await heal(world, true);
    // What people did since the last sync may ask for writes once; after that nothing does.
    await world.rerun();
    await world.rerun();
    const breaches = check(await world.history({ lateSurplus: history.some(comesLate) })).map(
      ({ rule, what }) => `${rule} ${what}`,
    );
    return settled ? breaches : ['never came to an end', ...breaches];
  } finally {
    world.end();
  }
}

/** A process that sleeps through its lease may write after its successor has looked. */
const comesLate = ({ move }: Move): boolean => move === 'stop';
