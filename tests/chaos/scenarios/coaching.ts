import { OPTIONAL_SCOPES } from '../../../shared/scopes.ts';
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';
import { BUYERS } from '../../sandbox/samples/cast.ts';
import type { PortalSeed } from '../../sandbox/sandbox.types.ts';
import { ORG, person, portal, seeds } from './cast.ts';
import { conversation, deletion } from './conversation.ts';
import type { Scenario } from './scenario.types.ts';

/** An Enterprise portal keeps coaching sessions as records: made, changed, moved to others, taken back. */
export const coach = (over: Partial<PortalSeed>): Scenario => ({
  name: 'coach',
  portals: seeds({ ...over, withheldScopes: OPTIONAL_SCOPES.filter((scope) => !scope.includes('.custom.')) }),
  async run(world) {
    await world.deliver({
      type: 'organization.plan_changed',
      timestamp: new Date(world.time.now()).toISOString(),
      data: { organization_id: ORG, plan: 'enterprise' },
    });
    await world.quiet();
    const sync = { ...DEFAULT_SETTINGS.sync, customObject: 'coaching_sessions' };
    // Before anybody is connected, so that the first conversation has the object made.
    await world.api('PUT', '/settings', ORG, { ...DEFAULT_SETTINGS, sync });
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
