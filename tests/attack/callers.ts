import { SignJWT } from 'jose';
import type { DoorAnswer, DoorRequest } from '../chaos/world/door.ts';
import type { World } from '../chaos/world/world.types.ts';
import { signatureV3 } from '../sandbox/hubspot/signature.ts';
import { signWebhook } from '../sandbox/samples/webhook.ts';
import type { Guard } from './fuzz/doors.ts';

export type Role = 'admin' | 'member';

export interface Ask {
  method: string;
  /** Under the door: `/syncs/ses_1?limit=5`. */
  path: string;
  body?: unknown;
  /** Default: whatever the endpoint says best, which is JSON. */
  accept?: string;
}

/** Longer than any run. */
const DAYS_MS = 30 * 86_400_000;

/** Whoever comes through the doors that know their callers; each answer is as the socket would carry it. */
export function createCallers(world: World) {
  const { config, time } = world;
  const knock = async (request: DoorRequest): Promise<DoorAnswer> => {
    const answer = await world.knock(request);
    if (!answer) throw new Error(`no answer to ${request.method} ${request.url}`);
    return answer;
  };
  const tokens = new Map<string, Promise<string>>();
  const token = (org: string, role: Role): Promise<string> => {
    const made =
      tokens.get(`${org} ${role}`) ??
      new SignJWT({ org, role })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject('admin@seller.com')
        .setExpirationTime(new Date(time.now() + DAYS_MS))
        .sign(config.liveprompt.apiSecret);
    tokens.set(`${org} ${role}`, made);
    return made;
  };
  let webhooks = 0;

  /** What the guard of a door wants to see. */
  const headersFor = async (guard: Guard, orgId: string, role: Role, request: DoorRequest) => {
    const { method, url, body = '' } = request;
    switch (guard) {
      case 'token':
        return { authorization: `Bearer ${await token(orgId, role)}` };
      case 'hubspot':
        return hubspotHeaders(config, time.now(), { method, url, body });
      case 'webhook': {
        const [secret] = config.liveprompt.webhookSecrets;
        const whsec = `whsec_${secret?.toString('base64') ?? ''}`;
        return signWebhook(whsec, `msg_${(webhooks += 1)}`, new Date(time.now()), body);
      }
      case 'none':
        return {};
    }
  };

  const through = async (
    guard: Guard,
    orgId: string,
    request: DoorRequest,
    role: Role = 'admin',
  ): Promise<DoorAnswer> =>
    knock({
      ...request,
      headers: {
        'content-type': 'application/json',
        ...request.headers,
        ...(await headersFor(guard, orgId, role, request)),
      },
    });

  return {
    /** A request with whatever the guard of its door asks for. */
    through,

    /** liveprompt's dashboard, with a good token. */
    api(caller: { orgId: string; role: Role }, { method, path, body, accept }: Ask): Promise<DoorAnswer> {
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const headers = accept === undefined ? {} : { headers: { accept } };
      const request = { method: method.toUpperCase(), url: `/api/v1${path}`, ...headers, ...sent };
      return through('token', caller.orgId, request, caller.role);
    },

    /** A card or page inside HubSpot. */
    portal(
      caller: { portalId: string; userEmail: string },
      { method, path, body }: Ask,
    ): Promise<DoorAnswer> {
      const identity = new URLSearchParams({ ...caller, userId: '7', appId: config.hubspot.appId });
      const url = `/hubspot${path}${path.includes('?') ? '&' : '?'}${identity.toString()}`;
      const sent = body === undefined || method === 'get' ? {} : { body: JSON.stringify(body) };
      return through('hubspot', '', { method: method.toUpperCase(), url, ...sent });
    },
  };
}

export type Callers = ReturnType<typeof createCallers>;

function hubspotHeaders(
  { publicUrl, hubspot }: World['config'],
  at: number,
  { method, url, body }: Required<Pick<DoorRequest, 'method' | 'url' | 'body'>>,
): Record<string, string> {
  return {
    'x-hubspot-signature-v3': signatureV3(hubspot.clientSecret, method, publicUrl + url, body, at),
    'x-hubspot-request-timestamp': String(at),
  };
}
