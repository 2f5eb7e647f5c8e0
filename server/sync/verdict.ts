import type { SyncError, SyncSkip } from '../../shared/ledger.ts';
import { backoffMs } from '../queue/backoff.ts';
import type { HubSpotError } from '../hubspot/errors.ts';
import type { Verdict } from './ledger.ts';
import type { Problem, Work } from './turn.types.ts';

export interface Judgement {
  verdict: Verdict;
  error: SyncError | null;
  skips: SyncSkip[];
}

/**
 * What a conversation's row says after a turn. Revoked access holds it, anything that may pass is tried
 * again, a final refusal leaves it partial or, when nothing could be written, failed. Pure.
 * @param random 0 ≤ random < 1, spreads retries.
 */
export function judge(work: Work, now: Date, random: number): Judgement {
  const skips = [...work.plan.skips, ...work.skips, ...work.problems.map(skipOf)];
  const worst = worstOf(work.problems);
  if (!worst) {
    const state =
      work.plan.outcome === 'filtered' ? 'filtered' : work.plan.outcome === 'remove' ? 'removed' : 'synced';
    return { verdict: { state }, error: null, skips };
  }
  const error = toSyncError(worst);
  if (worst.kind === 'revoked') return { verdict: { state: 'held', heldReason: 'paused' }, error, skips };
  if (worst.kind === 'final') {
    const written = work.objects.some(({ key, state }) => key === 'activity' && state === 'live');
    return {
      verdict: { state: written || work.plan.outcome === 'remove' ? 'partial' : 'failed' },
      error,
      skips,
    };
  }
  return { ...retry(worst, work.row.attempts, now, random), skips };
}

/** When a turn could not even read the portal, every one of its conversations shares the reason. */
export function judgeAll(
  error: HubSpotError,
  attempts: number,
  now: Date,
  random: number,
): Omit<Judgement, 'skips'> {
  if (error.kind === 'revoked')
    return { verdict: { state: 'held', heldReason: 'paused' }, error: toSyncError(error) };
  if (error.kind === 'final') return { verdict: { state: 'failed' }, error: toSyncError(error) };
  return retry(error, attempts, now, random);
}

function retry(error: HubSpotError, attempts: number, now: Date, random: number): Omit<Judgement, 'skips'> {
  const uncounted = error.kind === 'rate_limit' || error.policy === 'MIGRATION';
  const wait = uncounted ? (error.retryAfterMs ?? 10_000) : backoffMs(attempts, random);
  if (wait === undefined) return { verdict: { state: 'failed' }, error: toSyncError(error) };
  const dueAt = new Date(now.getTime() + Math.max(wait, error.retryAfterMs ?? 0));
  return { verdict: { state: 'retrying', dueAt, uncounted }, error: toSyncError(error) };
}

const WEIGHT = { revoked: 3, rate_limit: 2, transient: 1, final: 0 } as const;

/** What can pass decides before what cannot: the final refusals are found again on the next try. */
function worstOf(problems: readonly Problem[]): HubSpotError | undefined {
  return [...problems].sort((left, right) => WEIGHT[right.error.kind] - WEIGHT[left.error.kind])[0]?.error;
}

function skipOf({ what, error }: Problem): SyncSkip {
  return { what, reason: `${error.code}: ${error.message}` };
}

export function toSyncError({ code, kind, message, action }: HubSpotError): SyncError {
  return { code, kind, message, action };
}
