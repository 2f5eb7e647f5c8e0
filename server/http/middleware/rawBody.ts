import { raw, type RequestHandler } from 'express';
import { AppError } from '../../errors.ts';

/** hubspot.fetch sends at most 1 MB (hubspot-platform.md §3.6); settings are smaller still. */
const BODY_LIMIT_BYTES = 1_024 * 1_024;

/**
 * Keeps the bytes as they came, on `request.body`: signatures are made over them, and JSON is read by
 * `readJson` only. Refuses other content types with 415 and more than `limit` bytes, inflated, with 413.
 */
export function rawBody(limit = BODY_LIMIT_BYTES): RequestHandler[] {
  return [
    (request, _response, next) => {
      const hasBody =
        request.headers['transfer-encoding'] !== undefined ||
        Number(request.headers['content-length'] ?? 0) > 0;
      next(hasBody && !request.is('application/json') ? unsupported() : undefined);
    },
    raw({ type: () => true, limit }),
  ];
}

function unsupported(): AppError {
  return new AppError({
    code: 'unsupported_type',
    kind: 'final',
    status: 415,
    message: 'The request body has a type we do not read.',
    action: 'Send it as application/json.',
  });
}
