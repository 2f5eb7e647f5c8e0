import { randomBytes } from 'node:crypto';
import type { Sandbox, SandboxOptions } from '../sandbox/sandbox.types.ts';
import { createClient, type Client } from './client.ts';
import { freePorts } from './freePorts.ts';
import { startProcessWorld, untilReady } from './processWorld.ts';
import { spawnScript, type Script } from './spawnScript.ts';

/** The product as it is deployed: every role a process of its own, the store another, HubSpot's stand-in here. */
export interface ProductProcesses extends Client {
  sandbox: Sandbox;
  mongodbUri: string;
  /** In the order of `roles`. */
  processes: readonly ProductProcess[];
  /** One more process of these roles, on the same store. */
  start(role: Role): Promise<ProductProcess>;
  stop(): Promise<void>;
}

export interface ProductProcess {
  role: Role;
  url: string;
  script: Script;
}

export type Role = 'web' | 'worker' | 'scheduler' | 'all';

const APP = { clientId: 'client-id', clientSecret: 'client-secret', appId: '4242' };

/** @param roles the first one has to serve HTTP (`web` or `all`). */
export async function startProcesses(
  roles: readonly Role[],
  options: { sandbox?: Partial<SandboxOptions>; environment?: NodeJS.ProcessEnv } = {},
): Promise<ProductProcesses> {
  const ports = await freePorts(roles.length);
  const url = `http://127.0.0.1:${ports[0] ?? 0}`;
  const webhookSecret = `whsec_${randomBytes(32).toString('base64')}`;
  const apiSecret = randomBytes(32).toString('hex');
  const { sandbox, store, mongodbUri, environment } = await startProcessWorld({
    publicUrl: url,
    database: 'product',
    app: APP,
    webhookSecret,
    apiSecret,
    sandbox: options.sandbox,
  });
  const inherited = { ...environment, LOG_LEVEL: 'silent', ...options.environment };
  const started: ProductProcess[] = [];
  const startAt = async (role: Role, port = 0): Promise<ProductProcess> => {
    const script = spawnScript('server/main.ts', [], { ...inherited, ROLE: role, PORT: String(port) });
    const process = { role, script, url: `http://127.0.0.1:${port}` };
    started.push(process);
    if (role === 'web' || role === 'all') await untilReady(process.url);
    return process;
  };
  // Side by side: each takes its time to load.
  await Promise.all(roles.map((role, index) => startAt(role, ports[index])));
  return {
    ...createClient({
      url,
      sandbox,
      webhookSecret,
      apiSecret: Buffer.from(apiSecret),
      app: APP,
      now: () => new Date(),
    }),
    sandbox,
    mongodbUri,
    processes: started,
    start: async (role) => startAt(role, (await freePorts(1))[0]),
    async stop() {
      await Promise.all(started.map(({ script }) => script.end('SIGKILL')));
      await store.end('SIGKILL');
      await sandbox.close();
    },
  };
}
