import type { FiguresDocument } from './figures.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Most tasks are done in the first days. Reopening one that is done is rare, and a month is enough to see it. */
const PACES = [
  { youngerThan: 7 * DAY_MS, open: HOUR_MS, done: DAY_MS },
  { youngerThan: 30 * DAY_MS, open: 6 * HOUR_MS, done: DAY_MS },
  { youngerThan: 365 * DAY_MS, open: DAY_MS, done: null },
] as const;

/** When the tasks of a conversation are read back from HubSpot again; null: never. Pure. */
export function nextLook(
  { startedAt, tasks }: Pick<FiguresDocument, 'startedAt' | 'tasks'>,
  now: Date,
): Date | null {
  const all = Object.values(tasks);
  if (all.length === 0) return null;
  const age = now.getTime() - startedAt.getTime();
  const pace = PACES.find(({ youngerThan }) => age < youngerThan);
  const wait = all.some(({ doneAt }) => doneAt === null) ? pace?.open : pace?.done;
  return wait ? new Date(now.getTime() + wait) : null;
}
