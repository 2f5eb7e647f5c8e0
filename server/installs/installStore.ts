import type { mongo } from 'mongoose';
import type { Clock } from '../clock.ts';
import type { TokenSet } from '../hubspot/oauth.ts';
import { isDuplicateKey } from '../store/connect.ts';
import { organizationHasOtherPortal, portalBelongsToOther } from './errors.ts';
import type { InstallDocument } from './install.ts';
import type { Vault } from './vault.ts';

export interface GrantedInstall {
  portalId: string;
  /** null leaves the owner as it is: a marketplace install belongs to nobody until it is linked. */
  orgId: string | null;
  tokens: TokenSet;
  scopes: string[];
  connectedBy: string | null;
}

export interface InstallStore {
  ofPortal(portalId: string): Promise<InstallDocument | null>;
  ofOrganization(orgId: string): Promise<InstallDocument | null>;
  ofOrganizations(orgIds: readonly string[]): Promise<InstallDocument[]>;
  /** Stores a fresh grant. Throws 409 when portal or organisation is already tied elsewhere. */
  saveGrant(grant: GrantedInstall): Promise<InstallDocument>;
  /** Ties an install that belongs to nobody. Throws 409 like `saveGrant`, null when the portal is unknown. */
  tie(portalId: string, orgId: string, connectedBy: string): Promise<InstallDocument | null>;
}

/** A lease that ended before it began. */
export const NO_LEASE = new Date(0);
/** Installs by portal and by organisation; who owns what is decided inside each write. */
export function createInstallStore(deps: {
  installs: mongo.Collection<InstallDocument>;
  vault: Vault;
  clock: Clock;
}): InstallStore {
  const { installs, vault, clock } = deps;
  const ofPortal = (portalId: string) => installs.findOne({ _id: portalId });
  const ofOrganization = (orgId: string) => installs.findOne({ orgId });

  /** A duplicate key is one of three stories; only a lost race between equal writers is worth a second try. */
  async function owned<T>(portalId: string, orgId: string | null, write: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await write();
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const portal = await ofPortal(portalId);
        if (portal?.orgId && orgId !== null && portal.orgId !== orgId) throw portalBelongsToOther();
        const other = orgId === null ? null : await ofOrganization(orgId);
        if (other && other._id !== portalId) throw organizationHasOtherPortal(other);
        if (attempt === 2) throw error;
      }
    }
  }

  return {
    ofPortal,
    ofOrganization,
    ofOrganizations: (orgIds) => installs.find({ orgId: { $in: [...orgIds] } }).toArray(),

    async saveGrant({ portalId, orgId, tokens, scopes, connectedBy }) {
      const now = clock.now();
      return owned(portalId, orgId, async () => {
        const saved = await installs.findOneAndUpdate(
          // An install of another organisation does not match, so the upsert meets its `_id` and fails.
          { _id: portalId, ...(orgId === null ? {} : nobodysOr(orgId)) },
          {
            $set: {
              ...(orgId === null ? {} : { orgId }),
              ...sealedTokens(vault, portalId, tokens),
              status: 'active',
              statusReason: null,
              refreshLeaseUntil: NO_LEASE,
              refreshLeaseOwner: null,
              scopes,
              connectedBy,
              connectedAt: now,
              caughtUp: false,
            },
            $inc: { tokenVersion: 1 },
            $setOnInsert: UNPROVISIONED,
          },
          { upsert: true, returnDocument: 'after' },
        );
        if (!saved) throw new Error('an upsert returned no install');
        return saved;
      });
    },

    async tie(portalId, orgId, connectedBy) {
      return owned(portalId, orgId, async () => {
        const tied = await installs.findOneAndUpdate(
          { _id: portalId, ...nobodysOr(orgId) },
          { $set: { orgId, connectedBy } },
          { returnDocument: 'after' },
        );
        if (!tied && (await ofPortal(portalId))) throw portalBelongsToOther();
        return tied;
      });
    },
  };
}

/** Filter: an install that this organisation may take or has taken. */
function nobodysOr(orgId: string): mongo.Filter<InstallDocument> {
  return { $or: [{ orgId }, { orgId: { $exists: false } }] };
}

/** The fields of one token pair as they are stored. */
export function sealedTokens(
  vault: Vault,
  portalId: string,
  tokens: TokenSet,
): Pick<InstallDocument, 'accessToken' | 'refreshToken' | 'accessIssuedAt' | 'accessExpiresAt'> {
  return {
    accessToken: vault.seal(tokens.accessToken, { portalId, field: 'accessToken' }),
    refreshToken: vault.seal(tokens.refreshToken, { portalId, field: 'refreshToken' }),
    accessIssuedAt: tokens.issuedAt,
    accessExpiresAt: tokens.expiresAt,
  };
}

/** What is assumed of a portal until it has been asked; `marker` is the mode that always works. */
const UNPROVISIONED = {
  portalName: null,
  uiDomain: 'app.hubspot.com',
  timeZone: 'UTC',
  currency: null,
  activityKeyMode: 'marker',
  provisionedAt: null,
  limitations: [],
} satisfies Partial<InstallDocument>;
