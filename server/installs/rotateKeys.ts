import type { mongo } from 'mongoose';
import type { InstallDocument } from './install.ts';
import type { Vault } from './vault.ts';

/**
 * Seals every token again with the newest key of the ring, so that an old key can be taken out of
 * `TOKEN_ENCRYPTION_KEYS`. Active portals get there by themselves at their next refresh; this is for the
 * quiet ones. Safe to run anywhere, any number of times. Resolves to how many installs it changed and
 * how many it could not open.
 */
export async function rotateKeys(deps: {
  installs: Pick<mongo.Collection<InstallDocument>, 'find' | 'updateOne'>;
  vault: Vault;
}): Promise<{ rewrapped: number; unreadable: number }> {
  const count = { rewrapped: 0, unreadable: 0 };
  for await (const install of deps.installs.find({})) {
    const sealed = rewrap(deps.vault, install);
    if (sealed === null) count.unreadable += 1;
    else if (sealed.accessToken !== install.accessToken || sealed.refreshToken !== install.refreshToken) {
      // A refresh that came in between has sealed newer tokens with the newest key already.
      const { modifiedCount } = await deps.installs.updateOne(
        { _id: install._id, tokenVersion: install.tokenVersion },
        { $set: sealed },
      );
      count.rewrapped += modifiedCount;
    }
  }
  return count;
}

function rewrap(
  vault: Vault,
  { _id: portalId, accessToken, refreshToken }: InstallDocument,
): Pick<InstallDocument, 'accessToken' | 'refreshToken'> | null {
  try {
    return {
      accessToken: vault.rewrap(accessToken, { portalId, field: 'accessToken' }),
      refreshToken: vault.rewrap(refreshToken, { portalId, field: 'refreshToken' }),
    };
  } catch {
    return null;
  }
}
