import type { Sandbox, SandboxOptions } from '../sandbox.types.ts';
import { createLocalHubSpot } from './localHubSpot.ts';
import { CONSENT_PATH } from './oauth/consent.ts';
import { INSTALL_PATH } from './oauth/marketplace.ts';
import { listen } from './server.ts';
import { walkConsent } from './walkConsent.ts';

/** Starts a strict local HubSpot on loopback. Every state lives in this one instance. */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const hubspot = createLocalHubSpot(options);
  const server = await listen(hubspot.settings.port, hubspot.answer);
  const url = `http://127.0.0.1:${server.port}`;
  return {
    ...hubspot,
    url,
    authorizeUrl: `${url}${CONSENT_PATH}`,
    marketplaceUrl: (portalId, redirectUri) =>
      `${url}${INSTALL_PATH}?${new URLSearchParams({ portalId, redirectUri }).toString()}`,
    consent: walkConsent,
    close: () => {
      hubspot.stop();
      return server.close();
    },
  };
}
