import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { check } from '../checker/check.ts';
import type { ChaosOptions } from '../options.ts';
import { secondsSince, watched, type Report } from '../report.ts';
import { conversation } from '../scenarios/conversation.ts';
import type { ChaosProcess } from '../world/chaosProcess.ts';
import { createWorld } from '../world/createWorld.ts';
import type { World, WorldOptions } from '../world/world.types.ts';

const ORG = 'org_1';
const { portal } = DEMO_IDS;
/** A dead worker's portal moves within this (reliability.md §6). */
const MOVES_MS = 75_000;
/** An arrival in the last moment of a turn is served without any sweep. */
const WAKES_MS = 5_000;

interface Row {
  _id: string;
  fence: number;
  owner: string | null;
  state?: string;
}

type Watch = (process: ChaosProcess, step: string) => void;

/** `--recovery`: how soon work goes on after a death, a lost moment, a sleep and a store that is gone. Virtual time. */
export async function runRecovery({ seed }: Pick<ChaosOptions, 'seed'>): Promise<Report> {
  const started = performance.now();
  const breaches = watched();
  const figures: Report['figures'] = {};
  const trials = { lateArrival, newerVersion, deadWorker, deadProjection, zombie, storeGone };
  for (const [name, trial] of Object.entries(trials)) {
    try {
      const { took, broken } = await trial(seed);
      figures[`${name}, virtual ms`] = took;
      breaches.push(...broken.map((one) => `${name}: ${one}`));
    } catch (error) {
      breaches.push(
        `${name}: never came to an end: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  return { run: 'recovery', figures: { ...figures, seconds: secondsSince(started) }, breaches };
}

interface Trial {
  took: number;
  broken: string[];
}

/** A conversation arrives between a worker's last look and its release of the portal. */
async function lateArrival(seed: number): Promise<Trial> {
  return inWorld(seed, async (world, watch) => {
    let stopped: ChaosProcess | undefined;
    watch((process, step) => {
      if (stopped || step !== 'at queue.release') return;
      stopped = process;
      process.stop();
    });
    await tell(world, 'ses_early');
    await world.start();
    await tell(world, 'ses_late');
    stopped?.resume();
    return waitFor(world, WAKES_MS, () => rowOf(world, 'syncs', `${ORG}:ses_late`)?.state === 'synced');
  });
}

/** A newer version arrives while the older one is being written: the end of that turn must not hide it. */
async function newerVersion(seed: number): Promise<Trial> {
  return inWorld(seed, async (world, watch) => {
    let stopped: ChaosProcess | undefined;
    watch((process, step) => {
      if (stopped || step !== 'at close.finish') return;
      stopped = process;
      process.stop();
    });
    await tell(world, 'ses_edited');
    await world.start();
    await tell(world, 'ses_edited', 2);
    stopped?.resume();
    return waitFor(world, MOVES_MS, () => {
      const row = rowOf(world, 'syncs', `${ORG}:ses_edited`);
      return row?.state === 'synced';
    });
  });
}

/** A web process dies between the 202 and the ledger: the sweep of another one carries the webhook over. */
async function deadProjection(seed: number): Promise<Trial> {
  return inWorld(seed, async (world, watch) => {
    watch((process, step) => {
      if (step === 'at project.ledger') process.kill();
    });
    await tell(world, 'ses_left');
    watch(() => undefined);
    const from = world.time.now();
    await world.settle();
    return { took: world.time.now() - from, broken: [] };
  });
}

/** A worker dies in the middle of a turn; another one is there. */
async function deadWorker(seed: number): Promise<Trial> {
  return inWorld(seed, async (world, watch) => {
    watch((process, step) => {
      if (step === 'at activities.created') process.kill();
    });
    await tell(world, 'ses_dead');
    watch(() => undefined);
    await world.start();
    const before = rowOf(world, 'portals', portal)?.fence ?? 0;
    return waitFor(world, MOVES_MS, () => (rowOf(world, 'portals', portal)?.fence ?? 0) > before);
  });
}

/** A worker sleeps through three leases and wakes while its successor works: the portal stays the successor's. */
async function zombie(seed: number): Promise<Trial> {
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

/** The store does not take a webhook: then nobody says 202. */
async function storeGone(seed: number): Promise<Trial> {
  let gone = false;
  return inWorld(
    seed,
    async (world) => {
      gone = true;
      const told = tell(world, 'ses_unstored');
      await told;
      gone = false;
      return { took: 0, broken: [] };
    },
    { storeFault: (label) => (gone && label.startsWith('journal.insert') ? 'before' : undefined) },
  );
}

async function inWorld(
  seed: number,
  trial: (world: World, watch: (watching: Watch) => void) => Promise<Trial>,
  over: Partial<WorldOptions> = {},
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
    const { took, broken } = await trial(world, (next) => (watching = next));
    watching = () => undefined;
    const settled = await world.settle();
    const rest = check(await world.history()).map(({ rule, what }) => `${rule} ${what}`);
    return { took, broken: [...broken, ...(settled ? [] : ['never came to an end']), ...rest] };
  } finally {
    world.end();
  }
}

async function tell(world: World, id: string, version = 1): Promise<void> {
  await world.deliver(conversation(world, ORG, { id, version }));
  await world.quiet();
}

/** Time passes second by second, without a sweep, until it is so. */
async function waitFor(world: World, atMostMs: number, isSo: () => boolean): Promise<Trial> {
  const from = world.time.now();
  while (!isSo() && world.time.now() - from <= atMostMs) await world.pass(1_000);
  const took = world.time.now() - from;
  return { took, broken: isSo() ? [] : [`V2 nothing happened within ${atMostMs} ms`] };
}

function rowOf(world: World, collection: string, id: string): Row | undefined {
  return (world.engine.dump(collection) as unknown as Row[]).find(({ _id }) => _id === id);
}
