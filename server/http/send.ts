import type { Request, Response } from 'express';
import { readJson, singleValues } from './input.ts';
import { errorBody } from '../errors.ts';
import type { AppError } from '../errors.ts';
import type { Incoming, Reply } from './route.ts';

/** Express request → what an endpoint receives. `rawBody` puts the bytes on `request.body`. */
export function incoming(request: Request): Incoming {
  const raw: unknown = request.body;
  return {
    query: singleValues(request.query),
    params: singleValues(request.params),
    headers: singleHeaders(request),
    body: Buffer.isBuffer(raw) && raw.length > 0 ? readJson(raw) : undefined,
  };
}

/** Headers that came once; Node joins repeated ones with a comma, which no reader of ours expects. */
function singleHeaders(request: Request): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? undefined : value]),
  );
}

export function sendReply(response: Response, reply: Reply): void {
  response.status(reply.status);
  if (reply.headers) response.set(reply.headers);
  if (reply.body === undefined) response.end();
  else if (typeof reply.body === 'string') response.send(reply.body);
  else response.json(reply.body);
}

const RETRY_AFTER_SECONDS = 5;

export function sendError(response: Response, error: AppError): void {
  response.status(error.status);
  if (error.status === 401) response.set('www-authenticate', 'Bearer');
  const retryAfter = error.retryAfterSeconds ?? (error.status === 503 ? RETRY_AFTER_SECONDS : undefined);
  if (retryAfter !== undefined) response.set('retry-after', String(retryAfter));
  response.json(errorBody(error));
}

/** What is wrong on our side is for us to see; what a client did wrong is in the request log already. */
export function logFailure(request: Request, error: AppError): void {
  if (error.status < 500) return;
  request.log.error({ code: error.code, err: error.cause ?? error }, 'request failed');
}
