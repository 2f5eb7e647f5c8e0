import { DEMO_IDS } from '../../sandbox/samples/portal.ts';
import { check } from '../checker/check.ts';
import { connectAll } from '../fleet/connectAll.ts';
import { openEvidence } from '../fleet/evidence.ts';
import { startFleet } from '../fleet/startFleet.ts';
import type { ChaosOptions } from '../options.ts';
import { secondsSince, watched, type Report } from '../report.ts';
import { seeded } from '../world/seeded.ts';
import { createDay } from './day.ts';
import { askHoldings, PROBED } from './holdings.ts';
import { judgeSamples, type Sample } from './judge.ts';
import { FAULTS } from './weather.ts';

const SAMPLE_MS = 30_000;
/** A conversation that met five faults in a row waits an hour and a fifth (reliability.md §2 "R"). */
const DRAIN_MS = 80 * 60_000;

/**
 * `--soak 60m`: an ordinary day of so long while one call to HubSpot in twenty goes wrong. What the product's processes
 * hold has to stay flat, nothing may be left over at the end, and all promises are judged.
 */
export async function runSoak({
  soak,
  portals,
  rate,
  seed,
}: ChaosOptions & { soak: string }): Promise<Report> {
  const started = performance.now();
  const random = seeded(seed);
  const breaches = watched();
  const fleet = await startFleet({ web: 1, worker: 1, scheduler: 1 }, PROBED);
  const evidence = await openEvidence(fleet);
  try {
    const [client] = fleet.clients;
    if (!client) throw new Error('the fleet has no web process');
    const day = createDay(client, random);
    const ties = await connectAll(fleet, portals);
    for (const { orgId } of ties) await day.unlimited(orgId);
    const clear = FAULTS.map((fault) => fleet.sandbox.fault(fault));

    const samples: Sample[] = [];
    const begun = performance.now();
    const sample = async (): Promise<void> => {
      await evidence.look();
      const of = await Promise.all(
        fleet.members.map(async (member) => [member.role, await askHoldings(member)] as const),
      );
      const at = secondsSince(begun);
      samples.push({ at, backlog: await evidence.backlog(), processes: Object.fromEntries(of) });
      process.stderr.write(`${JSON.stringify({ accepted: day.accepted.length, ...samples.at(-1) })}\n`);
    };
    for (let next = 0, told = 0; ; told += 1) {
      const now = performance.now() - begun;
      if (now >= milliseconds(soak)) break;
      if (now >= next) {
        next += SAMPLE_MS;
        await sample();
      }
      const tie = ties[told % ties.length];
      if (tie) day.tell(tie.orgId, tie.portalId, DEMO_IDS.john);
      await pause(Math.max(0, begun + ((told + 1) * 1_000) / rate - performance.now()));
    }

    for (const one of clear) one();
    await day.over();
    const ended = performance.now();
    while ((await evidence.open()) > 0 && performance.now() - ended < DRAIN_MS) await pause(1_000);
    const drainSeconds = secondsSince(ended);
    await sample();

    const calls = fleet.sandbox.calls();
    const usage = Object.fromEntries(
      await Promise.all(ties.map(async ({ orgId }) => [orgId, await fleet.usedBy(orgId)] as const)),
    );
    const { accepted } = day;
    const found = check(await evidence.history({ ties, accepted, people: [], calls, rerun: [], usage }));
    const { figures, bad } = judgeSamples(samples);
    const left = await evidence.open();
    if (left > 0)
      breaches.push(`${left} conversations or webhooks were left ${drainSeconds} s after the end`);
    breaches.push(...bad, ...day.bad, ...found.map(({ rule, what }) => `${rule} ${what}`));
    return {
      run: 'soak',
      figures: {
        for: soak,
        portals,
        'webhooks with a 202': accepted.length,
        'calls to HubSpot': calls.length,
        'calls with a fault, %':
          Math.round((calls.filter(({ fault }) => fault).length / calls.length) * 1_000) / 10,
        ...figures,
        'left at the end': left,
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

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

/** `90s`, `60m`, `24h`. */
function milliseconds(text: string): number {
  const [, count, unit = ''] = /^(\d+)([smh])$/.exec(text) ?? [];
  const ms = Number(count) * (UNITS[unit] ?? Number.NaN);
  if (Number.isNaN(ms)) throw new Error(`--soak takes a time such as 60m, not ${text}`);
  return ms;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
