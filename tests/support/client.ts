import { randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import type { CardData, CardTask } from '../../shared/card.ts';
import type { SyncRow, SyncState } from '../../shared/ledger.ts';
import { signedFetch } from '../sandbox/hubspot/signedFetch.ts';
import { signWebhook } from '../sandbox/samples/webhook.ts';
import type { Sandbox } from '../sandbox/sandbox.types.ts';

/** Whoever calls the product from outside: liveprompt's dashboard and backend, a browser, HubSpot. */
export interface Client {
  /** Calls our REST API as liveprompt's dashboard does. */
  api(
    method: string,
    path: string,
    options?: { org?: string; role?: 'admin' | 'member'; body?: unknown; accept?: string },
  ): Promise<Answer>;
  /** Walks the real OAuth routes: liveprompt → consent page → callback. */
  connect(org: string, portalId: string): Promise<Response>;
  /** Posts a signed session webhook. */
  deliver(envelope: object, webhookId?: string): Promise<Answer>;
  /** Calls us as a card's `hubspot.fetch` does. */
  card(portalId: string, path: string, method?: string, body?: object): Promise<Answer>;
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

export interface ClientOptions {
  url: string;
  sandbox: Sandbox;
  /** `whsec_…` */
  webhookSecret: string;
  apiSecret: Buffer;
  app: { clientSecret: string; appId: string };
  now: () => Date;
}

export function createClient({ url, sandbox, webhookSecret, apiSecret, app, now }: ClientOptions): Client {
  const client: Client = {
    async api(method, path, { org = 'org_1', role = 'admin', body, accept } = {}) {
      const token = await new SignJWT({ org, role })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject('admin@seller.com')
        .setExpirationTime(new Date(now().getTime() + 300_000))
        .sign(apiSecret);
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(accept === undefined ? {} : { accept }),
      };
      return answer(
        await fetch(`${url}/api/v1${path}`, {
          method,
          headers,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      );
    },

    async connect(org, portalId) {
      const started = await client.api('POST', '/connection', { org });
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
      const headers = signWebhook(webhookSecret, webhookId, now(), body);
      return answer(await fetch(`${url}/webhooks/liveprompt`, { method: 'POST', headers, body }));
    },

    async card(portalId, path, method = 'GET', body) {
      const identity = { portalId, userId: '7', userEmail: 'rep@seller.com' };
      return answer(
        await signedFetch({
          ...identity,
          ...app,
          method,
          url: `${url}/hubspot${path}`,
          timestampMs: now().getTime(),
          ...(body === undefined ? {} : { body }),
        }),
      );
    },
  };
  return client;
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
