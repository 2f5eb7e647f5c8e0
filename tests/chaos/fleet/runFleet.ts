import { demoPortal } from '../../sandbox/samples/portal.ts';
import { check } from '../checker/check.ts';
import type { Breach, Tie } from '../checker/history.types.ts';
import type { ChaosOptions } from '../options.ts';
import { secondsSince, watched, type Report } from '../report.ts';
import { seeded } from '../world/seeded.ts';
import { openEvidence } from './evidence.ts';
import { startFleet } from './startFleet.ts';
import type { Supervised } from './supervised.ts';
import { createTraffic } from './traffic.ts';

const KILL_EVERY_MS = 2_000;
/** Each fourth one is asked to stop instead of being killed. */
const ASKED = 4;
/** A process that is still starting has no hand for a signal yet. */
const GROWN_UP_MS = 3_000;
const LOOK_MS = 500;
/** A lease, a quarantine and a few steps of the ladder (reliability.md §2, §3). */
const DRAIN_MS = 8 * 60_000;

/** `--fleet 8,4,3`: so many workers, web processes and schedulers, one of which dies every two seconds. */
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
  const ties: Tie[] = [];
  try {
    for (let index = 1; index <= portals; index += 1) {
      const [orgId, portalId] = [`org_${index}`, String(1_000 + index)];
      fleet.sandbox.addPortal({
        ...demoPortal('2026-12-31'),
        portalId,
        activityKeys: index % 2 === 0,
      });
      await fleet.clients[0]?.connect(orgId, portalId);
      ties.push({ orgId, portalId, from: Date.now(), until: null });
    }
    const traffic = createTraffic(fleet.clients, random);
    const killing = killFor(seconds * 1_000, fleet.members, random, evidence.look);
    for (let told = 0; told < sessions; told += 1) {
      traffic.tell(`org_${1 + Math.floor(random() * portals)}`);
      await pause((seconds * 1_000 * 0.9) / sessions);
    }
    const { kills, stops, bad } = await killing;
    breaches.push(...bad);
    await traffic.delivered();
    const drained = performance.now();
    while ((await evidence.open()) > 0 && performance.now() - drained < DRAIN_MS) {
      await evidence.look();
      await pause(LOOK_MS);
    }
    const drainSeconds = secondsSince(drained);
    const found = check(await evidence.history(ties, traffic.accepted));
    breaches.push(...found.map(({ rule, what }) => `${rule} ${what}`));
    return {
      run: 'fleet',
      figures: {
        processes: shape,
        portals,
        'webhooks with a 202': traffic.accepted.length,
        'killed by SIGKILL': kills,
        'stopped by SIGTERM': stops,
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

async function killFor(
  ms: number,
  members: readonly Supervised[],
  random: () => number,
  look: () => Promise<void>,
): Promise<{ kills: number; stops: number; bad: string[] }> {
  const until = performance.now() + ms;
  const bad: string[] = [];
  let kills = 0;
  let stops = 0;
  const stopping: Promise<void>[] = [];
  while (performance.now() < until) {
    await pause(KILL_EVERY_MS);
    await look();
    const grown = members.filter((member) => member.age() > GROWN_UP_MS);
    const victim = grown[Math.floor(random() * grown.length)];
    if (!victim) continue;
    if ((kills + stops) % ASKED === ASKED - 1) {
      stops += 1;
      const asked = victim.stop().then((problem) => {
        if (problem) bad.push(problem);
      });
      stopping.push(asked);
    } else {
      kills += 1;
      await victim.kill();
    }
  }
  await Promise.all(stopping);
  return { kills, stops, bad };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const count = (found: readonly Breach[], rules: readonly string[]): number =>
  found.filter(({ rule }) => rules.includes(rule)).length;
