/**
 * The yardstick of goal 1 (performance.md §3): node:http doing what the front door does, without a store.
 * `reference.ts <whsec secret>`; says its port in one line.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseJson, readBody } from '../../../server/intake/readBody.ts';
import { verifyWebhook } from '../../../server/intake/verify.ts';
import { envelope, sessionEvent } from '../../../shared/webhook.ts';

const secrets = [Buffer.from((process.argv[2] ?? '').replace(/^whsec_/, ''), 'base64')];

async function statusOf(request: IncomingMessage): Promise<number> {
  const body = await readBody(request);
  if (!verifyWebhook({ rawHeaders: request.rawHeaders, body }, secrets, new Date()).ok) return 401;
  const { type, data } = envelope.parse(parseJson(body));
  return sessionEvent.safeParse({ type, data }).success ? 202 : 422;
}

const server = createServer((request, response) => {
  void statusOf(request).then((status) => {
    const text = JSON.stringify({ accepted: status === 202, duplicate: false });
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': text.length });
    response.end(text);
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(`port ${(server.address() as AddressInfo).port}`);
});
