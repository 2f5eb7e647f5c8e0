import type { Doubt, SyncDocument } from './ledger.types.ts';
import type { Work } from './turn.types.ts';

const FIRST_MS = 600_000;
const SECOND_MS = 86_400_000;

/** Whether a turn leaves open what became of a write. `row` as it was claimed: `running` means taken over. Pure. */
export function isInDoubt({ row, problems }: Pick<Work, 'row' | 'problems'>): boolean {
  return (
    row.state === 'running' ||
    row.objects.some(({ state }) => state === 'sending' || state === 'unknown') ||
    problems.some(({ error }) => error.effect === 'unknown')
  );
}

/** Looked at after ten minutes and after a day; a new doubt begins anew. Pure. */
export function nextDoubt(work: Pick<Work, 'row' | 'problems'>, swept: boolean, now: Date): Doubt | null {
  if (isInDoubt(work)) return { at: new Date(now.getTime() + FIRST_MS), since: now, swept: 0 };
  const doubt = work.row.doubt ?? null;
  if (!doubt || !swept) return doubt;
  if (doubt.swept > 0) return null;
  const second = doubt.since.getTime() + SECOND_MS;
  return { ...doubt, at: new Date(Math.max(second, now.getTime() + FIRST_MS)), swept: 1 };
}

export function isSweepDue({ doubt }: Pick<SyncDocument, 'doubt'>, now: Date): boolean {
  return doubt ? doubt.at <= now : false;
}
