import { check } from '../../chaos/checker/check.ts';
import { heal } from '../../chaos/cells/runCell.ts';
import { conversation } from '../../chaos/scenarios/conversation.ts';
import { createWorld } from '../../chaos/world/createWorld.ts';
import type { World } from '../../chaos/world/world.types.ts';
import { BUYERS } from '../../sandbox/samples/cast.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';

jest.setTimeout(60_000);

const ORG = 'org_1';
const MINUTE = 60_000;
const { portal } = DEMO_IDS;

/** reliability.md §2 "clock ±10 min: may delay, never doubles". */
describe('machines whose clocks are ten minutes off', () => {
  let world: World;

  beforeEach(async () => {
    const portals = [{ ...demoPortal('2026-12-31'), activityKeys: false }];
    world = await createWorld({ seed: 3, portals, flushSize: 1 });
    await world.connect(ORG, portal);
  });
  afterEach(() => world.end());

  /** From here on every process works on a machine whose clock is wrong. */
  const onWrongClocks = async (...skews: number[]) => {
    for (const process of world.processes) process.kill();
    for (const skew of skews) await world.start(skew);
  };

  const deliver = (id: string, version: number) =>
    world.deliver(conversation(world, ORG, { id, version, participants: [BUYERS.john, BUYERS.sarah] }));

  it.each([[[10 * MINUTE, -10 * MINUTE]], [[-10 * MINUTE, 10 * MINUTE]]])(
    'double nothing when an answer is lost and its effect comes late (%j ms)',
    async (skews) => {
      await onWrongClocks(...skews);
      const calls = 6;
      for (let round = 0; round < calls; round += 1) {
        world.hubspot.fault({
          path: /(meetings|notes|tasks)\/batch\/create/,
          kind: 'reset',
          effectAfterMs: 55_000,
          times: 1,
        });
        expect(await deliver(`ses_${round}`, 1)).toBe(202);
        await world.pass(7_000);
        // Whoever began is gone: the other one has to judge by what it left.
        const [busy] = world.processes.filter(({ state }) => state === 'alive');
        busy?.kill();
        await world.start(skews[round % skews.length]);
      }
      const began = world.time.now();
      expect(await world.settle()).toBe(true);
      // Lost answers wait a minute, dead workers' portals a lease: nobody waits for a wrong clock beside that.
      expect(world.time.now() - began).toBeLessThan(5 * MINUTE);
      await heal(world, false);
      await world.rerun();
      expect([...check(await world.history())]).toEqual([]);
    },
  );

  it('take in webhooks and calls that carry the right time', async () => {
    await onWrongClocks(10 * MINUTE, -10 * MINUTE);
    for (const process of world.processes.filter(({ state }) => state === 'alive')) {
      const ready = await world.knock({ method: 'GET', url: '/readyz' }, process);
      expect(ready?.status).toBe(503);
      expect(ready?.text).toContain('clock_off');
      const { offBy } = metricOf(
        (await world.knock({ method: 'GET', url: '/metrics' }, process))?.text ?? '',
      );
      expect(Math.abs(offBy)).toBe(600);
    }
    expect(await deliver('ses_a', 1)).toBe(202);
  });
});

function metricOf(text: string): { offBy: number } {
  return { offBy: Math.round(Number(/^liveprompt_clock_off_seconds (\S+)$/m.exec(text)?.[1])) };
}
