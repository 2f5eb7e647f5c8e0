import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { systemClock, type Clock } from '../../server/clock.ts';
import { COLLECTIONS } from '../../server/collections.ts';
import { compose, type Composition } from '../../server/compose.ts';
import { readEnvironment, type Config } from '../../server/config/environment.ts';
import type { Crashpoint } from '../../server/crashpoints.ts';
import { journal } from '../../server/intake/journal.ts';
import { portals } from '../../server/queue/portalQueue.ts';
import { syncs } from '../../server/sync/ledger.ts';
import type { Store } from '../../server/store/store.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../shared/scopes.ts';
import { createSandbox } from '../sandbox/hubspot/sandbox.ts';
import type { Sandbox, SandboxOptions } from '../sandbox/sandbox.types.ts';
import { createClient, type Client } from './client.ts';
import { testStore } from './store.ts';
import { subscriptions } from './subscriptions.ts';

/** The whole product against the sandbox, in this process, on loopback: what integration tests drive. */
export interface Product extends Composition, Client {
  url: string;
  config: Config;
  store: Store;
  sandbox: Sandbox;
  /** Resolves when every accepted webhook has reached the session store. */
  projected(): Promise<void>;
  /** Resolves when nothing is queued, running or retrying that is due. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

export interface ProductOptions {
  sandbox?: Partial<SandboxOptions>;
  environment?: NodeJS.ProcessEnv;
  clock?: Clock;
  /** How the product reaches HubSpot; default the machine's own. */
  fetch?: typeof fetch;
  /** Leave the worker asleep, so that a backlog can build up. Default false. */
  asleep?: boolean;
  /** When so many milliseconds are over; default the machine's clock. */
  deadline?: (ms: number) => AbortSignal;
  /** Called at every step that has a name, in the midst of the work. */
  crash?: Crashpoint;
  /** Conversations in a flush at most; few make many flushes beside each other. */
  flushSize?: number;
}

const IDLE_WITHIN_MS = 30_000;

export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const app = { clientId: 'client-id', clientSecret: 'client-secret', appId: '4242' };
  const sandbox = await createSandbox({
    webhooks: { targetUrl: `${url}/webhooks/hubspot`, subscriptions: subscriptions() },
    // An hour that a test skips is over for HubSpot's window of calls too, or it would tell of calls long gone.
    ...(options.clock ? { monotonicMs: options.clock.monotonicMs } : {}),
    ...options.sandbox,
    app: {
      ...app,
      redirectUrls: [`${url}/oauth/callback`],
      scopes: [...REQUIRED_SCOPES],
      optionalScopes: [...OPTIONAL_SCOPES],
    },
  });
  const config = readEnvironment({
    PORT: String(port),
    PUBLIC_URL: url,
    HUBSPOT_CLIENT_ID: app.clientId,
    HUBSPOT_CLIENT_SECRET: app.clientSecret,
    HUBSPOT_APP_ID: app.appId,
    HUBSPOT_API_URL: sandbox.url,
    HUBSPOT_AUTHORIZE_URL: sandbox.authorizeUrl,
    LIVEPROMPT_WEBHOOK_SECRETS: secret,
    LIVEPROMPT_API_SECRET: randomBytes(32).toString('hex'),
    LOG_LEVEL: 'silent',
    ...options.environment,
  });
  const { store, close } = await testStore(COLLECTIONS);
  const clock = options.clock ?? systemClock;
  const composed = compose({
    config,
    store,
    clock,
    log: pino({ level: config.logLevel }),
    ...(options.fetch ? { fetch: options.fetch } : {}),
    ...(options.deadline ? { deadline: options.deadline } : {}),
    ...(options.crash ? { crash: options.crash } : {}),
    ...(options.flushSize === undefined ? {} : { flushSize: options.flushSize }),
  });
  composed.web.listen(port, '127.0.0.1');
  await once(composed.web, 'listening');
  if (!options.asleep) composed.worker.start();

  const product: Product = {
    ...composed,
    ...createClient({
      url,
      sandbox,
      webhookSecret: secret,
      apiSecret: config.liveprompt.apiSecret,
      app,
      now: () => clock.now(),
    }),
    url,
    config,
    store,
    sandbox,

    projected: () => settled(() => store.collection(journal).countDocuments({ projectedAt: null })),

    idle: () =>
      settled(async () => {
        const due = {
          state: { $in: ['queued' as const, 'retrying' as const] },
          dueAt: { $lte: clock.now() },
        };
        const [unfinished, waiting, held] = await Promise.all([
          store.collection(syncs).countDocuments({ $or: [{ state: 'running' }, due] }),
          store.collection(journal).countDocuments({ projectedAt: null }),
          // A turn that is still looking for more loses its lease when a test skips an hour, and pauses for seconds.
          store.collection(portals).countDocuments({ owner: { $ne: null } }),
        ]);
        return unfinished + waiting + held;
      }),

    async stop() {
      await composed.worker.stop(1_000);
      composed.web.close();
      composed.web.closeAllConnections();
      await close();
      await sandbox.close();
    },
  };
  return product;
}

async function settled(open: () => Promise<number>): Promise<void> {
  const until = Date.now() + IDLE_WITHIN_MS;
  for (;;) {
    const left = await open();
    if (left === 0) return;
    if (Date.now() > until) throw new Error(`still ${left} open after ${IDLE_WITHIN_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}
