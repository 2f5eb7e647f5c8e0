import { randomBytes } from 'node:crypto';
import { readEnvironment, type Config } from '../../../server/config/environment.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../../shared/scopes.ts';
import { SELLER } from '../samples/cast.ts';
import type { DemoPorts } from './ports.ts';

/** The liveprompt customer of the demo, and the person who looks at it. */
export const DEMO_ORGANIZATION = { id: 'org_brightlane', name: 'Brightlane' } as const;
export const DEMO_PERSON = SELLER.dana;

export const local = (port: number): string => `http://127.0.0.1:${port}`;

/** The app as the local HubSpot knows it. */
export const demoApp = (ports: DemoPorts) => ({
  name: 'liveprompt',
  clientId: 'demo-client-id',
  clientSecret: 'demo-client-secret',
  appId: '4242',
  redirectUrls: [`${local(ports.server)}/oauth/callback`],
  scopes: [...REQUIRED_SCOPES],
  optionalScopes: [...OPTIONAL_SCOPES],
});

/** The environment of the contract (§1) for one run; every secret is made anew and ends with it. */
export function demoConfig(
  ports: DemoPorts,
  hubspot: { url: string; authorizeUrl: string },
): { config: Config; webhookSecret: string } {
  const app = demoApp(ports);
  const webhookSecret = `whsec_${randomBytes(32).toString('base64')}`;
  const config = readEnvironment({
    PORT: String(ports.server),
    PUBLIC_URL: local(ports.server),
    HUBSPOT_CLIENT_ID: app.clientId,
    HUBSPOT_CLIENT_SECRET: app.clientSecret,
    HUBSPOT_APP_ID: app.appId,
    HUBSPOT_API_URL: hubspot.url,
    HUBSPOT_AUTHORIZE_URL: hubspot.authorizeUrl,
    HUBSPOT_APP_EVENTS: 'on',
    LIVEPROMPT_WEBHOOK_SECRETS: webhookSecret,
    LIVEPROMPT_API_SECRET: randomBytes(32).toString('hex'),
    LIVEPROMPT_APP_URL: local(ports.page),
    TOKEN_ENCRYPTION_KEYS: `demo:${randomBytes(32).toString('base64')}`,
    LOG_LEVEL: 'error',
  });
  return { config, webhookSecret };
}
