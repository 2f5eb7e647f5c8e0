import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startProcessWorld, type ProcessWorld } from '../../support/processWorld.ts';
import type { ChaosOptions } from '../options.ts';
import { secondsSince, watched, type Report } from '../report.ts';
import type { Asked, Asking } from './asked.types.ts';
import { tokensOf } from './tokensOf.ts';

/** Portals whose rounds run beside each other: a caller who waits costs nothing, and 10,000 rounds are many. */
const PORTALS = Array.from({ length: 50 }, (_, index) => String(1_001 + index));
const PROCESSES = 4;
const CALLERS = 200;
/** HubSpot takes its time, so that everybody who asks does so while one refresh is under way. */
const LATENCY_MS = 15;
const PUBLIC_URL = 'http://127.0.0.1:3000';

/**
 * `--refresh --rounds N`: a token that is over, 200 callers in each of four processes, one call to HubSpot; every
 * other time HubSpot refuses the token before anybody knew. A round is one portal's. Nobody is disconnected (reliability.md §6).
 */
export async function runRefresh({ rounds }: Pick<ChaosOptions, 'rounds'>): Promise<Report> {
  const started = performance.now();
  const breaches = watched();
  const world = await startProcessWorld({
    publicUrl: PUBLIC_URL,
    database: 'refresh',
    app: { clientId: 'client-id', clientSecret: 'client-secret', appId: '4242' },
    webhookSecret: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
    apiSecret: 'an-api-secret-of-thirty-two-bytes-or-more',
    sandbox: { latencyMs: LATENCY_MS },
  });
  const here = await tokensOf(world.environment);
  const processes: ChildProcess[] = [];
  let calls = 0;
  let disconnects = 0;
  try {
    await connect(world, here);
    for (let index = 0; index < PROCESSES; index += 1) processes.push(await startCallers(world));
    for (let done = 0; done < rounds; done += PORTALS.length) {
      const portals = PORTALS.slice(0, rounds - done);
      const isOver = (done / PORTALS.length) % 2 === 0;
      if (isOver) await expire(here, portals);
      const askings = await Promise.all(
        portals.map(async (portalId): Promise<Asking> => {
          const refused = isOver ? undefined : await here.tokens.current(portalId);
          return { portalId, callers: CALLERS, refused };
        }),
      );
      world.sandbox.resetCalls();
      const asked = (await Promise.all(processes.map((child) => ask(child, askings)))).flat();
      const refreshes = world.sandbox.calls().filter(({ path }) => path.endsWith('/token'));
      const installs = await here.rows.find({ _id: { $in: portals } }).toArray();
      for (const [index, portalId] of portals.entries()) {
        const own = refreshes.filter((call) => call.portalId === portalId).length;
        const status = installs.find(({ _id }) => _id === portalId)?.status;
        calls += own;
        if (status !== 'active') disconnects += 1;
        const broken = problems(
          asked.filter((one) => one.portalId === portalId),
          own,
          status,
        );
        breaches.push(...broken.map((one) => `one refresh in round ${done + index + 1}: ${one}`));
        here.tokens.forget(portalId);
      }
    }
  } finally {
    for (const child of processes) child.kill('SIGKILL');
    await here.close();
    await world.store.end('SIGKILL');
    await world.sandbox.close();
  }
  return {
    run: 'refresh',
    figures: {
      processes: PROCESSES,
      'callers in each': CALLERS,
      rounds,
      'portals beside each other': Math.min(rounds, PORTALS.length),
      'token calls': calls,
      'false disconnects': disconnects,
      seconds: secondsSince(started),
    },
    breaches,
  };
}

function problems(asked: readonly Asked[], refreshes: number, status: string | undefined): string[] {
  const tokens = new Set(asked.flatMap((one) => one.tokens));
  const errors = new Set(asked.flatMap((one) => one.errors));
  return [
    ...(refreshes === 1 ? [] : [`HubSpot was asked for a token ${refreshes} times`]),
    ...(tokens.size === 1 ? [] : [`the callers were given ${tokens.size} tokens`]),
    ...(status === 'active' ? [] : [`the connection is ${status ?? 'gone'}`]),
    ...[...errors].map((error) => `a caller got no token: ${error}`),
  ];
}

type Here = Awaited<ReturnType<typeof tokensOf>>;

async function connect({ sandbox }: ProcessWorld, { oauth, grants }: Here): Promise<void> {
  for (const portalId of PORTALS) {
    sandbox.addPortal({ portalId });
    const tokens = await oauth.exchange(sandbox.mintCode(portalId, `${PUBLIC_URL}/oauth/callback`));
    const orgId = `org_${portalId}`;
    await grants.saveGrant({ portalId, orgId, tokens, scopes: tokens.scopes, connectedBy: null });
  }
}

/** Its time is over, as far as anybody who reads the install can tell. */
async function expire({ rows }: Here, portals: readonly string[]): Promise<void> {
  await rows.updateMany(
    { _id: { $in: [...portals] } },
    { $set: { accessExpiresAt: new Date(Date.now() - 1) } },
  );
}

async function startCallers({ environment }: ProcessWorld): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('callers.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...environment },
  });
  await once(child, 'message');
  return child;
}

async function ask(child: ChildProcess, askings: readonly Asking[]): Promise<Asked[]> {
  const answer = once(child, 'message') as Promise<[Asked[]]>;
  child.send(askings);
  return (await answer)[0];
}
