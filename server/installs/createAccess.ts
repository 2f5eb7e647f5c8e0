import type { EncryptionKey } from '../config/environment.ts';
import { createTokenClient, type TokenClient, type TokenClientDeps } from '../hubspot/oauth.ts';
import type { Store } from '../store/store.ts';
import { createAccessTokens, type AccessTokensDeps } from './accessTokens.ts';
import { installs } from './install.ts';
import { createInstallStore } from './installStore.ts';
import { createVault } from './vault.ts';

export interface AccessDeps extends TokenClientDeps, Omit<AccessTokensDeps, 'installs' | 'vault' | 'oauth'> {
  store: Store;
  /** The client as it is to be used, counted for example. */
  watched: (client: TokenClient) => TokenClient;
  keys: readonly EncryptionKey[];
  randomBytes: (size: number) => Buffer;
}

/** What calls to HubSpot need of the installs: who is connected, and a token that is alive. */
export function createAccess(deps: AccessDeps) {
  const rows = deps.store.collection(installs);
  const vault = createVault(deps);
  const oauth = deps.watched(createTokenClient(deps));
  return {
    rows,
    vault,
    oauth,
    tokens: createAccessTokens({ ...deps, installs: rows, vault, oauth }),
    installs: createInstallStore({ installs: rows, vault, clock: deps.clock }),
  };
}

export type Access = ReturnType<typeof createAccess>;
