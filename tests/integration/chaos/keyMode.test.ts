import { check } from '../../chaos/checker/check.ts';
import { conversation } from '../../chaos/scenarios/conversation.ts';
import { heal } from '../../chaos/cells/runCell.ts';
import { createWorld } from '../../chaos/world/createWorld.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import type { Fault } from '../../sandbox/sandbox.types.ts';

jest.setTimeout(60_000);

const { portal } = DEMO_IDS;
const LOST: Readonly<Record<string, Omit<Fault, 'path'>>> = {
  'was applied': { kind: 'reset', before: false },
  'is applied 55 seconds later': { kind: 'reset', before: true, effectAfterMs: 55_000 },
  'is applied two minutes later': { kind: 'reset', before: true, effectAfterMs: 120_000 },
};

describe('a portal that gets its unique key after its first conversation', () => {
  it.each(Object.entries(LOST))(
    'has one of each when the answer was lost and the call %s',
    async (_, lost) => {
      const world = await createWorld({
        seed: 1,
        portals: [{ ...demoPortal('2026-12-31'), activityKeys: true }],
      });
      try {
        world.hubspot.fault({
          method: 'POST',
          path: /properties\/2026-09\/notes$/,
          kind: 'status',
          times: 1,
        });
        await world.connect('org_1', portal);
        world.hubspot.fault({ path: /\/meetings\/batch\/create$/, times: 1, ...lost });
        await world.deliver(conversation(world, 'org_1', { id: 'ses_a', version: 1 }));
        expect(await heal(world, false)).toBe(true);
        await world.rerun();
        const history = await world.history({ lateSurplus: lost.effectAfterMs === 120_000 });
        expect(history.database.installs.map(({ activityKeyMode }) => activityKeyMode)).toEqual(['unique']);
        // Copied: the arrays of another realm are equal to none of jest's.
        expect([...check(history)]).toEqual([]);
        const meetings = world.hubspot.records(portal, 'meetings').filter(({ archived }) => !archived);
        expect(meetings.map(({ properties }) => properties['liveprompt_key'])).toEqual(['ses_a:activity']);
      } finally {
        world.end();
      }
    },
  );
});
