import type { RequestListener } from 'node:http';
import type { mongo } from 'mongoose';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../shared/scopes.ts';
import type { CollectionSpec } from '../../server/store/store.ts';
import { createSandbox } from '../sandbox/hubspot/sandbox.ts';
import type { Sandbox } from '../sandbox/sandbox.types.ts';
import { cookieBrowser, type CookieBrowser } from './cookieBrowser.ts';
import { serve } from './serve.ts';
import { testStore, type TestStore } from './store.ts';
import { apiToken } from './tokens.ts';
import { APP, createWebRole, WEB_COLLECTIONS } from './webRole.ts';

export interface InstallRoom {
  db: TestStore;
  sandbox: Sandbox;
  url: string;
  role: ReturnType<typeof createWebRole>;
  /** A call of liveprompt's backend for an organisation. */
  api(
    orgId: string,
    method: string,
    path: string,
    body?: unknown,
    role?: 'admin' | 'member',
  ): Promise<Answer>;
  /** Begins at liveprompt and walks up to the callback's URL, which it does not open. */
  walkToCallback(orgId: string, portalId: string, browser?: CookieBrowser): Promise<string>;
  /** The whole way; answers the callback's response. */
  connect(orgId: string, portalId: string, browser?: CookieBrowser): Promise<Response>;
  /** Token calls HubSpot has seen since the last reset. */
  tokenCalls(): number;
  close(): Promise<void>;
}

export interface Answer {
  status: number;
  body: Record<string, unknown> & { error?: { code: string; message: string } };
}

/** The web role, a HubSpot and a store, each on loopback and empty. */
export async function installRoom(
  extraCollections: readonly CollectionSpec<mongo.Document>[] = [],
): Promise<InstallRoom> {
  const db = await testStore([...WEB_COLLECTIONS, ...extraCollections]);
  // The redirect URL has to be known to HubSpot before there is an application to serve.
  let listener: RequestListener = (_request, response) => void response.writeHead(503).end();
  const server = await serve((request, response) => listener(request, response));
  const redirectUrls = [`${server.url}/oauth/callback`];
  const sandbox = await createSandbox({
    app: { ...APP, redirectUrls, scopes: [...REQUIRED_SCOPES], optionalScopes: [...OPTIONAL_SCOPES] },
  });
  const role = createWebRole({ store: db.store, hubspot: sandbox, publicUrl: server.url, extraCollections });
  listener = role.app;

  const room: InstallRoom = {
    db,
    sandbox,
    url: server.url,
    role,
    async api(orgId, method, path, body, asRole = 'admin') {
      const token = await apiToken({ org: orgId, sub: `${asRole}@${orgId}.example`, role: asRole });
      const response = await fetch(`${server.url}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as Answer['body'] };
    },
    async walkToCallback(orgId, portalId, browser = cookieBrowser()) {
      const { body } = await room.api(orgId, 'POST', '/connection');
      const opened = await browser.get(String(body['authorizeUrl']));
      return sandbox.consent(opened.headers.get('location') ?? '', portalId);
    },
    async connect(orgId, portalId, browser = cookieBrowser()) {
      return browser.get(await room.walkToCallback(orgId, portalId, browser));
    },
    tokenCalls: () => sandbox.calls().filter(({ path }) => path.endsWith('/token')).length,
    async close() {
      await server.close();
      await sandbox.close();
      await db.close();
    },
  };
  return room;
}
