import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Reply, SandboxRequest } from './http.ts';

/** What to do with an answer on the wire: send it, or break it as a fault demands. */
export interface Delivery {
  /** Asked when the answer is due, so that a delayed call may also take its effect late. */
  reply: () => Reply;
  delayMs: number;
  break?: 'reset' | 'hang' | 'truncate' | 'drip';
  /** Told once the last byte left or the connection broke. */
  done(status: number): void;
}

/** A body that comes byte by byte outlives every deadline for its whole. */
export const DRIP_MS = 1_000;

async function readRequest(message: IncomingMessage): Promise<SandboxRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk as Uint8Array));
  const url = new URL(message.url ?? '/', 'http://127.0.0.1');
  return {
    method: message.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(
      Object.entries(message.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : value,
      ]),
    ),
    rawBody: Buffer.concat(chunks).toString('utf8'),
    contentType: (message.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '',
  };
}

export function encode(reply: Reply): { headers: Record<string, string>; body: string } {
  if (reply.body === undefined) return { headers: { ...reply.headers }, body: '' };
  if (typeof reply.body === 'string') {
    return { headers: { 'content-type': 'text/html; charset=utf-8', ...reply.headers }, body: reply.body };
  }
  return {
    headers: { 'content-type': 'application/json;charset=utf-8', ...reply.headers },
    body: JSON.stringify(reply.body),
  };
}

function send(delivery: Delivery, response: ServerResponse): void {
  const reply = delivery.reply();
  if (delivery.break === 'hang') return;
  if (delivery.break === 'reset') {
    delivery.done(0);
    response.socket?.resetAndDestroy();
    return;
  }
  const { headers, body } = encode(reply);
  const bytes = Buffer.from(body);
  if (delivery.break === 'truncate') {
    response.writeHead(reply.status, { ...headers, 'content-length': String(bytes.length + 1) });
    response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => {
      delivery.done(reply.status);
      response.socket?.destroy();
    });
    return;
  }
  if (delivery.break === 'drip') {
    response.writeHead(reply.status, { ...headers, 'content-length': String(bytes.length + 1) });
    let sent = 0;
    const drip = setInterval(() => {
      response.write(bytes.subarray(sent, sent + 1));
      sent = Math.min(sent + 1, bytes.length);
    }, DRIP_MS);
    response.once('close', () => clearInterval(drip));
    return;
  }
  // The length must not be promised for bodiless statuses.
  response.writeHead(
    reply.status,
    bytes.length > 0 ? { ...headers, 'content-length': String(bytes.length) } : headers,
  );
  // Before the bytes leave: the client's next call must find this one ended.
  delivery.done(reply.status);
  response.end(bytes);
}

export interface LoopbackServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 only. `port` 0 picks a free one; a taken port rejects. */
export async function listen(
  port: number,
  answer: (request: SandboxRequest) => Delivery,
): Promise<LoopbackServer> {
  const timers = new Set<NodeJS.Timeout>();
  const server: Server = createServer((message, response) => {
    readRequest(message)
      .then((request) => {
        const delivery = answer(request);
        response.once('close', () => {
          delivery.done(0);
        });
        if (delivery.delayMs === 0) {
          send(delivery, response);
          return;
        }
        const timer = setTimeout(() => {
          timers.delete(timer);
          send(delivery, response);
        }, delivery.delayMs);
        timers.add(timer);
      })
      .catch((error: unknown) => {
        // A defect of the local HubSpot itself: visible at once, never mistaken for a refusal.
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
        response.writeHead(500, { 'content-type': 'text/plain' }).end(`The local HubSpot failed: ${text}`);
      });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const timer of timers) clearTimeout(timer);
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
