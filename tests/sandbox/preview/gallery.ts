import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import type { Scenario } from '../../fixtures/scenario.types.ts';
import { buildUi } from '../../hubspot-project/buildUi.ts';
import { buildPreview } from './bundle.ts';
import { indexPage, showPage } from './galleryPages.ts';
import { surfaces, type Surface } from './surfaces.ts';

export interface Gallery {
  url: string;
  /** Names of the states of each surface. */
  states: Record<string, string[]>;
  /** Where one state of one surface is shown alone. */
  showUrl(surface: string, state: string): string;
  /** What a person presses to come to the state. */
  clicks(surface: string, state: string): readonly string[];
  close(): Promise<void>;
}

const TYPES: Record<string, string> = { js: 'text/javascript', css: 'text/css' };

/** Serves every state of every card and page on loopback, from fixtures; `outDir` receives what is built. */
export async function startGallery(outDir: string, port = 0): Promise<Gallery> {
  await Promise.all([buildUi(outDir), buildPreview(outDir)]);
  const shown = surfaces(new Date());
  const states = Object.fromEntries(
    Object.entries(shown).map(([name, surface]) => [name, Object.keys(surface.states)]),
  );

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://gallery');
    if (pathname === '/') return send(response, 200, 'text/html', indexPage(states));
    if (pathname.startsWith('/built/')) return void sendFile(response, join(outDir, basename(pathname)));
    const surface = shown[searchParams.get('surface') ?? ''];
    const scenario = surface?.states[searchParams.get('state') ?? ''];
    if (!surface || !scenario) return send(response, 404, 'text/plain', 'Not found');
    if (pathname === '/answer') return void answer(request, response, scenario);
    return send(response, 200, 'text/html', showPage(contextOf(surface, scenario)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    states,
    showUrl: (surface, state) => `${url}/show?surface=${surface}&state=${encodeURIComponent(state)}`,
    clicks: (surface, state) => shown[surface]?.states[state]?.clicks ?? [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What the host of one surface needs to know, for the script of its page. */
function contextOf(
  { bundle, width, context }: Surface,
  { permissions = ['integrations-management-write'], path = '/' }: Scenario,
) {
  return {
    bundle,
    width,
    path,
    context: {
      ...context,
      portal: { id: 101, timezone: 'Europe/Berlin' },
      user: {
        id: 7,
        email: 'rep@seller.com',
        emails: [],
        firstName: 'Rita',
        lastName: 'Rep',
        roles: [],
        teams: [],
        permissions,
      },
    },
  };
}

/** A pending scenario keeps its connection open until the gallery closes. */
async function answer(request: IncomingMessage, response: ServerResponse, scenario: Scenario): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { url, method, body } = JSON.parse(Buffer.concat(chunks).toString()) as {
    url: string;
    method: string;
    body?: unknown;
  };
  const asked = new URL(url);
  const said = scenario.answer({
    method,
    path: asked.pathname.replace(/^\/hubspot/, ''),
    query: asked.searchParams,
    body,
  });
  if (said === 'pending') return;
  const text = typeof said.body === 'string' ? said.body : JSON.stringify(said.body);
  send(response, said.status, typeof said.body === 'string' ? 'text/html' : 'application/json', text);
}

async function sendFile(response: ServerResponse, path: string): Promise<void> {
  const body = await readFile(path).catch(() => undefined);
  if (body === undefined) return send(response, 404, 'text/plain', 'Not found');
  send(response, 200, TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream', body);
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response
    .writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' })
    .end(body);
}
