import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { check } from '../checker/check.ts';
import type { History } from '../checker/history.types.ts';
import { conversation, type Told } from '../scenarios/conversation.ts';
import type { ChaosProcess } from '../world/chaosProcess.ts';
import { createWorld } from '../world/createWorld.ts';
import type { World, WorldOptions } from '../world/world.types.ts';

export const ORG = 'org_1';
export const { portal } = DEMO_IDS;
/** A dead worker's portal moves within this (reliability.md §6). */
export const MOVES_MS = 75_000;

interface Row {
  _id: string;
  fence: number;
  owner: string | null;
  state?: string;
  syncedVersion?: number | null;
}

export type Watch = (process: ChaosProcess, step: string) => void;

/** What a trial found out. */
export interface Trial {
  took: number;
  broken: string[];
}

/** A connected world for one trial, judged when it is over; `watch` sees each step before it is taken. */
export async function inWorld(
  seed: number,
  trial: (world: World, watch: (watching: Watch) => void) => Promise<Trial>,
  over: Partial<WorldOptions> = {},
  facts: Partial<History> = {},
): Promise<Trial> {
  let watching: Watch = () => undefined;
  const portals = [demoPortal('2026-12-31')];
  const world = await createWorld({
    seed,
    portals,
    onStep: (process, step) => watching(process, step),
    ...over,
  });
  try {
    await world.connect(ORG, portal);
    const { took, broken } = await orItsError(() => trial(world, (next) => (watching = next)));
    watching = () => undefined;
    const rested = await orItsError(async () => ({
      took: 0,
      broken: (await world.settle()) ? [] : ['never came to an end'],
    }));
    const rest = check(await world.history(facts)).map(({ rule, what }) => `${rule} ${what}`);
    return { took, broken: [...broken, ...rested.broken, ...rest] };
  } finally {
    world.end();
  }
}

/** A product that goes on for ever has left something behind, which says by which promise. */
async function orItsError(work: () => Promise<Trial>): Promise<Trial> {
  try {
    return await work();
  } catch (error) {
    return {
      took: 0,
      broken: [`never came to an end: ${error instanceof Error ? error.message : String(error)}`],
    };
  }
}

export async function tell(world: World, id: string, version = 1, over: Partial<Told> = {}): Promise<void> {
  await world.deliver(conversation(world, ORG, { id, version, ...over }));
  await world.quiet();
}

/** Time passes second by second, without a sweep, until it is so. */
export async function waitFor(world: World, atMostMs: number, isSo: () => boolean): Promise<Trial> {
  const from = world.time.now();
  while (!isSo() && world.time.now() - from <= atMostMs) await world.pass(1_000);
  const took = world.time.now() - from;
  return { took, broken: isSo() ? [] : [`V2 nothing happened within ${atMostMs} ms`] };
}

export function rowOf(world: World, collection: string, id: string): Row | undefined {
  return (world.engine.dump(collection) as unknown as Row[]).find(({ _id }) => _id === id);
}
