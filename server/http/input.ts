import { z } from 'zod';
import { AppError, type ErrorIssue } from '../errors.ts';
import { isDeeperThan, MAX_DEPTH } from '../intake/depth.ts';
import { badRequest } from './errors.ts';

/** Keys that mean something to JavaScript and nothing to us. */
const DROPPED_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Bytes → JSON value. Refuses invalid UTF-8 (two bodies that differ only there would look the same),
 * drops keys that could reach a prototype, refuses deep nesting.
 * @throws AppError 400 or 422
 */
export function readJson(raw: Buffer): unknown {
  let value: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(raw);
    value = JSON.parse(text, (key, inner: unknown) => (DROPPED_KEYS.has(key) ? undefined : inner));
  } catch {
    throw badRequest('not_json', 'The body is not JSON.', 'Send a JSON document in UTF-8.');
  }
  if (isDeeperThan(value, MAX_DEPTH)) throw unprocessable([{ path: '', message: 'is nested too deeply' }]);
  return value;
}

/** `?limit=` of every list. */
export const pageLimit = z
  .string()
  .regex(/^\d{1,3}$/, 'is not a number from 1 to 100')
  .transform(Number)
  .pipe(z.number().min(1).max(100))
  .optional();

/** Checks a body against its schema. @throws AppError 422 with one issue per fault */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw unprocessable(
    parsed.error.issues.flatMap((issue): ErrorIssue[] =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message: 'is not known here' }))
        : [{ path: issue.path.join('.'), message: issue.message }],
    ),
  );
}

export function unprocessable(issues: readonly ErrorIssue[]): AppError {
  return new AppError({
    code: 'invalid_body',
    kind: 'final',
    status: 422,
    message: 'The body does not have the shape we expect.',
    action: 'Correct the places listed and send it again.',
    issues,
  });
}

/** Each parameter once: of `?portalId=1&portalId=2` nobody can say which was meant (reliability.md §0.5). */
export function singleValues(query: Readonly<Record<string, unknown>>): Record<string, string> {
  const single: Record<string, string> = {};
  for (const [name, value] of Object.entries(query)) {
    if (typeof value !== 'string') {
      throw badRequest(
        'repeated_parameter',
        `The parameter ${name.slice(0, 60)} is given more than once.`,
        'Give it once.',
      );
    }
    // `?status=&limit=25` names a filter and sets none.
    if (value !== '') single[name] = value;
  }
  return single;
}
