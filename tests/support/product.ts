import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT } from 'jose';
import { pino } from 'pino';
import { systemClock, type Clock } from '../../server/clock.ts';
import { COLLECTIONS } from '../../server/collections.ts';
import { compose, type Composition } from '../../server/compose.ts';
import { readEnvironment, type Config } from '../../server/config/environment.ts';
import { journal } from '../../server/intake/journal.ts';
import { syncs } from '../../server/sync/ledger.ts';
import type { Store } from '../../server/store/store.ts';
import type { CardData, CardTask } from '../../shared/card.ts';
import type { SyncRow, SyncState } from '../../shared/ledger.ts';
import { REQUIRED_SCOPES } from '../../shared/scopes.ts';
import { createSandbox } from '../sandbox/hubspot/sandbox.ts';
import { signedFetch } from '../sandbox/hubspot/signedFetch.ts';
import type { Sandbox, SandboxOptions } from '../sandbox/sandbox.types.ts';
import { signWebhook } from '../sandbox/samples/webhook.ts';
import { testStore } from './store.ts';

/** The whole product against the sandbox, in this process, on loopback: what integration tests drive. */
export interface Product extends Composition {
  url: string;
  config: Config;
  store: Store;
  sandbox: Sandbox;
  /** Calls our REST API as liveprompt's dashboard does. */
  api(
    method: string,
    path: string,
    options?: { org?: string; role?: 'admin' | 'member'; body?: unknown },
  ): Promise<Answer>;
  /** Walks the real OAuth routes: liveprompt → consent page → callback. */
  connect(org: string, portalId: string): Promise<Response>;
  /** Posts a signed session webhook. */
  deliver(envelope: object, webhookId?: string): Promise<Answer>;
  /** Calls us as a card's `hubspot.fetch` does. */
  card(portalId: string, path: string): Promise<Answer>;
  /** Resolves when every accepted webhook has reached the session store. */
  projected(): Promise<void>;
  /** Resolves when nothing is queued, running or retrying that is due. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** What our doors answer, as far as tests look into it; the door that was asked decides which keys are there. */
interface AnswerBody extends Omit<SyncRow, 'state'> {
  state: SyncState | CardData['state'];
  status: string;
  items: SyncRow[];
  tasks: CardTask[];
  authorizeUrl: string;
  today: { sessionsSynced: number };
}

export interface Answer {
  status: number;
  body: AnswerBody;
  headers: Headers;
}

export interface ProductOptions {
  sandbox?: Partial<SandboxOptions>;
  environment?: NodeJS.ProcessEnv;
  clock?: Clock;
  /** Leave the worker asleep, so that a backlog can build up. Default false. */
  asleep?: boolean;
}

const IDLE_WITHIN_MS = 30_000;

export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const app = { clientId: 'client-id', clientSecret: 'client-secret', appId: '4242' };
  const sandbox = await createSandbox({
    ...options.sandbox,
    app: { ...app, redirectUrls: [`${url}/oauth/callback`], scopes: [...REQUIRED_SCOPES] },
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
  const composed = compose({ config, store, clock, log: pino({ level: config.logLevel }) });
  composed.web.listen(port, '127.0.0.1');
  await once(composed.web, 'listening');
  if (!options.asleep) composed.worker.start();

  const product: Product = {
    ...composed,
    url,
    config,
    store,
    sandbox,

    async api(method, path, { org = 'org_1', role = 'admin', body } = {}) {
      const token = await new SignJWT({ org, role })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject('admin@seller.com')
        .setExpirationTime('5 minutes')
        .sign(config.liveprompt.apiSecret);
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      return answer(
        await fetch(`${url}/api/v1${path}`, {
          method,
          headers,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      );
    },

    async connect(org, portalId) {
      const started = await product.api('POST', '/connection', { org });
      const install = await fetch(started.body.authorizeUrl, { redirect: 'manual' });
      const cookie = install.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; ');
      const callback = await sandbox.consent(install.headers.get('location') ?? '', portalId);
      return fetch(callback, { redirect: 'manual', headers: { cookie } });
    },

    async deliver(envelope, webhookId = `msg_${randomBytes(8).toString('hex')}`) {
      const body = JSON.stringify(envelope);
      const headers = signWebhook(secret, webhookId, clock.now(), body);
      return answer(await fetch(`${url}/webhooks/liveprompt`, { method: 'POST', headers, body }));
    },

    async card(portalId, path) {
      const identity = { portalId, userId: '7', userEmail: 'rep@seller.com' };
      const { clientSecret, appId } = app;
      return answer(
        await signedFetch({ ...identity, clientSecret, appId, method: 'GET', url: `${url}/hubspot${path}` }),
      );
    },

    projected: () => settled(() => store.collection(journal).countDocuments({ projectedAt: null })),

    idle: () =>
      settled(async () => {
        const due = {
          state: { $in: ['queued' as const, 'retrying' as const] },
          dueAt: { $lte: clock.now() },
        };
        const [unfinished, waiting] = await Promise.all([
          store.collection(syncs).countDocuments({ $or: [{ state: 'running' }, due] }),
          store.collection(journal).countDocuments({ projectedAt: null }),
        ]);
        return unfinished + waiting;
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

async function answer(response: Response): Promise<Answer> {
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json');
  return {
    status: response.status,
    body: (json ? JSON.parse(text) : text) as AnswerBody,
    headers: response.headers,
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}
