import type { mongo } from 'mongoose';
import { AppError } from '../errors.ts';
import type { AccessTokens } from '../hubspot/call.types.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import { accessRevoked } from '../hubspot/oauthErrors.ts';
import { accessUnavailable } from './errors.ts';
import type { InstallDocument } from './install.ts';
import { COOL_DOWN_MS, createRefresh, LEASE_MS, type RefreshDeps } from './refreshLease.ts';
import { isRefreshDue, isUsable, msUntilRefresh } from './tokenLife.ts';

/**
 * How long a cached token is trusted before the install is looked at again: a disconnect or a revocation
 * seen by another process stops this one within that time.
 */
const RECHECK_MS = 10_000;
/** The same for a token that is due: whoever renews it needs about this long. */
const SOON_MS = 1_000;
const POLL_MS = 100;

export interface AccessTokensDeps extends RefreshDeps {
  installs: Pick<mongo.Collection<InstallDocument>, 'findOne' | 'findOneAndUpdate' | 'updateOne'>;
  sleep: (ms: number) => Promise<void>;
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
  const refresh = createRefresh(deps);
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
    async latest(portalId) {
      cache.delete(portalId);
      return single(portalId, undefined);
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

      const renewed = await refresh(install);
      if (renewed === 'changed') continue;
      if (typeof renewed === 'object') return keep(portalId, renewed.token, renewed.install);
      if (live) return keep(portalId, token, install);
      const wait = install.refreshLeaseUntil.getTime() - clock.now().getTime();
      if (renewed === 'failed') throw accessUnavailable(COOL_DOWN_MS);
      // Nobody owns a lease that cools down: waiting for it would only hold the caller.
      if (install.refreshLeaseOwner === null && wait > 0) throw accessUnavailable(wait);
      await deps.sleep(POLL_MS);
    }
    throw accessUnavailable(COOL_DOWN_MS);
  }

  function keep(portalId: string, token: string, install: InstallDocument): string {
    const untilDue = msUntilRefresh(install, clock.now());
    // A token kept although it is due (another process renews it) is looked up again soon.
    const trust = untilDue === 0 ? SOON_MS : Math.min(RECHECK_MS, untilDue);
    cache.set(portalId, { token, trustedUntilMs: clock.monotonicMs() + trust });
    return token;
  }

  /**
   * The border throws nothing but `HubSpotError`. A key that is missing from the ring is our fault: the
   * portal stays as it is and its work waits until the key is back.
   */
  function open(install: InstallDocument): string {
    try {
      return vault.open(install.accessToken, { portalId: install._id, field: 'accessToken' });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      deps.log.error({ portalId: install._id, code: error.code }, 'a stored token cannot be opened');
      throw new HubSpotError({ ...wordsOf(error), kind: 'transient', effect: 'not_sent', cause: error });
    }
  }

  function revoked(portalId: string): HubSpotError {
    cache.delete(portalId);
    return accessRevoked({ effect: 'not_sent' });
  }
}

function wordsOf({ code, status, message, action }: AppError) {
  return { code, status, message, action };
}
