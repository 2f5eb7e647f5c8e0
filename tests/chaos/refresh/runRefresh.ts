import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { demoPortal } from '../../sandbox/samples/portal.ts';
import { startProcessWorld, type ProcessWorld } from '../../support/processWorld.ts';
import type { ChaosOptions } from '../options.ts';
import { secondsSince, watched, type Report } from '../report.ts';
import type { Asked, Asking } from './asked.types.ts';
import { tokensOf } from './tokensOf.ts';

const PORTAL = '1001';
const PROCESSES = 4;
const CALLERS = 200;
/** HubSpot takes its time, so that everybody who asks does so while one refresh is under way. */
const LATENCY_MS = 15;
const PUBLIC_URL = 'http://127.0.0.1:3000';

/**
 * `--refresh --rounds N`: a token that is over, 200 callers in each of four processes, one call to HubSpot; every
 * other round HubSpot refuses the token before anybody knew. Nobody is disconnected (reliability.md §6).
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
    for (let round = 1; round <= rounds; round += 1) {
      const refused = round % 2 === 0 ? await here.tokens.current(PORTAL) : undefined;
      if (refused === undefined) await expire(here);
      world.sandbox.resetCalls();
      const asked = await Promise.all(
        processes.map((child) => ask(child, { portalId: PORTAL, callers: CALLERS, refused })),
      );
      const refreshes = world.sandbox.calls().filter(({ path }) => path.endsWith('/token')).length;
      const install = await here.rows.findOne({ _id: PORTAL });
      calls += refreshes;
      if (install?.status !== 'active') disconnects += 1;
      const broken = problems(asked, refreshes, install?.status);
      breaches.push(...broken.map((one) => `one refresh in round ${round}: ${one}`));
      here.tokens.forget(PORTAL);
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
  sandbox.addPortal({ ...demoPortal('2026-12-31'), portalId: PORTAL });
  const tokens = await oauth.exchange(sandbox.mintCode(PORTAL, `${PUBLIC_URL}/oauth/callback`));
  const grant = { portalId: PORTAL, orgId: 'org_1', tokens, scopes: tokens.scopes, connectedBy: null };
  await grants.saveGrant(grant);
}

/** Its time is over, as far as anybody who reads the install can tell. */
async function expire({ rows }: Here): Promise<void> {
  await rows.updateOne({ _id: PORTAL }, { $set: { accessExpiresAt: new Date(Date.now() - 1) } });
}

async function startCallers({ environment }: ProcessWorld): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('callers.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...environment },
  });
  await once(child, 'message');
  return child;
}

async function ask(child: ChildProcess, asking: Asking): Promise<Asked> {
  const answer = once(child, 'message') as Promise<[Asked]>;
  child.send(asking);
  return (await answer)[0];
}
