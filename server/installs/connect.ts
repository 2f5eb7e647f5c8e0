import type { Audit } from '../audit/audit.types.ts';
import { AppError } from '../errors.ts';
import type { TokenClient, TokenFacts } from '../hubspot/oauth.ts';
import type { InstallDocument } from './install.ts';
import type { InstallStore } from './installStore.ts';
import type { Provision } from './provision.ts';

export interface ConnectDeps {
  oauth: Pick<TokenClient, 'exchange' | 'introspect'>;
  store: Pick<InstallStore, 'saveGrant' | 'tie'>;
  provision: Provision;
  /** Completes a disconnect of this portal that a crash interrupted: its wipe must not meet the new install. */
  settleDisconnect: (portalId: string) => Promise<unknown>;
  audit: Audit;
  /** Resolves after so many milliseconds; does not keep the process alive. */
  sleep: (ms: number) => Promise<void>;
  log: { error: (facts: object, message: string) => void };
}

export interface Connect {
  /** Trades a consent code for an install. `owner` null: it belongs to nobody until it is linked. */
  grant(code: string, owner: { orgId: string; email: string } | null): Promise<InstallDocument>;
  /** Ties an install that belongs to nobody to an organisation. */
  link(portalId: string, owner: { orgId: string; email: string }): Promise<InstallDocument>;
}

/** A person waits at the end of the consent: provisioning goes on behind them after this. */
const PATIENCE_MS = 8_000;

export function createConnect(deps: ConnectDeps): Connect {
  return {
    async grant(code, owner) {
      const tokens = await deps.oauth.exchange(code);
      // Scopes as granted, not as asked; a failure here must not waste a code that is already spent.
      const facts = await deps.oauth.introspect(tokens.accessToken, 'access_token').catch(() => UNKNOWN);
      const portalId = tokens.portalId ?? facts.portalId;
      if (portalId === null) throw unnamedPortal();
      await deps.settleDisconnect(portalId);
      // On 409 the new tokens are dropped and not revoked: HubSpot keeps one refresh token per portal and
      // app, so revoking it would cut off the organisation that owns the portal (hubspot-api.md §1.2).
      const install = await deps.store.saveGrant({
        portalId,
        orgId: owner?.orgId ?? null,
        tokens,
        scopes: facts.scopes.length > 0 ? facts.scopes : tokens.scopes,
        connectedBy: owner?.email ?? facts.user,
      });
      if (owner)
        await deps.audit.record({
          orgId: owner.orgId,
          who: owner.email,
          what: 'connected',
          where: 'liveprompt',
          portalId,
        });
      const provisioned = deps.provision(portalId).catch(() => {
        deps.log.error({ portalId }, 'provisioning failed');
      });
      await Promise.race([provisioned, deps.sleep(PATIENCE_MS)]);
      return install;
    },

    async link(portalId, owner) {
      const install = await deps.store.tie(portalId, owner.orgId, owner.email);
      if (!install) throw uninstalled();
      await deps.audit.record({
        orgId: owner.orgId,
        who: owner.email,
        what: 'linked',
        where: 'liveprompt',
        portalId,
      });
      return install;
    },
  };
}

const UNKNOWN: TokenFacts = { active: true, portalId: null, scopes: [], user: null };

function unnamedPortal(): AppError {
  return new AppError({
    code: 'oauth_portal_unknown',
    kind: 'final',
    status: 502,
    message: 'HubSpot did not say which account was connected.',
    action: 'Connect HubSpot again from the liveprompt settings.',
  });
}

function uninstalled(): AppError {
  return new AppError({
    code: 'install_gone',
    kind: 'final',
    status: 409,
    message: 'The HubSpot account of this link no longer has liveprompt installed.',
    action: 'Install liveprompt from the HubSpot marketplace again.',
  });
}
