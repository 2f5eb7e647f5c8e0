import type { PortalSeed } from '../../sandbox/sandbox.types.ts';
import type { World } from '../world/world.types.ts';

/** Something that happens between liveprompt, its customers and HubSpot, long enough to be disturbed. */
export interface Scenario {
  name: string;
  portals: readonly PortalSeed[];
  appEvents?: boolean;
  run(world: World): Promise<void>;
}
