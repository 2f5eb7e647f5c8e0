import { execFileSync } from 'node:child_process';
import { projectRoot } from '../../hubspot-project/paths.ts';
import type { Sandbox } from '../../sandbox/sandbox.types.ts';
import { createClient, type Client } from '../../support/client.ts';
import { freePorts } from '../../support/freePorts.ts';
import type { Role } from '../../support/productProcesses.ts';
import { startProcessWorld, untilReady } from '../../support/processWorld.ts';
import { supervise, type Supervised } from './supervised.ts';

const APP = { clientId: 'client-id', clientSecret: 'CANARY-client-secret', appId: '4242' };
const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const API_SECRET = 'CANARY-api-secret-of-thirty-two-bytes-or-more';

/** None of these may be said aloud (V17). */
export const CANARIES = [WEBHOOK_SECRET, 'CANARY'];

/** The built product in many processes on one store; HubSpot's stand-in is here. */
export interface Fleet {
  sandbox: Sandbox;
  mongodbUri: string;
  members: readonly Supervised[];
  /** One client for each web process. */
  clients: readonly Client[];
  /** Everything an organisation had synced lately is synced once more. */
  applyAll(orgId: string): Promise<void>;
  /** Conversations used this month, as the dashboard is told. */
  usedBy(orgId: string): Promise<number>;
  /** Everything the processes wrote. */
  outputs: readonly string[];
  stop(): Promise<void>;
}

export async function startFleet(
  counts: Readonly<Partial<Record<Role, number>>>,
  nodeArgs?: readonly string[],
): Promise<Fleet> {
  execFileSync(process.execPath, ['tests/scripts/build-if-stale.mjs'], {
    cwd: projectRoot(),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [port = 0] = await freePorts(1);
  const publicUrl = `http://127.0.0.1:${port}`;
  const { sandbox, store, mongodbUri, environment } = await startProcessWorld({
    publicUrl,
    database: 'fleet',
    app: APP,
    webhookSecret: WEBHOOK_SECRET,
    apiSecret: API_SECRET,
  });
  const inherited = { ...environment, LIVEPROMPT_APP_URL: 'https://app.liveprompt.test', LOG_LEVEL: 'info' };
  const outputs: string[] = [];
  const roles = (Object.entries(counts) as [Role, number][]).flatMap(([role, count]) =>
    Array.from({ length: count }, () => role),
  );
  const members: Supervised[] = [];
  for (const role of roles) {
    const first = role === 'web' && !members.some((one) => one.role === 'web');
    const at = { port: first ? port : undefined, nodeArgs };
    members.push(await supervise(role, inherited, (line) => outputs.push(line), at));
  }
  const webs = members.filter(({ role }) => role === 'web');
  await Promise.all(webs.map(({ url }) => untilReady(url)));
  const clients = webs.map(({ url }) =>
    createClient({
      url,
      sandbox,
      webhookSecret: WEBHOOK_SECRET,
      apiSecret: Buffer.from(API_SECRET),
      app: APP,
      now: () => new Date(),
    }),
  );
  const api = async (method: string, path: string, org: string, body?: object): Promise<object> => {
    await Promise.all(webs.map(({ url }) => untilReady(url)));
    const answer = await clients[0]?.api(method, path, { org, ...(body ? { body } : {}) });
    if (!answer || answer.status >= 300)
      throw new Error(`${method} ${path} was answered ${answer?.status ?? 0}`);
    return answer.body;
  };
  return {
    sandbox,
    mongodbUri,
    members,
    outputs,
    clients,
    async applyAll(orgId) {
      await api('POST', '/settings/apply', orgId, { days: 1 });
    },
    async usedBy(orgId) {
      const told = (await api('GET', '/connection', orgId)) as { usage?: { used?: number } };
      return told.usage?.used ?? Number.NaN;
    },
    async stop() {
      await Promise.all(members.map((member) => member.end()));
      await store.end('SIGKILL');
      await sandbox.close();
    },
  };
}
