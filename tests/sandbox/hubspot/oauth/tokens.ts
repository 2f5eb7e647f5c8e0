import { json, type Reply } from '../http.ts';
import type { SandboxSettings } from '../settings.ts';
import {
  ACCESS_TOKEN_MS,
  type AccessToken,
  type Authority,
  type Install,
  type IssuedToken,
} from './authority.ts';
import { oauthError } from './errors.ts';

type Form = Readonly<Record<string, string>>;

/** A wrong secret is our configuration, not the portal's doing (hubspot-api.md §1.5). */
function checkClient(form: Form, app: SandboxSettings['app']): void {
  if (form['client_id'] !== app.clientId) {
    throw oauthError('invalid_client', 'BAD_CLIENT_ID', 'missing or unknown client id');
  }
  if (form['client_secret'] !== app.clientSecret) {
    throw oauthError('invalid_client', 'BAD_CLIENT_SECRET', 'missing or invalid client secret');
  }
}

function need(form: Form, name: string): string {
  const value = form[name];
  if (value === undefined || value === '') {
    throw oauthError('invalid_request', 'MISSING_PARAMETER', `missing ${name}`, `token call without ${name}`);
  }
  return value;
}

function issue(form: Form, authority: Authority, now: number): IssuedToken {
  switch (form['grant_type']) {
    case 'authorization_code':
      return authority.exchange(need(form, 'code'), need(form, 'redirect_uri'), now);
    case 'refresh_token':
      return authority.refresh(need(form, 'refresh_token'), now);
    default:
      throw oauthError(
        'unsupported_grant_type',
        'BAD_GRANT_TYPE',
        `unsupported grant type ${form['grant_type'] ?? ''}`,
        'unsupported grant type',
      );
  }
}

export interface TokenReply {
  reply: Reply;
  portalId: string | null;
}

/** `POST /oauth/{v}/token` (hubspot-api.md §1.2). */
export function tokenReply(
  form: Form,
  app: SandboxSettings['app'],
  authority: Authority,
  now: number,
): TokenReply {
  checkClient(form, app);
  const { access, install } = issue(form, authority, now);
  return {
    portalId: access.portalId,
    reply: json(200, {
      token_type: 'bearer',
      token_use: 'access_token',
      access_token: access.token,
      refresh_token: install.refreshToken,
      expires_in: ACCESS_TOKEN_MS / 1_000,
      hub_id: Number(access.portalId),
      user_id: access.userId,
      scopes: access.scopes,
    }),
  };
}

const common = (grant: Install | AccessToken, app: SandboxSettings['app']): Record<string, unknown> => ({
  active: true,
  hub_id: Number(grant.portalId),
  user_id: grant.userId,
  client_id: app.clientId,
  app_id: Number(app.appId),
  user: grant.userEmail,
  hub_domain: 'example.com',
  scopes: grant.scopes,
  token_type: 'Bearer',
});

const signed = (access: AccessToken, app: SandboxSettings['app']): Record<string, unknown> => ({
  expiresAt: access.expiresAt,
  scopes: access.scopes.join(' '),
  hubId: Number(access.portalId),
  userId: access.userId,
  appId: Number(app.appId),
  signature: '',
  newSignature: '',
  scopeToScopeGroupPks: '',
  trialScopes: '',
  trialScopeToScopeGroupPks: '',
  hublet: 'na1',
  isUserLevel: false,
  isServiceAccount: true,
  isPrivateDistribution: false,
  installingUserId: access.userId,
  appInstallId: access.portalId,
  audience: 'api',
});

/** `POST /oauth/{v}/token/introspect` (§1.3): anything dead is `{"active": false}`. */
export function introspectReply(
  form: Form,
  app: SandboxSettings['app'],
  authority: Authority,
  now: number,
): TokenReply {
  checkClient(form, app);
  const token = need(form, 'token');
  const access = authority.access(token);
  if (access !== undefined && access.expiresAt > now) {
    const body = {
      ...common(access, app),
      token,
      token_use: 'access_token',
      expires_in: Math.floor((access.expiresAt - now) / 1_000),
      is_private_distribution: false,
      signed_access_token: signed(access, app),
    };
    return { portalId: access.portalId, reply: json(200, body) };
  }
  const install = authority.installOf(token);
  return {
    portalId: install?.portalId ?? null,
    reply: json(
      200,
      install ? { ...common(install, app), token, token_use: 'refresh_token' } : { active: false },
    ),
  };
}

/** `POST /oauth/{v}/token/revoke` (§1.4): 200, neither uninstalls nor kills issued access tokens. */
export function revokeReply(form: Form, app: SandboxSettings['app'], authority: Authority): TokenReply {
  checkClient(form, app);
  const token = need(form, 'token');
  const portalId = authority.installOf(token)?.portalId ?? null;
  authority.revoke(token);
  return { portalId, reply: { status: 200 } };
}
