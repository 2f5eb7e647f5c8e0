import type { mongo } from 'mongoose';
import type { AuditTrail } from '../audit/audit.ts';
import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import type { HubSpotCall } from '../hubspot/call.types.ts';
import type { TokenClient } from '../hubspot/oauth.ts';
import { defineCollection, type CollectionSpec, type Store } from '../store/store.ts';
import { installs, type InstallDocument } from './install.ts';
import type { Vault } from './vault.ts';

/** A disconnect that has begun; gone when it is complete. `_id` is the portal id. */
export interface DisconnectDocument {
  _id: string;
  orgId: string;
  who: string;
  requestedAt: Date;
}

export const disconnects = defineCollection<DisconnectDocument>({
  name: 'disconnects',
  // Its own last step removes the row; the wipe must not remove it earlier.
  tenant: 'none',
  indexes: [{ key: { orgId: 1 }, name: 'by_organisation' }],
});

export interface DisconnectDeps {
  store: Store;
  /** Every collection there is; each says by `tenant` what belongs to whom. */
  collections: readonly CollectionSpec<mongo.Document>[];
  call: HubSpotCall;
  oauth: Pick<TokenClient, 'revoke'>;
  vault: Vault;
  audit: Pick<AuditTrail, 'record' | 'redact'>;
  clock: Clock;
  /** Drops this process's cached token. */
  forget: (portalId: string) => void;
  log: { warn: (facts: object, message: string) => void };
}

export interface Disconnect {
  /** Resolves when nothing of the connection is left here; false when there was none. */
  organization(orgId: string, who: string): Promise<boolean>;
  /** Completes disconnects that a crash interrupted; resolves to how many. */
  resume(): Promise<number>;
  /**
   * The same for a portal that has just granted us access anew: only the wipe, because uninstalling now
   * would take the new access away (one refresh token per portal and app, hubspot-api.md §1.2).
   */
  settleBeforeGrant(portalId: string): Promise<void>;
}

/** Uninstall and revoke are safe to repeat (reliability.md §2). */
const REMOTE_ATTEMPTS = 3;

/**
 * Uninstall at HubSpot, revoke, wipe (hubspot-api.md §1.4). The first two are best effort; the wipe
 * always completes, if need be after a restart: the request is stored before anything is touched.
 */
export function createDisconnect(deps: DisconnectDeps): Disconnect {
  const installRows = deps.store.collection(installs);
  const requests = deps.store.collection(disconnects);

  return {
    async organization(orgId, who) {
      const install = await installRows.findOne({ orgId });
      if (install) {
        await requests.updateOne(
          { _id: install._id },
          { $setOnInsert: { orgId, who, requestedAt: deps.clock.now() } },
          { upsert: true },
        );
      }
      const open = await requests.find({ orgId }).toArray();
      for (const request of open) await complete(request);
      return open.length > 0;
    },
    async resume() {
      const open = await requests.find({}).toArray();
      for (const request of open) await complete(request);
      return open.length;
    },
    async settleBeforeGrant(portalId) {
      const request = await requests.findOne({ _id: portalId });
      if (request) await forgetAll(request);
    },
  };

  async function complete(request: DisconnectDocument): Promise<void> {
    const install = await installRows.findOne({ _id: request._id, orgId: request.orgId });
    if (install?.status === 'active' || install?.status === 'paused') await leaveHubSpot(install);
    await forgetAll(request);
  }

  async function forgetAll(request: DisconnectDocument): Promise<void> {
    const { _id: portalId, orgId, requestedAt } = request;
    // From here no process gets a token for this portal any more.
    await installRows.updateOne(
      { _id: portalId, orgId },
      { $set: { status: 'reconnect_required', statusReason: 'This account is being disconnected.' } },
    );
    deps.forget(portalId);
    await wipe(portalId, orgId);
    await installRows.deleteOne({ _id: portalId, orgId });
    // A worker that was between two of its writes may have left something behind the first pass.
    await wipe(portalId, orgId);
    await deps.audit.record({
      id: `disconnect:${portalId}:${requestedAt.toISOString()}`,
      orgId,
      who: request.who,
      what: 'disconnected',
      where: 'liveprompt',
      portalId,
    });
    await deps.audit.redact(orgId);
    await requests.deleteOne({ _id: portalId, requestedAt });
  }

  async function wipe(portalId: string, orgId: string): Promise<void> {
    for (const spec of deps.collections) {
      if (spec.name === installs.name || spec.tenant === 'none') continue;
      const tenant = spec.tenant === 'orgId' ? { orgId } : { portalId };
      await deps.store.collection(spec).deleteMany(tenant);
    }
  }

  async function leaveHubSpot(install: InstallDocument): Promise<void> {
    const portalId = install._id;
    // Uninstalling needs a live token, so it comes first.
    await bestEffort(portalId, 'uninstall', async () => {
      await deps.call(portalId, { endpoint: 'app.uninstall', lane: 'people' });
    });
    await bestEffort(portalId, 'revoke', async () => {
      await deps.oauth.revoke(deps.vault.open(install.refreshToken, { portalId, field: 'refreshToken' }));
    });
  }

  async function bestEffort(portalId: string, step: string, work: () => Promise<void>): Promise<void> {
    for (let attempt = 1; attempt <= REMOTE_ATTEMPTS; attempt += 1) {
      try {
        await work();
        return;
      } catch (error) {
        const code = error instanceof AppError ? error.code : 'error';
        deps.log.warn({ portalId, step, attempt, code }, 'leaving HubSpot did not work');
        if (!(error instanceof AppError) || error.kind === 'final' || error.kind === 'revoked') return;
      }
    }
  }
}
