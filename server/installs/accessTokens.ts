import type { mongo } from 'mongoose';
import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import type { AccessTokens } from '../hubspot/call.types.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { TokenClient } from '../hubspot/oauth.ts';
import { accessRevoked } from '../hubspot/oauthErrors.ts';
import { accessUnavailable } from './errors.ts';
import type { InstallDocument } from './install.ts';
import { NO_LEASE, sealedTokens } from './installStore.ts';
import { isRefreshDue, isUsable, msUntilRefresh } from './tokenLife.ts';
import type { Vault } from './vault.ts';

/** Longer than the 10 s deadline of a token call, so that a live winner is never overtaken (reliability.md §4). */
const LEASE_MS = 20_000;
/** A failed refresh is not tried again by anyone before this (reliability.md §4). */
const COOL_DOWN_MS = 30_000;
/** How long a cached token is trusted before the install is looked at again: a disconnect or a revocation
 * seen by another process stops this one within that time. */
const RECHECK_MS = 10_000;
const SOON_MS = 1_000;
const POLL_MS = 100;

export interface AccessTokensDeps {
  installs: Pick<mongo.Collection<InstallDocument>, 'findOne' | 'findOneAndUpdate' | 'updateOne'>;
  vault: Vault;
  oauth: Pick<TokenClient, 'refresh'>;
  clock: Clock;
  sleep: (ms: number) => Promise<void>;
  /** A fresh owner id per lease; an id that is reused could release a successor's lease. */
  newId: () => string;
  log: { warn: (facts: object, message: string) => void; error: (facts: object, message: string) => void };
}

interface Held {
  token: string;
  /** Monotonic milliseconds until which the install need not be looked at again. */
  trustedUntilMs: number;
}

/**
 * Access tokens per portal: one cached value and one running request per process, one refresh among all
 * processes by compare-and-set on the install. See `AccessTokens` for what it promises.
 */
export function createAccessTokens(
  deps: AccessTokensDeps,
): AccessTokens & { forget(portalId: string): void } {
  const { installs, vault, clock } = deps;
  const cache = new Map<string, Held>();
  const running = new Map<string, Promise<string>>();

  return {
    async current(portalId) {
      const held = cache.get(portalId);
      if (held && clock.monotonicMs() < held.trustedUntilMs) return held.token;
      return single(portalId, undefined);
    },
    async replace(portalId, stale) {
      if (cache.get(portalId)?.token === stale) cache.delete(portalId);
      const token = await single(portalId, stale);
      // The request we joined may have begun before anyone knew that this token is dead.
      return token === stale ? single(portalId, stale) : token;
    },
    forget: (portalId) => void cache.delete(portalId),
  };

  function single(portalId: string, stale: string | undefined): Promise<string> {
    const already = running.get(portalId);
    if (already) return already;
    const started = acquire(portalId, stale).finally(() => running.delete(portalId));
    running.set(portalId, started);
    return started;
  }

  async function acquire(portalId: string, stale: string | undefined): Promise<string> {
    const giveUpAt = clock.monotonicMs() + LEASE_MS;
    while (clock.monotonicMs() < giveUpAt) {
      const install = await installs.findOne({ _id: portalId });
      if (!install || install.status === 'reconnect_required') throw revoked(portalId);
      const token = open(install);
      const live = token !== stale && isUsable(install, clock.now());
      if (live && !isRefreshDue(install, clock.now())) return keep(portalId, token, install);

      const renewed = await refreshOnce(install);
      if (renewed === 'changed') continue;
      if (typeof renewed === 'object') return renewed.token;
      if (live) return keep(portalId, token, install);
      const wait = install.refreshLeaseUntil.getTime() - clock.now().getTime();
      if (renewed === 'failed') throw accessUnavailable(COOL_DOWN_MS);
      // Nobody owns a lease that cools down: waiting for it would only hold the caller.
      if (install.refreshLeaseOwner === null && wait > 0) throw accessUnavailable(wait);
      await deps.sleep(POLL_MS);
    }
    throw accessUnavailable(COOL_DOWN_MS);
  }

  /** `busy`: another process has the lease. `changed`: the install is not what we read any more. */
  async function refreshOnce(
    seen: InstallDocument,
  ): Promise<{ token: string } | 'busy' | 'failed' | 'changed'> {
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
      const stored = await installs.findOneAndUpdate(
        version,
        {
          $set: {
            ...sealedTokens(vault, portalId, tokens),
            refreshLeaseUntil: NO_LEASE,
            refreshLeaseOwner: null,
          },
          $inc: { tokenVersion: 1 },
        },
        { returnDocument: 'after' },
      );
      return stored ? { token: keep(portalId, tokens.accessToken, stored) } : 'changed';
    } catch (error) {
      return settle(seen, owner, error);
    }
  }

  async function settle(seen: InstallDocument, owner: string, error: unknown): Promise<'failed' | 'changed'> {
    const version = { _id: seen._id, tokenVersion: seen.tokenVersion };
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
      deps.log.warn({ portalId: seen._id, code }, 'HubSpot withdrew our access');
      return 'changed';
    }
    await installs.updateOne(
      { ...version, refreshLeaseOwner: owner },
      {
        $set: {
          refreshLeaseUntil: new Date(clock.now().getTime() + COOL_DOWN_MS),
          refreshLeaseOwner: null,
        },
      },
    );
    // A refusal that is not the portal's fault is ours: someone here has to look, no portal is touched.
    const transient = error instanceof AppError && error.kind !== 'final';
    deps.log[transient ? 'warn' : 'error']({ portalId: seen._id, code }, 'a HubSpot token refresh failed');
    return 'failed';
  }

  function keep(portalId: string, token: string, install: InstallDocument): string {
    const untilDue = msUntilRefresh(install, clock.now());
    // A token kept although it is due (another process renews it) is looked up again soon.
    const trust = untilDue === 0 ? SOON_MS : Math.min(RECHECK_MS, untilDue);
    cache.set(portalId, { token, trustedUntilMs: clock.monotonicMs() + trust });
    return token;
  }

  /** The border throws nothing but `HubSpotError`; a lost key is our fault, so the portal stays as it is. */
  function open(install: InstallDocument): string {
    try {
      return vault.open(install.accessToken, { portalId: install._id, field: 'accessToken' });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      throw new HubSpotError({ ...wordsOf(error), effect: 'not_sent', cause: error });
    }
  }

  function revoked(portalId: string): HubSpotError {
    cache.delete(portalId);
    return accessRevoked({ effect: 'not_sent' });
  }
}

function wordsOf({ code, kind, status, message, action }: AppError) {
  return { code, kind, status, message, action };
}
