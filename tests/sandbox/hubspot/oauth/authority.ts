import { randomBytes } from 'node:crypto';
import { oauthError } from './errors.ts';

/** Access tokens live 30 minutes (hubspot-api.md §1.2). */
export const ACCESS_TOKEN_MS = 1_800_000;
/** Codes are single use and short-lived; how short is not said, a minute is what a redirect needs. */
const CODE_MS = 60_000;

export interface Grant {
  portalId: string;
  userId: number;
  userEmail: string;
  scopes: readonly string[];
}

interface Code extends Grant {
  redirectUri: string;
  expiresAt: number;
}

const without = <T extends Grant>(grant: T, scopes: readonly string[]): T => ({
  ...grant,
  scopes: grant.scopes.filter((scope) => !scopes.includes(scope)),
});

/** One refresh token per portal and app, whoever re-authorises (§1.2). */
export interface Install extends Grant {
  refreshToken: string;
}

export interface AccessToken extends Grant {
  token: string;
  expiresAt: number;
}

export interface IssuedToken {
  access: AccessToken;
  install: Install;
}

export interface Authority {
  mintCode(grant: Grant, redirectUri: string, now: number): string;
  /** @throws Refusal BAD_AUTH_CODE or BAD_REDIRECT_URI */
  exchange(code: string, redirectUri: string, now: number): IssuedToken;
  /** @throws Refusal BAD_REFRESH_TOKEN */
  refresh(refreshToken: string, now: number): IssuedToken;
  access(token: string): AccessToken | undefined;
  installOf(refreshToken: string): Install | undefined;
  /** The refresh token dies, issued access tokens live on (§1.4). */
  revoke(refreshToken: string): void;
  uninstall(portalId: string): void;
  expireAccess(portalId: string, now: number): void;
  /** What was granted is taken back, from tokens in use too, until the next consent. */
  withdraw(portalId: string, scopes: readonly string[]): void;
}

const secret = (prefix: string): string => `${prefix}${randomBytes(24).toString('base64url')}`;

export function createAuthority(): Authority {
  const codes = new Map<string, Code>();
  const installs = new Map<string, Install>();
  const tokens = new Map<string, AccessToken>();

  const issue = (install: Install, now: number): IssuedToken => {
    const access: AccessToken = { ...install, token: secret('CN'), expiresAt: now + ACCESS_TOKEN_MS };
    tokens.set(access.token, access);
    return { access, install };
  };
  const byRefreshToken = (token: string): Install | undefined =>
    [...installs.values()].find((install) => install.refreshToken === token);

  return {
    mintCode: (grant, redirectUri, now) => {
      const code = secret('na1-code-');
      codes.set(code, { ...grant, redirectUri, expiresAt: now + CODE_MS });
      return code;
    },
    exchange: (value, redirectUri, now) => {
      const code = codes.get(value);
      // Spent by the attempt, whatever comes of it.
      codes.delete(value);
      if (code === undefined || code.expiresAt <= now) {
        throw oauthError('invalid_grant', 'BAD_AUTH_CODE', 'missing or unknown auth code');
      }
      if (code.redirectUri !== redirectUri) {
        throw oauthError('invalid_grant', 'BAD_REDIRECT_URI', 'missing or invalid redirect uri');
      }
      const { portalId, userId, userEmail, scopes } = code;
      const refreshToken = installs.get(portalId)?.refreshToken ?? secret('na1-');
      const install = { portalId, userId, userEmail, scopes, refreshToken };
      installs.set(portalId, install);
      return issue(install, now);
    },
    refresh: (refreshToken, now) => {
      const install = byRefreshToken(refreshToken);
      if (install === undefined) {
        throw oauthError(
          'invalid_grant',
          'BAD_REFRESH_TOKEN',
          'refresh token is invalid, expired or revoked',
        );
      }
      return issue(install, now);
    },
    access: (token) => tokens.get(token),
    installOf: byRefreshToken,
    revoke: (refreshToken) => {
      const install = byRefreshToken(refreshToken);
      if (install) installs.delete(install.portalId);
    },
    uninstall: (portalId) => {
      installs.delete(portalId);
      for (const [token, access] of tokens) if (access.portalId === portalId) tokens.delete(token);
    },
    expireAccess: (portalId, now) => {
      for (const access of tokens.values()) if (access.portalId === portalId) access.expiresAt = now;
    },
    withdraw: (portalId, scopes) => {
      const install = installs.get(portalId);
      if (install) installs.set(portalId, without(install, scopes));
      for (const [token, access] of tokens)
        if (access.portalId === portalId) tokens.set(token, without(access, scopes));
    },
  };
}
