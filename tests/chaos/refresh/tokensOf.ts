import { randomBytes, randomUUID } from 'node:crypto';
import { systemClock } from '../../../server/clock.ts';
import { readEnvironment } from '../../../server/config/environment.ts';
import { createTokenClient } from '../../../server/hubspot/oauth.ts';
import { createAccessTokens } from '../../../server/installs/accessTokens.ts';
import { installs } from '../../../server/installs/install.ts';
import { createInstallStore } from '../../../server/installs/installStore.ts';
import { createVault } from '../../../server/installs/vault.ts';
import { connectStore } from '../../../server/store/connect.ts';

const silent = { warn: () => undefined, error: () => undefined };

/** The part of the product that holds access tokens, as one process has it, on a store that several share. */
export async function tokensOf(environment: NodeJS.ProcessEnv) {
  const config = readEnvironment(environment);
  const store = await connectStore({ uri: config.mongodbUri ?? '' });
  const rows = store.collection(installs);
  const vault = createVault({ keys: config.encryptionKeys, randomBytes });
  const { apiUrl, apiVersion, clientId, clientSecret } = config.hubspot;
  const oauth = createTokenClient({
    apiUrl,
    apiVersion,
    clientId,
    clientSecret,
    redirectUri: `${config.publicUrl}/oauth/callback`,
    fetch,
    clock: systemClock,
  });
  const tokens = createAccessTokens({
    installs: rows,
    vault,
    oauth,
    clock: systemClock,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    newId: randomUUID,
    log: silent,
  });
  return {
    tokens,
    oauth,
    rows,
    grants: createInstallStore({ installs: rows, vault, clock: systemClock }),
    close: () => store.close(),
  };
}
