import { once } from 'node:events';
import { createServer } from 'node:http';
import express, { type ErrorRequestHandler, type Express } from 'express';
import type { Calls } from '../calls.ts';
import type { Following, Overview } from '../demo.types.ts';
import type { LivepromptBackend } from '../liveprompt.ts';
import type { createRecordPages } from '../records/recordPages.ts';
import { isRecordType } from '../records/names.ts';
import type { WorkflowView } from '../workflows/workflowView.types.ts';
import { PAGE_CSP, SHELL } from './shell.ts';
import { SESSION_CSP, sessionPage } from './sessionPage.ts';

export interface PageServerDeps {
  port: number;
  /** Where the built page, the card host and the cards lie. */
  builtDir: string;
  liveprompt: LivepromptBackend;
  calls: Calls;
  follow: (sessionId: string) => Promise<Following | undefined>;
  readOverview: () => Promise<Overview>;
  keepCoaching: () => Promise<{ recordId: string | null }>;
  records: ReturnType<typeof createRecordPages>;
  workflows: () => Promise<WorkflowView[]>;
  cardFetch: (url: string, method: string, body: object | undefined) => Promise<Response>;
}

/** Serves the demo's page and what it asks for. Answers how to stop. */
export async function startPageServer(deps: PageServerDeps): Promise<() => Promise<void>> {
  const app = express();
  app.disable('x-powered-by');
  app.use((_request, response, next) => {
    response.set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    next();
  });
  app.use('/built', express.static(deps.builtDir, { index: false }));
  addPages(app, deps);
  addLiveprompt(app, deps);
  addHubSpot(app, deps);
  app.use(failed);
  const server = createServer(app).listen(deps.port, '127.0.0.1');
  await once(server, 'listening');
  return () =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });
}

function addPages(app: Express, { calls }: PageServerDeps): void {
  app.get('/', (_request, response) => {
    response.set('content-security-policy', PAGE_CSP).type('html').send(SHELL);
  });
  // Where our server sends a browser back to at liveprompt (LIVEPROMPT_APP_URL).
  app.get('/integrations/hubspot', (request, response) => {
    const { status } = request.query;
    response.redirect(typeof status === 'string' ? `/?status=${encodeURIComponent(status)}` : '/');
  });
  app.get('/s/:sessionId', (request, response) => {
    const call = calls.sent(request.params.sessionId);
    response
      .status(call ? 200 : 404)
      .set('content-security-policy', SESSION_CSP)
      .type('html')
      .send(sessionPage(call));
  });
}

function addLiveprompt(app: Express, deps: PageServerDeps): void {
  const { liveprompt, calls, follow, readOverview } = deps;
  app.get('/demo/overview', async (_request, response) => {
    response.json(await readOverview());
  });
  app.post('/demo/connection', async (_request, response) => {
    const { status, body } = await liveprompt.api('POST', '/connection');
    response.status(status).json(body);
  });
  app.delete('/demo/connection', async (_request, response) => {
    const { status, body } = await liveprompt.api('DELETE', '/connection');
    if (status === 200) calls.forget();
    response.status(status).json(body);
  });
  app.post('/demo/calls/:sample', async (request, response) => {
    sendOr404(response, await calls.end(request.params.sample));
  });
  app.post('/demo/sessions/:sessionId/:change', async (request, response) => {
    const { sessionId, change } = request.params;
    const changes = { again: calls.again, edit: calls.edit, delete: calls.remove };
    const run = Object.hasOwn(changes, change) ? changes[change as keyof typeof changes] : undefined;
    sendOr404(response, await run?.(sessionId));
  });
  app.post('/demo/coaching', async (_request, response) => {
    response.json(await deps.keepCoaching());
  });
  app.get('/demo/brief', async (_request, response) => {
    const { status, body } = await liveprompt.api('POST', '/context', { participants: calls.nextGuests() });
    response.status(status).json(body);
  });
  app.get('/demo/sessions/:sessionId', async (request, response) => {
    sendOr404(response, await follow(request.params.sessionId));
  });
}

function addHubSpot(app: Express, { records, workflows, cardFetch }: PageServerDeps): void {
  app.get('/demo/workflows', async (_request, response) => {
    response.json(await workflows());
  });
  app.get('/demo/records', (_request, response) => {
    response.json(records.lists());
  });
  app.get('/demo/records/:type/:id', (request, response) => {
    const { type, id } = request.params;
    sendOr404(response, isRecordType(type) ? records.page(type, id) : undefined);
  });
  app.post('/demo/hubspot-fetch', express.json(), async (request, response) => {
    const { url, method, body } = request.body as { url: string; method?: string; body?: object };
    const answer = await cardFetch(url, method ?? 'GET', body);
    response.status(answer.status).type(answer.headers.get('content-type') ?? 'text/plain');
    response.send(await answer.text());
  });
}

function sendOr404(response: express.Response, body: object | undefined): void {
  if (body) response.json(body);
  else response.status(404).json({ error: { message: 'The demo does not know this.' } });
}

/** Our server being down is one of the states the page must show. */
const failed: ErrorRequestHandler = (thrown: unknown, _request, response, next) => {
  if (response.headersSent) {
    next(thrown);
    return;
  }
  response.status(502).json({ error: { message: 'The server of the demo does not answer.' } });
};
