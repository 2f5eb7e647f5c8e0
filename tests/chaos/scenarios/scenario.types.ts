import type { PortalSeed } from '../../sandbox/sandbox.types.ts';
import type { World } from '../world/world.types.ts';

/** Something that happens between liveprompt, its customers and HubSpot, long enough to be disturbed. */
export interface Scenario {
  name: string;
  portals: readonly PortalSeed[];
  appEvents?: boolean;
  /** Conversations of which HubSpot has to refuse something, `orgId:sessionId`. */
  plantedBad?: readonly string[];
  /** See `History.lateSurplus`. */
  lateSurplus?: boolean;
  /** Its deaths are of another kind than those of earlier scenarios, at the same places. */
  dieEverywhere?: boolean;
  run(world: World): Promise<void>;
}

/** What only the scenario knows and the checker has to. */
export function factsOf({ plantedBad = [], lateSurplus = false }: Scenario) {
  return { plantedBad, lateSurplus };
}
