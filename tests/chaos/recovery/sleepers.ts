import { deletion } from '../scenarios/conversation.ts';
import type { ChaosProcess } from '../world/chaosProcess.ts';
import { inWorld, MOVES_MS, ORG, portal, rowOf, tell, waitFor, type Trial } from './inWorld.ts';

/** A worker sleeps through three leases and wakes while its successor works: the portal stays the successor's. */
export async function zombie(seed: number): Promise<Trial> {
  return inWorld(seed, async (world, watch) => {
    let sleeper: ChaosProcess | undefined;
    watch((process, step) => {
      if (sleeper || step !== 'at snapshot.contacts') return;
      sleeper = process;
      process.stop();
    });
    await tell(world, 'ses_zombie');
    const before = rowOf(world, 'portals', portal)?.fence ?? 0;
    await world.start();
    await world.pass(MOVES_MS);
    // The successor is kept busy, so that it holds the portal when the sleeper wakes.
    world.hubspot.fault({ kind: 'hang', path: /contacts\/batch\/read/, times: 1 });
    await tell(world, 'ses_next');
    const held = rowOf(world, 'portals', portal);
    sleeper?.resume();
    await world.quiet();
    const after = rowOf(world, 'portals', portal);
    const broken: string[] = [];
    if ((held?.fence ?? 0) <= before) broken.push('V14 the successor’s fence is not above the sleeper’s');
    if (held?.owner === null) broken.push('V14 the successor does not hold the portal');
    if (after?.owner !== held?.owner)
      broken.push('V14 the sleeper gave away a portal that is its successor’s');
    return { took: 0, broken };
  });
}

/**
 * A worker falls asleep on the way to the ledger with what it wrote of version 1. Its successor writes version 2, which
 * has another task. When the sleeper's note arrives, only the fence keeps the ledger from forgetting that task; the
 * conversation is taken back before any sweep comes by, and what the ledger has forgotten would stay in HubSpot.
 */
export async function staleLedger(seed: number): Promise<Trial> {
  return inWorld(
    seed,
    async (world, watch) => {
      let closing: ChaosProcess | undefined;
      let sleeper: ChaosProcess | undefined;
      watch((process, step) => {
        if (step === 'at close.finish') closing ??= process;
        if (sleeper || process !== closing || step !== 'store syncs.bulkWrite.update before') return;
        sleeper = process;
        process.stop();
      });
      const id = 'ses_stale';
      await tell(world, id);
      await world.start();
      await world.pass(MOVES_MS);
      await tell(world, id, 2, { action_items: [{ id: 'act_9', title: 'Agreed on later' }] });
      const served = await waitFor(world, MOVES_MS, () => {
        const row = rowOf(world, 'syncs', `${ORG}:${id}`);
        return row?.state === 'synced' && row.syncedVersion === 2;
      });
      sleeper?.resume();
      await world.quiet();
      await world.deliver(deletion(world, ORG, id, 3));
      return { ...served, broken: [...(sleeper ? [] : ['nobody fell asleep']), ...served.broken] };
    },
    {},
    { lateSurplus: true },
  );
}
