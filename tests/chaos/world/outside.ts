import { SignJWT } from 'jose';
import type { Config } from '../../../server/config/environment.ts';
import type { LocalHubSpot } from '../../sandbox/hubspot/localHubSpot.ts';
import { signRequest } from '../../sandbox/hubspot/signedFetch.ts';
import { signWebhook } from '../../sandbox/samples/webhook.ts';
import { acceptedOf } from './accepted.ts';
import type { DoorAnswer } from './door.ts';
import type { VirtualTime } from './virtualTime.ts';
import type { ApiAnswer, Deeds, Envelope, World } from './world.types.ts';

const DELIVERIES = 6;
const REDELIVER_MS = 10_000;
const CONNECTS = 4;

export interface OutsideDeps {
  config: Config;
  webhookSecret: string;
  hubspot: LocalHubSpot;
  time: VirtualTime;
  knock: World['knock'];
  pass: (ms: number) => Promise<void>;
  output: (text: string) => void;
}

/** liveprompt, its dashboard and the people in HubSpot. */
export function createOutside(deps: OutsideDeps) {
  const { config, hubspot, time, knock } = deps;
  const deeds: Deeds = { accepted: [], people: [], takenAway: [], ties: [], silences: [] };
  const person = {
    clientSecret: config.hubspot.clientSecret,
    appId: config.hubspot.appId,
    userId: '9001',
    userEmail: 'dana.weber@brightlane.io',
  };
  const tokens = new Map<string, string>();
  let lastId = 0;

  const tokenOf = async (orgId: string): Promise<string> => {
    const token =
      tokens.get(orgId) ??
      (await new SignJWT({ org: orgId, role: 'admin' })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject('admin@seller.com')
        .setExpirationTime(new Date(time.now() + 30 * 24 * 3_600_000))
        .sign(config.liveprompt.apiSecret));
    tokens.set(orgId, token);
    return token;
  };

  const api: World['api'] = async (method, path, orgId, body) => {
    const answer = await knock({
      method,
      url: `/api/v1${path}`,
      headers: { authorization: `Bearer ${await tokenOf(orgId)}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return parsed(answer);
  };

  const connectOnce = async (orgId: string, portalId: string): Promise<boolean> => {
    const begun = await api('POST', '/connection', orgId);
    const install = urlIn(begun.body['authorizeUrl']);
    const page = await knock({ method: 'GET', url: install.pathname + install.search });
    const consent = urlIn(page?.headers.location);
    const cookies = [page?.headers['set-cookie'] ?? []].flat().map((one) => one.split(';')[0]);
    const redirectUri = `${config.publicUrl}/oauth/callback`;
    const query = new URLSearchParams({
      code: hubspot.mintCode(portalId, redirectUri),
      state: consent.searchParams.get('state') ?? '',
    });
    const done = await knock({
      method: 'GET',
      url: `/oauth/callback?${query.toString()}`,
      headers: { cookie: cookies.join('; ') },
    });
    return done?.status === 302;
  };

  const signed: World['signed'] = async (portalId, method, path, body) => {
    const request = signRequest({
      ...person,
      portalId,
      method,
      url: config.publicUrl + path,
      ...(body === undefined ? {} : { body }),
      timestampMs: time.now(),
    });
    const { pathname, search } = new URL(request.url);
    return parsed(await knock({ ...request, url: pathname + search, body: request.body ?? '' }));
  };

  return {
    deeds,
    api,
    signed,
    tryToConnect: connectOnce,
    async connect(orgId: string, portalId: string): Promise<void> {
      // From the moment in which a person agrees, not from when we are done with what we set up then.
      const agreed = time.now();
      for (let attempt = 0; attempt < CONNECTS; attempt += 1) {
        if (await connectOnce(orgId, portalId)) break;
        await deps.pass(REDELIVER_MS);
      }
      for (const silence of deeds.silences)
        if (silence.portalId === portalId && silence.until === null) silence.until = agreed;
      deeds.ties.push({ orgId, portalId, from: time.now(), until: null });
    },
    async disconnect(orgId: string): Promise<void> {
      for (let attempt = 0; attempt < CONNECTS; attempt += 1) {
        const { status } = await api('DELETE', '/connection', orgId);
        if (status >= 200 && status < 300) break;
        await deps.pass(REDELIVER_MS);
      }
      for (const tie of deeds.ties) {
        if (tie.orgId !== orgId || tie.until !== null) continue;
        tie.until = time.now();
        deeds.silences.push({ portalId: tie.portalId, from: time.now(), until: null });
      }
    },
    async deliver(envelope: Envelope, webhookId?: string): Promise<number> {
      lastId += 1;
      const id = webhookId ?? `msg_${lastId}`;
      const body = JSON.stringify(envelope);
      let status = 0;
      for (let attempt = 0; attempt < DELIVERIES; attempt += 1) {
        const headers = signWebhook(deps.webhookSecret, id, new Date(time.now()), body);
        status = (await knock({ method: 'POST', url: '/webhooks/liveprompt', headers, body }))?.status ?? 0;
        if (status === 202) deeds.accepted.push(acceptedOf(id, time.now(), envelope));
        if (status >= 200 && status < 500) break;
        await deps.pass(REDELIVER_MS);
      }
      return status;
    },
    withdraw(portalId: string): void {
      hubspot.uninstall(portalId);
      deeds.silences.push({ portalId, from: time.now(), until: null });
    },
    takeAway(portalId: string, type: string, property: string, forGood = false): void {
      if (!hubspot.properties(portalId, type).some(({ name }) => name === property)) return;
      hubspot.deleteProperty(portalId, type, property, forGood);
      deeds.takenAway.push({ portalId, property, at: time.now() });
    },
    edit(portalId: string, type: string, id: string, properties: Record<string, string>): void {
      hubspot.edit(portalId, type, id, properties);
      deeds.people.push({ did: 'edit', portalId, type, id, at: time.now(), properties });
    },
    remove(portalId: string, type: string, id: string): void {
      hubspot.archive(portalId, type, id);
      deeds.people.push({ did: 'remove', portalId, type, id, at: time.now() });
    },
  };

  function parsed(answer: DoorAnswer | undefined): ApiAnswer {
    const text = answer?.text ?? '';
    deps.output(text);
    const body = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
    return { status: answer?.status ?? 0, body };
  }
}

/** A refusal carries none: then there is nowhere to go, and the attempt fails at the next step. */
function urlIn(value: unknown): URL {
  return new URL(typeof value === 'string' ? value : 'http://localhost/');
}
