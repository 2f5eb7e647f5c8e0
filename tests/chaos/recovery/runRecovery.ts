import type { ChaosOptions } from '../options.ts';
import { secondsSince, watched, type Report } from '../report.ts';
import type { ChaosProcess } from '../world/chaosProcess.ts';
import { inWorld, MOVES_MS, ORG, portal, rowOf, tell, waitFor, type Trial } from './inWorld.ts';
import { staleLedger, zombie } from './sleepers.ts';

/** An arrival in the last moment of a turn is served without any sweep. */
const WAKES_MS = 5_000;

/** `--recovery`: how soon work goes on after a death, a lost moment, a sleep and a store that is gone. Virtual time. */
export async function runRecovery({ seed }: Pick<ChaosOptions, 'seed'>): Promise<Report> {
  const started = performance.now();
  const breaches = watched();
  const figures: Report['figures'] = {};
  const trials = { lateArrival, newerVersion, deadWorker, deadProjection, zombie, staleLedger, storeGone };
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
