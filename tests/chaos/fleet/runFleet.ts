import { check } from '../checker/check.ts';
import type { Breach } from '../checker/history.types.ts';
import type { ChaosOptions } from '../options.ts';
import { secondsSince, watched, type Report } from '../report.ts';
import { seeded } from '../world/seeded.ts';
import { connectAll } from './connectAll.ts';
import { openEvidence } from './evidence.ts';
import { killFor } from './killFor.ts';
import { actOf } from './people.ts';
import { startFleet } from './startFleet.ts';
import { createTraffic } from './traffic.ts';

const LOOK_MS = 500;
/** A lease, a quarantine and a few steps of the ladder (reliability.md §2, §3). */
const DRAIN_MS = 8 * 60_000;
/** Of the whole time of kills, for what people's doings are followed by. */
const NEWS = 0.25;

/**
 * `--fleet 8,4,3`: so many workers, web processes and schedulers, one of which dies every two seconds. Then people
 * change and remove things, what they touched is told anew under kills, and all is synced a second time in peace.
 */
export async function runFleet({
  fleet: shape = '3,2,1',
  portals,
  sessions,
  seconds,
  seed,
}: ChaosOptions): Promise<Report> {
  const started = performance.now();
  const [worker = 3, web = 2, scheduler = 1] = shape.split(',').map(Number);
  const random = seeded(seed);
  const breaches = watched();
  const fleet = await startFleet({ web, worker, scheduler });
  const evidence = await openEvidence(fleet);
  try {
    const ties = await connectAll(fleet, portals);
    const traffic = createTraffic(fleet.clients, random);
    const drain = async (): Promise<number> => {
      await traffic.delivered();
      const from = performance.now();
      while ((await evidence.open()) > 0 && performance.now() - from < DRAIN_MS) {
        await evidence.look();
        await pause(LOOK_MS);
      }
      return secondsSince(from);
    };
    const underKills = async (ms: number, tell: readonly (() => void)[]) => {
      const killing = killFor(ms, fleet.members, random, evidence.look);
      for (const one of tell) {
        one();
        await pause((ms * 0.9) / tell.length);
      }
      return killing;
    };

    const orgs = Array.from({ length: sessions }, () => `org_${1 + Math.floor(random() * portals)}`);
    const first = await underKills(
      seconds * 1_000,
      orgs.map((orgId) => () => traffic.tell(orgId)),
    );
    const drainSeconds = await drain();
    const { acts, about } = actOf(fleet.sandbox, await evidence.rows());
    const second = await underKills(
      seconds * 1_000 * NEWS,
      about.map((row) => () => traffic.tellAgain(row.orgId, row.sessionId, row.version + 1)),
    );
    await drain();
    const calls = fleet.sandbox.calls();
    fleet.sandbox.resetCalls();
    for (const { orgId } of ties) await fleet.applyAll(orgId);
    await drain();
    const rerun = fleet.sandbox.calls();
    const usage = Object.fromEntries(
      await Promise.all(ties.map(async ({ orgId }) => [orgId, await fleet.usedBy(orgId)] as const)),
    );

    const { accepted } = traffic;
    const known = { ties, accepted, people: acts, calls: [...calls, ...rerun], rerun, usage };
    const found = check(await evidence.history(known));
    breaches.push(...first.bad, ...second.bad, ...found.map(({ rule, what }) => `${rule} ${what}`));
    return {
      run: 'fleet',
      figures: {
        processes: shape,
        portals,
        'webhooks with a 202': accepted.length,
        'killed by SIGKILL': first.kills + second.kills,
        'stopped by SIGTERM': first.stops + second.stops,
        'doings of people': acts.length,
        'synced a second time': (await evidence.rows()).length,
        lost: count(found, ['V1', 'V2']),
        doubled: count(found, ['V3', 'V4', 'V8']),
        'seconds until all was done': drainSeconds,
        seconds: secondsSince(started),
      },
      breaches,
    };
  } finally {
    await evidence.close();
    await fleet.stop();
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const count = (found: readonly Breach[], rules: readonly string[]): number =>
  found.filter(({ rule }) => rules.includes(rule)).length;
