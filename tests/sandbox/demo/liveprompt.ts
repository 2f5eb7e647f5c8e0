import { SignJWT } from 'jose';
import { signWebhook } from '../samples/webhook.ts';

/** liveprompt's backend as far as the demo needs one: it holds the secrets, the page never sees them. */
export interface LivepromptBackend {
  /** Calls `/api/v1` of our server in the name of the demo's administrator. */
  api(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<{ status: number; body: unknown }>;
  /** Posts a really signed session webhook; the same id again is the same delivery again. */
  deliver(envelope: object, webhookId: string): Promise<{ status: number; body: unknown }>;
}

export function createLiveprompt(deps: {
  serverUrl: string;
  apiSecret: Buffer;
  webhookSecret: string;
  organizationId: string;
  email: string;
  now: () => Date;
}): LivepromptBackend {
  const { serverUrl, now } = deps;
  const token = () =>
    new SignJWT({ org: deps.organizationId, role: 'admin' })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(deps.email)
      .setExpirationTime('5 minutes')
      .sign(deps.apiSecret);
  return {
    async api(method, path, body) {
      const headers = { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' };
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      return answerOf(await fetch(`${serverUrl}/api/v1${path}`, { method, headers, ...sent }));
    },
    async deliver(envelope, webhookId) {
      const body = JSON.stringify(envelope);
      const headers = signWebhook(deps.webhookSecret, webhookId, now(), body);
      return answerOf(await fetch(`${serverUrl}/webhooks/liveprompt`, { method: 'POST', headers, body }));
    },
  };
}

async function answerOf(response: Response): Promise<{ status: number; body: unknown }> {
  return { status: response.status, body: await response.json() };
}
