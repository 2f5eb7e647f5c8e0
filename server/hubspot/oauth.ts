import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { HubSpotError } from './errors.ts';
import { classifyTokenFailure, classifyTokenReply } from './oauthErrors.ts';

/** Dated paths of the token service (hubspot-api.md §1.2–1.4); no portal token, no rate window. */
export const OAUTH_PATHS = {
  token: '/oauth/{v}/token',
  introspect: '/oauth/{v}/token/introspect',
  revoke: '/oauth/{v}/token/revoke',
} as const;

/** The refresh lease is 20 s (reliability.md §4): a token call has to be over long before it ends. */
const DEADLINE_MS = 10_000;

export interface TokenSet {
  accessToken: string;
  refreshToken: string;
  issuedAt: Date;
  expiresAt: Date;
  /** Decimal; null when HubSpot left it out (the schema does not require it). */
  portalId: string | null;
  scopes: string[];
}

export interface TokenFacts {
  active: boolean;
  portalId: string | null;
  scopes: string[];
  /** E-mail of the person who installed. */
  user: string | null;
}

export interface TokenClient {
  /** Trades a consent code. Throws `final` when the code is spent, `transient` when HubSpot is unwell. */
  exchange(code: string): Promise<TokenSet>;
  /** Throws `revoked` when a person took the access away. One attempt: the caller owns the retries. */
  refresh(refreshToken: string): Promise<TokenSet>;
  introspect(token: string, hint: 'access_token' | 'refresh_token'): Promise<TokenFacts>;
  revoke(refreshToken: string): Promise<void>;
}

export interface TokenClientDeps {
  apiUrl: string;
  apiVersion: string;
  clientId: string;
  clientSecret: string;
  redirectUri: string;
  fetch: typeof fetch;
  clock: Clock;
}

const identifier = z.union([z.number(), z.string()]).transform(String).nullish();
const scopes = z.array(z.string()).catch([]);

const tokenReply = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().positive(),
  hub_id: identifier,
  scopes,
});

const factsReply = z.object({ active: z.boolean(), hub_id: identifier, scopes, user: z.string().nullish() });

/**
 * HubSpot's token service. The SDK's helper drops `hub_id` and `scopes` and knows only the legacy path
 * (hubspot-api.md §12). Bodies are never logged and never become part of an error: they hold secrets.
 */
export function createTokenClient(deps: TokenClientDeps): TokenClient {
  const client = { client_id: deps.clientId, client_secret: deps.clientSecret };

  return {
    async exchange(code) {
      const form = { grant_type: 'authorization_code', code, redirect_uri: deps.redirectUri, ...client };
      // A code that got lost on the way may be resent once; after that it counts as spent (reliability.md §2).
      const reply = await post(OAUTH_PATHS.token, form, 'code').catch((error: unknown) => {
        if (!(error instanceof HubSpotError) || error.kind !== 'transient') throw error;
        return post(OAUTH_PATHS.token, form, 'code');
      });
      return tokenSet(reply, undefined);
    },
    async refresh(refreshToken) {
      const form = { grant_type: 'refresh_token', refresh_token: refreshToken, ...client };
      return tokenSet(await post(OAUTH_PATHS.token, form, 'refresh'), refreshToken);
    },
    async introspect(token, hint) {
      const reply = await post(OAUTH_PATHS.introspect, { token, token_type_hint: hint, ...client }, 'other');
      const facts = read(factsReply, reply);
      return {
        active: facts.active,
        portalId: facts.hub_id ?? null,
        scopes: facts.scopes,
        user: facts.user ?? null,
      };
    },
    async revoke(refreshToken) {
      await post(
        OAUTH_PATHS.revoke,
        { token: refreshToken, token_type_hint: 'refresh_token', ...client },
        'other',
      );
    },
  };

  async function post(
    path: string,
    form: Readonly<Record<string, string>>,
    grant: 'code' | 'refresh' | 'other',
  ): Promise<unknown> {
    let response: Response;
    let text: string;
    try {
      response = await deps.fetch(deps.apiUrl + path.replace('{v}', deps.apiVersion), {
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(form).toString(),
        // A redirect would carry the client secret to another host.
        redirect: 'manual',
        signal: AbortSignal.timeout(DEADLINE_MS),
      });
      text = await response.text();
    } catch (cause) {
      throw classifyTokenFailure(cause);
    }
    const body = parse(text);
    if (!response.ok) throw classifyTokenReply(grant, response.status, response.headers, body);
    return body;
  }

  /** HubSpot repeats the refresh token today and asks to "always use the latest one" (hubspot-api.md §1.2). */
  function tokenSet(reply: unknown, previous: string | undefined): TokenSet {
    const parsed = read(tokenReply, reply);
    const refreshToken = parsed.refresh_token ?? previous;
    if (refreshToken === undefined) throw classifyTokenFailure(new Error('no refresh token in the answer'));
    const issuedAt = deps.clock.now();
    return {
      accessToken: parsed.access_token,
      refreshToken,
      issuedAt,
      expiresAt: new Date(issuedAt.getTime() + parsed.expires_in * 1_000),
      portalId: parsed.hub_id ?? null,
      scopes: parsed.scopes,
    };
  }
}

function read<T>(schema: z.ZodType<T>, reply: unknown): T {
  const parsed = schema.safeParse(reply);
  // The issues would quote the answer, which holds tokens: only the fact is kept.
  if (!parsed.success) throw classifyTokenFailure(new Error('the answer is not what HubSpot documents'));
  return parsed.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
