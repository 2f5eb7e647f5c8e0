import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { cardScenarios, type CardScenario } from '../../fixtures/cards/scenarios.ts';
import { buildUi } from '../../hubspot-project/buildUi.ts';
import { buildPreview } from './bundle.ts';
import { indexPage, showPage } from './galleryPages.ts';

export interface Gallery {
  url: string;
  states: string[];
  /** Where one state of one card is shown alone. */
  showUrl(card: 'contact' | 'deal', state: string): string;
  close(): Promise<void>;
}

const TYPES: Record<string, string> = { js: 'text/javascript', css: 'text/css' };

/** Serves every state of both cards on loopback, from fixtures; `outDir` receives what is built. */
export async function startGallery(outDir: string, port = 0): Promise<Gallery> {
  await Promise.all([buildUi(outDir), buildPreview(outDir)]);
  const now = new Date();
  const scenarios = { contact: cardScenarios('contact', now), deal: cardScenarios('deal', now) };
  const states = Object.keys(scenarios.contact);

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://gallery');
    const card = searchParams.get('card') === 'deal' ? 'deal' : 'contact';
    const scenario = scenarios[card][searchParams.get('state') ?? ''];
    if (pathname === '/') return send(response, 200, 'text/html', indexPage(states));
    if (pathname === '/show' && scenario) return send(response, 200, 'text/html', showPage());
    if (pathname === '/answer' && scenario) return answer(response, scenario, searchParams.has('cursor'));
    if (pathname.startsWith('/built/')) return void sendFile(response, join(outDir, basename(pathname)));
    return send(response, 404, 'text/plain', 'Not found');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    states,
    showUrl: (card, state) => `${url}/show?card=${card}&state=${encodeURIComponent(state)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A pending scenario keeps its connection open until the gallery closes. */
function answer(response: ServerResponse, scenario: CardScenario, further: boolean): void {
  if (scenario === 'pending') return;
  const body = further && scenario.next !== undefined ? scenario.next : scenario.body;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  send(response, scenario.status, typeof body === 'string' ? 'text/html' : 'application/json', text);
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
