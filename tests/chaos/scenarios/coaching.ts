import { OPTIONAL_SCOPES } from '../../../shared/scopes.ts';
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';
import { BUYERS } from '../../sandbox/samples/cast.ts';
import type { PortalSeed } from '../../sandbox/sandbox.types.ts';
import { ORG, person, portal, seeds } from './cast.ts';
import type { World } from '../world/world.types.ts';
import { conversation, deletion } from './conversation.ts';
import type { Scenario } from './scenario.types.ts';

const PRESSES = 3;

/** An Enterprise portal, with objects of its own. */
export const withCustomObjects = (over: Partial<PortalSeed>): PortalSeed[] =>
  seeds({ ...over, withheldScopes: OPTIONAL_SCOPES.filter((scope) => !scope.includes('.custom.')) });

/** An Enterprise portal keeps coaching sessions as records: made, changed, moved to others, taken back. */
export const coach = (over: Partial<PortalSeed>): Scenario => ({
  name: 'coach',
  portals: withCustomObjects(over),
  async run(world) {
    await useCoachingObject(world);
    await world.connect(ORG, portal);
    await world.deliver(conversation(world, ORG, { id: 'ses_c', version: 1 }));
    await world.deliver(conversation(world, ORG, { id: 'ses_d', version: 1 }));
    await world.settle();
    await world.deliver(
      conversation(world, ORG, { id: 'ses_c', version: 2, participants: [person(BUYERS.anika)] }),
    );
    await world.settle();
    await world.deliver(deletion(world, ORG, 'ses_d', 2));
    await world.settle();
  },
});

/** The organisation may use the customer's own object and asks for it, before it is connected: its first conversation has it made. */
export async function useCoachingObject(world: World): Promise<void> {
  await world.deliver({
    type: 'organization.plan_changed',
    timestamp: new Date(world.time.now()).toISOString(),
    data: { organization_id: ORG, plan: 'enterprise' },
  });
  await world.quiet();
  const sync = { ...DEFAULT_SETTINGS.sync, customObject: 'coaching_sessions' };
  // Nobody waits for an answer that does not come: they press again.
  for (let presses = 0; presses < PRESSES; presses += 1)
    if ((await world.api('PUT', '/settings', ORG, { ...DEFAULT_SETTINGS, sync })).status === 200) return;
}
