import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/**
 * The request of a custom action, key by key (hubspot-platform.md §6.2); its context is `WorkflowsRequestContext`
 * of HubSpot's OpenAPI file for workflow actions.
 */
const actionRequest = z.strictObject({
  callbackId: z.string(),
  origin: z.strictObject({
    portalId: z.int(),
    actionDefinitionId: z.int(),
    actionDefinitionVersion: z.int(),
  }),
  context: z.strictObject({
    source: z.literal('WORKFLOWS'),
    workflowId: z.int(),
    actionExecutionIndexIdentifier: z.strictObject({
      enrollmentId: z.int(),
      actionExecutionIndex: z.int(),
    }),
  }),
  object: z.strictObject({
    objectId: z.int(),
    objectType: z.enum(['CONTACT', 'DEAL']),
    properties: z.record(z.string(), z.string().nullable()),
  }),
  inputFields: z.record(z.string(), z.string()),
});

export interface ActionRequest {
  path: string;
  headers: IncomingHttpHeaders;
  /** The very bytes. */
  raw: string;
  body: z.infer<typeof actionRequest>;
}

export interface ActionApp {
  url: string;
  received: ActionRequest[];
  close(): void;
}

/** An app with workflow actions that takes HubSpot's request only, and answers what the test tells it to. */
export async function startActionApp(
  answer: (path: string) => { status: number; body: unknown },
): Promise<ActionApp> {
  const received: ActionRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString('utf8');
      const path = request.url ?? '';
      const { success, data } = actionRequest.safeParse(JSON.parse(raw));
      if (success) received.push({ path, headers: request.headers, raw, body: data });
      const { status, body } = success ? answer(path) : { status: 400, body: {} };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
