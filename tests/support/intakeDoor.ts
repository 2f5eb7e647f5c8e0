import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { pino } from 'pino';
import { noCrash } from '../../server/crashpoints.ts';
import { systemClock, type Clock } from '../../server/clock.ts';
import { createFrontDoor, INTAKE_PATH } from '../../server/intake/frontDoor.ts';
import type { Journal, JournalDocument } from '../../server/intake/journal.ts';
import { signWebhook } from '../sandbox/samples/webhook.ts';
import { serve } from './serve.ts';

/** Newest first, as in the environment. */
export const SECRETS = [`whsec_${'n'.repeat(40)}`, `whsec_${'b'.repeat(40)}`] as const;
export const REMOVED_SECRET = `whsec_${'r'.repeat(40)}`;

export interface DoorAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: unknown;
}

/** The webhook door alone on a port of loopback, over the given journal. */
export async function openDoor(journal: Journal, clock: Clock = systemClock) {
  const projected: JournalDocument[] = [];
  const logged: string[] = [];
  const door = createFrontDoor({
    secrets: SECRETS.map((secret) => Buffer.from(secret.slice('whsec_'.length), 'base64')),
    journal,
    projector: { offer: (row) => projected.push(row), settled: () => Promise.resolve() },
    clock,
    log: pino({ level: 'warn' }, { write: (line) => void logged.push(line) }),
    crash: noCrash,
  });
  const { url, close } = await serve((incoming, response) => void door(incoming, response));
  return { url: `${url}${INTAKE_PATH}`, projected, logged, close };
}

/** A journal that keeps its rows in memory, for what is not about the store. */
export function memoryJournal(): Journal & { rows: Map<string, JournalDocument> } {
  const rows = new Map<string, JournalDocument>();
  return {
    rows,
    append(row) {
      const duplicate = rows.has(row._id);
      if (!duplicate) rows.set(row._id, row);
      return Promise.resolve({ duplicate });
    },
    bodyHashOf: (id) => Promise.resolve(rows.get(id)?.bodyHash),
    markProjected: () => Promise.resolve(),
    unprojected: () => Promise.resolve([]),
  };
}

let count = 0;

/** Headers of a well signed webhook; `Buffer` bodies are signed over their bytes when they are UTF-8. */
export function signed(
  body: string,
  {
    id = `msg_${(count += 1)}`,
    at = new Date(),
    secret = SECRETS[0],
  }: { id?: string; at?: Date; secret?: string } = {},
): OutgoingHttpHeaders {
  return { ...signWebhook(secret, id, at, body) };
}

/** Posts bytes as they are; `fetch` would join doubled headers and could not send half a body. */
export async function post(
  url: string,
  headers: OutgoingHttpHeaders,
  body: Buffer | string | readonly (Buffer | string)[],
): Promise<DoorAnswer> {
  const chunks = Array.isArray(body) ? (body as readonly (Buffer | string)[]) : [body as Buffer | string];
  const length = headers['transfer-encoding'] ? {} : { 'content-length': chunks.reduce(byteLength, 0) };
  const outgoing = request(url, { method: 'POST', headers: { ...length, ...headers }, agent: false });
  const answer = answerOf(outgoing);
  for (const chunk of chunks) outgoing.write(chunk);
  outgoing.end();
  return answer;
}

function byteLength(sum: number, chunk: Buffer | string): number {
  return sum + Buffer.byteLength(chunk);
}

/** What the door says, even where it closes the connection on a body that is still being sent. */
export async function answerOf(outgoing: ReturnType<typeof request>): Promise<DoorAnswer> {
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  outgoing.on('error', () => undefined);
  const parts: Buffer[] = [];
  for await (const part of response as AsyncIterable<Buffer>) parts.push(part);
  const body: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
  return { status: response.statusCode ?? 0, headers: response.headers, body };
}

/** The smallest finished conversation the contract allows. */
export function completed(session: object = {}, organizationId = 'org_1') {
  return {
    type: 'session.completed',
    timestamp: '2026-11-24T10:31:00Z',
    data: {
      session: {
        id: 'ses_1',
        organization_id: organizationId,
        version: 1,
        started_at: '2026-11-24T10:00:00Z',
        ended_at: '2026-11-24T10:30:00Z',
        participants: [{ name: 'John Smith', email: 'john@acme.com' }],
        summary: { brief: 'They want a proposal.' },
        ...session,
      },
    },
  };
}
