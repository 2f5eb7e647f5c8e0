import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../shared/scopes.ts';
import { createSandbox } from '../sandbox/hubspot/sandbox.ts';
import type { Sandbox, SandboxOptions } from '../sandbox/sandbox.types.ts';
import { portOf, spawnScript, type Script } from './spawnScript.ts';

export interface ProcessWorld {
  sandbox: Sandbox;
  store: Script;
  mongodbUri: string;
  /** What every process of the product is started with. */
  environment: NodeJS.ProcessEnv;
}

/** HubSpot's stand-in here, a store in a process of its own, and the environment that ties the product to both. */
export async function startProcessWorld(given: {
  publicUrl: string;
  database: string;
  app: { clientId: string; clientSecret: string; appId: string };
  webhookSecret: string;
  apiSecret: string;
  sandbox?: Partial<SandboxOptions> | undefined;
}): Promise<ProcessWorld> {
  const { publicUrl, app } = given;
  const sandbox = await createSandbox({
    ...given.sandbox,
    app: {
      ...app,
      redirectUrls: [`${publicUrl}/oauth/callback`],
      scopes: [...REQUIRED_SCOPES],
      optionalScopes: [...OPTIONAL_SCOPES],
    },
  });
  const store = spawnScript('tests/support/storeProcess.ts');
  const mongodbUri = `mongodb://127.0.0.1:${await portOf(store)}/${given.database}`;
  return {
    sandbox,
    store,
    mongodbUri,
    environment: {
      PUBLIC_URL: publicUrl,
      MONGODB_URI: mongodbUri,
      HUBSPOT_CLIENT_ID: app.clientId,
      HUBSPOT_CLIENT_SECRET: app.clientSecret,
      HUBSPOT_APP_ID: app.appId,
      HUBSPOT_API_URL: sandbox.url,
      HUBSPOT_AUTHORIZE_URL: sandbox.authorizeUrl,
      LIVEPROMPT_WEBHOOK_SECRETS: given.webhookSecret,
      LIVEPROMPT_API_SECRET: given.apiSecret,
    },
  };
}

const READY_WITHIN_MS = 60_000;

/** @throws when the process that serves HTTP does not say that it is ready. */
export async function untilReady(url: string): Promise<void> {
  const until = performance.now() + READY_WITHIN_MS;
  while (performance.now() < until) {
    const ready = await fetch(`${url}/readyz`).catch(() => undefined);
    if (ready?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`the web role was not ready within ${READY_WITHIN_MS} ms`);
}
