import { ACTIVITY_KEY_PROPERTY } from '../../../shared/properties.ts';
import { BUYERS } from '../../sandbox/samples/cast.ts';
import { DEMO_IDS } from '../../sandbox/samples/portal.ts';
import type { PortalSeed } from '../../sandbox/sandbox.types.ts';
import type { World } from '../world/world.types.ts';
import { ORG, person, portal, seeds, stranger } from './cast.ts';
import { useCoachingObject, withCustomObjects } from './coaching.ts';
import { conversation } from './conversation.ts';
import type { Scenario } from './scenario.types.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const KEYED = ['meetings', 'calls', 'notes', 'tasks'];

const loseKey = (world: World, forGood: boolean): void => {
  for (const type of KEYED) world.takeAway(portal, type, ACTIVITY_KEY_PROPERTY.name, forGood);
};

const later = async (world: World, ms: number): Promise<void> => {
  world.time.moveTo(world.time.now() + ms);
  await world.settle();
};

/** Somebody deletes the unique key: while we write, while an answer is in doubt, and before a sweep looks by it. */
export const keyLost = (over: Partial<PortalSeed>): Scenario => ({
  name: 'key lost',
  portals: seeds(over),
  async run(world) {
    const tell = (id: string) => world.deliver(conversation(world, ORG, { id, version: 1 }));
    await world.connect(ORG, portal);
    await tell('ses_keyed');
    await world.settle();
    loseKey(world, false);
    await tell('ses_without');
    await world.settle();
    // The key is made anew, and what went without gets it.
    await later(world, MINUTE_MS);

    world.hubspot.fault({ path: /\/meetings\/batch\/create$/, kind: 'reset', before: false, times: 1 });
    await tell('ses_in_doubt');
    await world.quiet();
    loseKey(world, true);
    await world.settle();
    await later(world, MINUTE_MS);

    world.hubspot.fault({ path: /\/meetings\/batch\/create$/, kind: 'reset', before: false, times: 1 });
    await tell('ses_to_sweep');
    await world.settle();
    loseKey(world, true);
    await later(world, 11 * MINUTE_MS);
  },
});

/** Somebody deletes properties of ours on contacts and deals while we write to them. */
export const propertyGone = (over: Partial<PortalSeed>): Scenario => ({
  name: 'property gone',
  portals: seeds(over),
  async run(world) {
    await world.connect(ORG, portal);
    await world.deliver(conversation(world, ORG, { id: 'ses_with', version: 1 }));
    await world.settle();
    for (const type of ['contacts', 'deals']) world.takeAway(portal, type, 'liveprompt_sentiment');
    await world.deliver(
      conversation(world, ORG, { id: 'ses_missed', version: 1, participants: [person(BUYERS.sarah)] }),
    );
    await world.settle();
  },
});

/** A company's first request has its effect after it was made again: the sweep archives the one nobody uses. */
export const companyTwice = (over: Partial<PortalSeed>): Scenario => ({
  name: 'company twice',
  portals: seeds(over),
  lateSurplus: true,
  async run(world) {
    await world.connect(ORG, portal);
    world.hubspot.fault({
      path: /\/companies\/batch\/create$/,
      kind: 'reset',
      before: true,
      effectAfterMs: 2 * MINUTE_MS,
      times: 1,
    });
    await world.deliver(conversation(world, ORG, { id: 'ses_twice', version: 1, participants: [stranger] }));
    await world.settle();
    await world.pass(3 * MINUTE_MS);
    for (const ms of [11 * MINUTE_MS, DAY_MS]) await later(world, ms);
  },
});

/** The answer about a coaching session is lost; later somebody deletes a property of the customer's own object. */
export const coachInDoubt = (over: Partial<PortalSeed>): Scenario => ({
  name: 'coach in doubt',
  portals: withCustomObjects(over),
  async run(world) {
    await useCoachingObject(world);
    await world.connect(ORG, portal);
    world.hubspot.fault({
      path: /\/objects\/2026-09\/2-\d+\/batch\/upsert$/,
      kind: 'reset',
      before: false,
      times: 1,
    });
    await world.deliver(conversation(world, ORG, { id: 'ses_c', version: 1 }));
    await world.settle();
    world.takeAway(portal, 'coaching_sessions', 'sentiment');
    await world.deliver(
      conversation(world, ORG, {
        id: 'ses_c',
        version: 2,
        summary: { brief: 'They changed their mind.', sentiment: 'negative' },
      }),
    );
    await world.settle();
  },
});

/** Two contacts become one, and search does not know the address that went along: told twice before it does. */
export const merged = (over: Partial<PortalSeed>): Scenario => ({
  name: 'merged',
  dieEverywhere: true,
  portals: withCustomObjects(over),
  async run(world) {
    await useCoachingObject(world);
    await world.connect(ORG, portal);
    world.hubspot.merge(portal, 'contacts', DEMO_IDS.john, DEMO_IDS.sarah);
    for (const version of [1, 2]) {
      await world.deliver(
        conversation(world, ORG, { id: 'ses_merged', version, participants: [person(BUYERS.sarah)] }),
      );
      await world.quiet();
    }
    await world.settle();
  },
});
