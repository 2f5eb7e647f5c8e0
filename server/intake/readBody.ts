import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { AppError } from '../errors.ts';
import { isDeeperThan, MAX_DEPTH } from './depth.ts';

/** Limits of the door (contract §2; reliability.md §5 "size"). */
const MAX_BYTES = 5 * 1_024 * 1_024;
const READ_MS = 10_000;

const inflate = promisify(gunzip);

/** The bytes of a JSON request, never more than 5 MB before or after decompression. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    throw refuse(
      415,
      'unsupported_media_type',
      'The body must be application/json.',
      'Send Content-Type: application/json.',
    );
  if (Number(request.headers['content-length'] ?? 0) > MAX_BYTES) throw tooLarge();
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip') {
    throw refuse(
      415,
      'unsupported_encoding',
      'The body is compressed in a way we do not read.',
      'Send the body plain or with gzip.',
    );
  }
  const raw = await collect(request);
  if (encoding === 'identity') return raw;
  try {
    return await inflate(raw, { maxOutputLength: MAX_BYTES });
  } catch (error) {
    // By its code: the class differs where the code runs in another realm.
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw refuse(400, 'invalid_encoding', 'The body is not valid gzip.', 'Send the body plain.');
  }
}

/** Leaves the request open when it gives up: a destroyed one takes its socket along, and no answer could leave. */
function collect(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const slow = setTimeout(() => give(tooSlow()), READ_MS);
    const give = (error: AppError) => {
      clearTimeout(slow);
      request.off('data', take);
      reject(error);
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BYTES) give(tooLarge());
      else chunks.push(chunk);
    };
    request.on('data', take);
    request.once('end', () => {
      clearTimeout(slow);
      resolve(Buffer.concat(chunks, size));
    });
    request.once('error', () => give(tooSlow()));
  });
}

/** Parses what was signed: valid UTF-8 only, since two bodies may differ in bytes that decode alike. */
export function parseJson(body: Buffer): unknown {
  const value = parsed(body);
  if (isDeeperThan(value, MAX_DEPTH)) {
    throw refuse(
      422,
      'too_deep',
      `The body is nested deeper than ${MAX_DEPTH} levels.`,
      'Send the session as the contract describes it.',
    );
  }
  return value;
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
  } catch {
    throw refuse(400, 'invalid_json', 'The body is not JSON in UTF-8.', 'Send the session as a JSON object.');
  }
}

function tooSlow(): AppError {
  return refuse(
    408,
    'body_timeout',
    'The body did not arrive within ten seconds.',
    'Send the webhook again.',
  );
}

function tooLarge(): AppError {
  return refuse(
    413,
    'too_large',
    'The body is larger than 5 MB.',
    'Shorten the transcript or summary and send it again.',
  );
}

export function refuse(status: number, code: string, message: string, action: string): AppError {
  return new AppError({ status, code, kind: 'final', message, action });
}
