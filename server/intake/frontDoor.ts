import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Crashpoint } from '../crashpoints.ts';
import { AppError, errorBody } from '../errors.ts';
import { envelope, KNOWN_EVENT_TYPES, sessionEvent } from '../../shared/webhook.ts';
import { bodyHash, journalId, type Journal, type JournalDocument } from './journal.ts';
import type { Projector } from './projector.ts';
import { parseJson, readBody, refuse } from './readBody.ts';
import { verifyWebhook } from './verify.ts';
import { withoutNulls } from './withoutNulls.ts';

export const INTAKE_PATH = '/webhooks/liveprompt';
/** The store must answer within this time, or nothing was accepted (reliability.md §2 "intake"). */
const STORE_MS = 5_000;
const RETRY_AFTER_SECONDS = '10';

/** The two of `http/app.ts` that concern an answer no browser renders (ASVS 3.4.1, 3.4.4). */
const SECURITY_HEADERS = {
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};

/** A larger body is checked, parsed and validated with others in between (performance.md §3, goal 8). */
const LARGE_BYTES = 256 * 1_024;

export interface IntakeDeps {
  secrets: readonly Buffer[];
  journal: Journal;
  projector: Projector;
  clock: Clock;
  log: Logger;
  crash: Crashpoint;
}

export function isIntake(request: IncomingMessage): boolean {
  return request.method === 'POST' && request.url?.split('?', 1)[0] === INTAKE_PATH;
}

/**
 * `POST /webhooks/liveprompt` (contract §2), answered before Express: its cost per request would halve
 * what one process can take in (performance.md §2.1). Read, verify, validate, journal, 202.
 */
export function createFrontDoor(deps: IntakeDeps) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const row = await accept(request);
      await deps.crash('intake.journal');
      const { duplicate } = await durable(deps.journal.append(row));
      await deps.crash('intake.answer');
      answer(response, 202, { accepted: true, duplicate });
      await deps.crash('intake.answered');
      if (duplicate) await tellOfAnother(row);
      else deps.projector.offer(row);
    } catch (error) {
      if (response.headersSent) return;
      const known = error instanceof AppError ? error : storeUnavailable(error);
      if (known.status === 503) deps.log.error({ err: error }, 'the journal did not take a webhook');
      // Its code alone: whoever is refused wrote everything else.
      else deps.log.warn({ status: known.status, code: known.code }, 'a webhook was refused');
      letSenderFinish(request, response, known.status);
      if (known.status === 503) response.setHeader('retry-after', RETRY_AFTER_SECONDS);
      answer(response, known.status, errorBody(known));
    }
  };

  /** The same id with another body is no redelivery: somebody replays, or the sender counts wrongly (reliability.md §5). */
  async function tellOfAnother(row: JournalDocument): Promise<void> {
    const first = await deps.journal.bodyHashOf(row._id);
    if (first !== undefined && first !== row.bodyHash)
      deps.log.warn(
        { type: row.type, webhook: row._id },
        'a webhook id came again with another body; the first one stands',
      );
  }

  async function accept(request: IncomingMessage): Promise<JournalDocument> {
    const body = await readBody(request);
    const verified = verifyWebhook({ rawHeaders: request.rawHeaders, body }, deps.secrets, deps.clock.now());
    if (!verified.ok) {
      throw refuse(
        401,
        'invalid_signature',
        `The webhook is not signed as agreed: ${verified.reason}.`,
        'Check the signing secret and the clock of the sender.',
      );
    }
    const isLarge = body.length > LARGE_BYTES;
    if (isLarge) await othersFirst();
    const json = parseJson(body);
    if (isLarge) await othersFirst();
    const { type, data, timestamp } = parse(envelope, json);
    const known = (KNOWN_EVENT_TYPES as readonly string[]).includes(type);
    const event = known ? parse(sessionEvent, { type, data }) : null;
    const orgId = !event
      ? null
      : 'session' in event.data
        ? event.data.session.organization_id
        : event.data.organization_id;
    if (isLarge) await othersFirst();
    return {
      _id: journalId(verified.webhookId),
      orgId,
      type,
      event,
      bodyHash: bodyHash(body),
      sentAt: new Date(timestamp),
      receivedAt: deps.clock.now(),
      projectedAt: null,
    };
  }
}

interface Schema<T> {
  safeParse(
    value: unknown,
  ):
    | { success: true; data: T }
    | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } };
}

function parse<T>(schema: Schema<T>, value: unknown): T {
  const asSent = schema.safeParse(value);
  if (asSent.success) return asSent.data;
  // Only now: a copy of every body would cost more than reading it.
  const parsed = schema.safeParse(withoutNulls(value));
  if (parsed.success) return parsed.data;
  throw new AppError({
    status: 422,
    code: 'invalid_event',
    kind: 'final',
    message: 'The webhook does not have the agreed shape.',
    action: 'Correct the fields listed in issues and send it again.',
    issues: parsed.error.issues
      .slice(0, 100)
      .map(({ path, message }) => ({ path: path.map(String).join('.'), message })),
  });
}

/**
 * Throws the rest of a refused body away. A closed socket would reset a sender who is still writing before the
 * answer is read; how long that may go on is the server's `requestTimeout`. Whoever was too slow is not waited for.
 */
function letSenderFinish(request: IncomingMessage, response: ServerResponse, status: number): void {
  if (request.complete) return;
  if (status === 408) response.setHeader('connection', 'close');
  else request.resume();
}

/** Lets everything that is ready run first. */
function othersFirst(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function durable<T>(write: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the store did not answer within ${STORE_MS} ms`)), STORE_MS);
  });
  return Promise.race([write, late]).finally(() => clearTimeout(timer));
}

function storeUnavailable(cause: unknown): AppError {
  return new AppError({
    cause,
    status: 503,
    code: 'store_unavailable',
    kind: 'transient',
    message: 'The webhook could not be stored, so it was not accepted.',
    action: 'Send it again after the time in Retry-After.',
  });
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
