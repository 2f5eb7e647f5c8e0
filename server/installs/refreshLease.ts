import type { mongo } from 'mongoose';
import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { TokenClient } from '../hubspot/oauth.ts';
import type { InstallDocument } from './install.ts';
import { NO_LEASE, sealedTokens } from './installStore.ts';
import type { Vault } from './vault.ts';

/** Longer than the 10 s deadline of a token call, so that a live winner is never overtaken (reliability.md §4). */
export const LEASE_MS = 20_000;
/** A failed refresh is not tried again by anyone before this (reliability.md §4). */
export const COOL_DOWN_MS = 30_000;

export interface RefreshDeps {
  installs: Pick<mongo.Collection<InstallDocument>, 'findOneAndUpdate' | 'updateOne'>;
  vault: Vault;
  oauth: Pick<TokenClient, 'refresh'>;
  clock: Clock;
  /** A fresh owner id per lease; an id that is reused could release a successor's lease. */
  newId: () => string;
  log: { warn: (facts: object, message: string) => void; error: (facts: object, message: string) => void };
}

/**
 * `busy`: another process has the lease, or it cools down. `failed`: HubSpot did not renew.
 * `changed`: the install is not what was read any more, so it has to be read again.
 */
export type RefreshOutcome = { token: string; install: InstallDocument } | 'busy' | 'failed' | 'changed';

/** One refresh among all processes: claimed where the version is the one that was read, stored where it still is. */
export function createRefresh(deps: RefreshDeps): (seen: InstallDocument) => Promise<RefreshOutcome> {
  const { installs, vault, clock } = deps;

  return async (seen) => {
    const portalId = seen._id;
    const owner = deps.newId();
    const now = clock.now();
    const version = { _id: portalId, tokenVersion: seen.tokenVersion };
    const claimed = await installs.findOneAndUpdate(
      { ...version, refreshLeaseUntil: { $lte: now }, status: { $ne: 'reconnect_required' } },
      { $set: { refreshLeaseUntil: new Date(now.getTime() + LEASE_MS), refreshLeaseOwner: owner } },
    );
    if (!claimed) return 'busy';
    try {
      const refreshToken = vault.open(seen.refreshToken, { portalId, field: 'refreshToken' });
      const tokens = await deps.oauth.refresh(refreshToken);
      const released = { refreshLeaseUntil: NO_LEASE, refreshLeaseOwner: null };
      const install = await installs.findOneAndUpdate(
        version,
        { $set: { ...sealedTokens(vault, portalId, tokens), ...released }, $inc: { tokenVersion: 1 } },
        { returnDocument: 'after' },
      );
      return install ? { token: tokens.accessToken, install } : 'changed';
    } catch (error) {
      return settle(seen, owner, error);
    }
  };

  async function settle(seen: InstallDocument, owner: string, error: unknown): Promise<'failed' | 'changed'> {
    const portalId = seen._id;
    const version = { _id: portalId, tokenVersion: seen.tokenVersion };
    const code = error instanceof AppError ? error.code : 'error';
    if (error instanceof HubSpotError && error.kind === 'revoked') {
      // A reconnect may have stored a new pair meanwhile: only the pair that failed is condemned.
      await installs.updateOne(version, {
        $set: {
          status: 'reconnect_required',
          statusReason: error.message,
          refreshLeaseUntil: NO_LEASE,
          refreshLeaseOwner: null,
        },
      });
      deps.log.warn({ portalId, code }, 'HubSpot withdrew our access');
      return 'changed';
    }
    // Releasing names the owner: a lease that ended and was taken by another process is not ours to touch.
    const until = new Date(clock.now().getTime() + COOL_DOWN_MS);
    await installs.updateOne(
      { ...version, refreshLeaseOwner: owner },
      { $set: { refreshLeaseUntil: until, refreshLeaseOwner: null } },
    );
    // A refusal that is not the portal's fault is ours: someone here has to look, no portal is touched.
    const transient = error instanceof AppError && error.kind !== 'final';
    deps.log[transient ? 'warn' : 'error']({ portalId, code }, 'a HubSpot token refresh failed');
    return 'failed';
  }
}
