import { createSandbox } from '../../sandbox/hubspot/sandbox.ts';
import type { PortalSeed, Sandbox, SandboxOptions } from '../../sandbox/sandbox.types.ts';
import { REQUIRED_SCOPES } from '../../../shared/scopes.ts';

export const REDIRECT = 'http://127.0.0.1:9/oauth/callback';
export const APP: SandboxOptions['app'] = {
  clientId: 'client',
  clientSecret: 'secret',
  appId: '4242',
  redirectUrls: [REDIRECT],
  scopes: [...REQUIRED_SCOPES],
  optionalScopes: ['tickets', 'timeline'],
};
export const PORTAL = '1111';

export interface Answer<T = Wire> {
  status: number;
  body: T;
  headers: Headers;
}

/** The parts of HubSpot's answers the tests look at. */
export interface Wire {
  id: string;
  status: string;
  message: string;
  category: string;
  subCategory: string;
  correlationId: string;
  policyName: string;
  total: number;
  properties: Record<string, string | null>;
  context: Record<string, string[]>;
  warnings?: { category: string; context: Record<string, string> }[];
  /** Absent on refusals. */
  results: WireResult[];
  errors: {
    code: string;
    status: string;
    category: string;
    message: string;
    context: Record<string, string[]>;
  }[];
  numErrors: number;
}

export interface WireResult {
  id: string;
  new: boolean;
  objectWriteTraceId?: string;
  properties: Record<string, string | null>;
  from: { id: string };
  to: { toObjectId: number; associationTypes: { typeId: number; label: string | null }[] }[];
  name: string;
  stages: { id: string }[];
  email: string;
}

export interface Lab {
  sandbox: Sandbox;
  /** Moves the sandbox's clock and its rate windows. */
  advance(ms: number): void;
  now(): Date;
  token(portalId?: string): Promise<string>;
  call(method: string, path: string, body?: unknown, token?: string): Promise<Answer>;
  form(path: string, fields: Record<string, string>): Promise<Answer<Record<string, unknown>>>;
}

export const SEED: PortalSeed = {
  portalId: PORTAL,
  owners: [{ id: '41629779', email: 'rep@seller.example', userId: 700 }],
  contacts: [
    {
      id: '501',
      properties: { email: 'john@acme.com', firstname: 'John', lastname: 'Smith' },
      associations: [{ type: 'companies', id: '77' }],
    },
    { id: '502', properties: { email: 'mary@acme.com', firstname: 'Mary' } },
  ],
  companies: [{ id: '77', properties: { name: 'Acme', domain: 'acme.com' } }],
  deals: [
    {
      id: '900',
      properties: {
        dealname: 'Acme rollout',
        pipeline: 'default',
        dealstage: 'qualifiedtobuy',
        amount: '40000',
      },
      associations: [
        { type: 'contacts', id: '501' },
        { type: 'companies', id: '77' },
      ],
    },
  ],
};

/** A sandbox with one installed portal and a clock in the test's hand. */
export async function openLab(
  options: Partial<SandboxOptions> = {},
  seeds: readonly PortalSeed[] = [SEED],
): Promise<Lab> {
  let clock = Date.parse('2026-11-24T09:00:00Z');
  const sandbox = await createSandbox({
    app: APP,
    now: () => new Date(clock),
    monotonicMs: () => clock,
    ...options,
  });
  for (const seed of seeds) sandbox.addPortal(seed);
  const tokens = new Map<string, string>();

  const form: Lab['form'] = async (path, fields) => {
    const response = await fetch(sandbox.url + path, { method: 'POST', body: new URLSearchParams(fields) });
    const text = await response.text();
    return {
      status: response.status,
      body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
      headers: response.headers,
    };
  };

  const token: Lab['token'] = async (portalId = PORTAL) => {
    const known = tokens.get(portalId);
    if (known !== undefined) return known;
    const answer = await form('/oauth/2026-09/token', {
      grant_type: 'authorization_code',
      client_id: APP.clientId,
      client_secret: APP.clientSecret,
      redirect_uri: REDIRECT,
      code: sandbox.mintCode(portalId, REDIRECT),
    });
    const fresh = String(answer.body['access_token']);
    tokens.set(portalId, fresh);
    return fresh;
  };

  return {
    sandbox,
    advance: (ms) => {
      clock += ms;
    },
    now: () => new Date(clock),
    token,
    form,
    call: async (method, path, body, bearer) => {
      const response = await fetch(sandbox.url + path, {
        method,
        headers: {
          authorization: `Bearer ${bearer ?? (await token())}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        body: (text === '' ? {} : JSON.parse(text)) as Wire,
        headers: response.headers,
      };
    },
  };
}
