import { AppError } from '../errors.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import { isUnavailable } from '../store/connect.ts';

/** The answer to anything that was thrown; what we do not know becomes 500 without its internals. */
export function toAppError(error: unknown): AppError {
  // One of the install flow says itself what it answers.
  if (error instanceof HubSpotError && error.status === 500) return fromHubSpot(error);
  if (error instanceof AppError) return error;
  if (isUnavailable(error)) return storeUnavailable(error);
  const status = clientStatus(error);
  if (status !== undefined) return refusedByParser(status);
  return new AppError({
    code: 'internal_error',
    kind: 'transient',
    status: 500,
    message: 'Something went wrong on our side.',
    action: 'Try again; if it stays, contact liveprompt support with the request id of this answer.',
    cause: error,
  });
}

/** What HubSpot refused while a person waited, in the words of its border; the status says whether to try again. */
function fromHubSpot(error: HubSpotError): AppError {
  const { code, kind, message, action } = error;
  const status = { revoked: 409, rate_limit: 429, transient: 503, final: 422 }[kind];
  return new AppError({ code, kind, message, action, status, cause: error });
}

export function notFound(): AppError {
  return new AppError({
    code: 'not_found',
    kind: 'final',
    status: 404,
    message: 'There is nothing at this address.',
    action: 'Check the address.',
  });
}

export function storeUnavailable(cause?: unknown): AppError {
  return new AppError({
    code: 'store_unavailable',
    kind: 'transient',
    status: 503,
    message: 'Our database does not answer just now; nothing was accepted.',
    action: 'Try again in a minute.',
    cause,
  });
}

/** A balancer must not send anybody here: signatures and due times would be judged by a wrong clock. */
export function clockOff(seconds: number): AppError {
  const how = seconds > 0 ? `${seconds} s ahead of` : `${-seconds} s behind`;
  return new AppError({
    code: 'clock_off',
    kind: 'transient',
    status: 503,
    message: `The clock of this machine is ${how} the clock of the database.`,
    action: 'Let NTP set the clocks of this machine and of the database; it is ready again by itself then.',
  });
}

export function badRequest(code: string, message: string, action: string): AppError {
  return new AppError({ code, kind: 'final', status: 400, message, action });
}

/** A page of another organisation is not told from one that never was. */
export function invalidCursor(): AppError {
  return badRequest(
    'invalid_cursor',
    'The page you asked for does not exist.',
    'Start again without a cursor.',
  );
}

const PARSER_WORDS: Readonly<Record<number, { code: string; message: string; action: string }>> = {
  408: { code: 'too_slow', message: 'The request took too long to arrive.', action: 'Send it again.' },
  413: { code: 'too_large', message: 'The request body is too large.', action: 'Send less at once.' },
  415: {
    code: 'unsupported_type',
    message: 'The request body has a type or encoding we do not read.',
    action: 'Send it as application/json.',
  },
};

function refusedByParser(status: number): AppError {
  const words = PARSER_WORDS[status] ?? {
    code: 'bad_request',
    message: 'The request cannot be read.',
    action: 'Check the address and the body.',
  };
  return new AppError({ ...words, kind: 'final', status });
}

/** Express and body-parser mark what the client did wrong with a 4xx `status`. */
function clientStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}
