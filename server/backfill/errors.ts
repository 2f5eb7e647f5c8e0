import { AppError } from '../errors.ts';

export function noSuchBackfill(): AppError {
  return new AppError({
    status: 404,
    code: 'not_found',
    kind: 'final',
    message: 'There is no such backfill.',
    action: 'Look at the list of backfills.',
  });
}

export function anotherIsOpen(): AppError {
  return new AppError({
    status: 409,
    code: 'backfill_open',
    kind: 'final',
    message: 'Another backfill of this organisation is under way or paused.',
    action: 'Wait until it is done, or cancel it, then start this one.',
  });
}

export function hasEnded(state: string): AppError {
  return new AppError({
    status: 409,
    code: 'backfill_ended',
    kind: 'final',
    message: `This backfill is ${state}, so nothing of it can be changed any more.`,
    action: 'Start a new one for the days you need.',
  });
}

export function emptyRange(): AppError {
  return new AppError({
    status: 422,
    code: 'invalid_body',
    kind: 'final',
    message: 'The first day comes after the last one.',
    action: 'Swap from and to.',
    issues: [{ path: 'to', message: 'comes before from' }],
  });
}
