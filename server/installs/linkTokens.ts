import { createHash } from 'node:crypto';
import type { mongo } from 'mongoose';
import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import { defineCollection } from '../store/store.ts';

/** Proof that its holder installed the app in a portal; only its hash is stored. */
export interface LinkTokenDocument {
  _id: string;
  portalId: string;
  /** The organisation that redeemed it. */
  usedBy: string | null;
  expiresAt: Date;
}

export const linkTokenCollection = defineCollection<LinkTokenDocument>({
  name: 'link_tokens',
  tenant: 'portalId',
  indexes: [{ key: { expiresAt: 1 }, name: 'expire', expireAfterSeconds: 0 }],
});

const LINK_TOKEN_LIFETIME_MS = 10 * 60_000;

export interface LinkTokens {
  mint(portalId: string): Promise<string>;
  /** The portal of a token, used up by this call. Throws 400 when unknown, used or expired. */
  redeem(token: string, orgId: string): Promise<string>;
  /** Gives back a token whose link was refused, so that the person can try with the right organisation. */
  release(token: string, orgId: string): Promise<void>;
}

/** Link tokens of marketplace-first installs: once, ten minutes, tied to the organisation that redeems it. */
export function createLinkTokens(deps: {
  tokens: Pick<mongo.Collection<LinkTokenDocument>, 'insertOne' | 'findOneAndUpdate' | 'updateOne'>;
  clock: Clock;
  randomBytes: (size: number) => Buffer;
}): LinkTokens {
  return {
    async mint(portalId) {
      const token = deps.randomBytes(32).toString('base64url');
      const expiresAt = new Date(deps.clock.now().getTime() + LINK_TOKEN_LIFETIME_MS);
      await deps.tokens.insertOne({ _id: hash(token), portalId, usedBy: null, expiresAt });
      return token;
    },
    async redeem(token, orgId) {
      const found = await deps.tokens.findOneAndUpdate(
        { _id: hash(token), usedBy: null, expiresAt: { $gt: deps.clock.now() } },
        { $set: { usedBy: orgId } },
      );
      if (found) return found.portalId;
      throw new AppError({
        code: 'link_token_invalid',
        kind: 'final',
        status: 400,
        message: 'This link is not valid: it was already used, or it is older than ten minutes.',
        action: 'Open liveprompt from your HubSpot account again to get a new link.',
      });
    },
    async release(token, orgId) {
      await deps.tokens.updateOne({ _id: hash(token), usedBy: orgId }, { $set: { usedBy: null } });
    },
  };
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
