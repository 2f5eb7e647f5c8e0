import { NO_OPEN_DEAL } from '../matching/deals.ts';
import { NO_OPEN_TICKET } from '../matching/tickets.ts';
import type { Rematch } from './ledger.types.ts';
import type { Turn, Work } from './turn.types.ts';

const SOON_MS = 60_000;
const DAILY_MS = 86_400_000;
/** Seven looks, and half a day for those that come late. */
const FOR_MS = 7.5 * DAILY_MS;

/**
 * When a conversation is matched again by itself: daily for seven days while it has no deal, or a support
 * conversation no ticket, because both are often made after the call; in a minute when a contact turned out to exist that nothing was read of. Pure.
 */
export function nextRematch({ found }: Pick<Turn, 'found'>, { plan, row }: Work, now: Date): Rematch | null {
  if (plan.outcome !== 'write') return null;
  const until = row.rematch?.until ?? new Date(now.getTime() + FOR_MS);
  const unread = plan.links.some(({ ref }) => ref.startsWith('contacts:') && found.has(ref));
  const waits = plan.skips.some(
    ({ what, reason }) =>
      (what === 'deal' && reason.startsWith(NO_OPEN_DEAL)) ||
      (what === 'ticket' && reason.startsWith(NO_OPEN_TICKET)),
  );
  if (!unread && !waits) return null;
  const at = new Date(now.getTime() + (unread ? SOON_MS : DAILY_MS));
  return at <= until ? { at, until } : null;
}

/** A second look at what was synced: it counts as a sync only if it found something to write. */
export function isSecondLook({ row, version }: Work, now: Date): boolean {
  return row.rematch ? row.rematch.at <= now && row.syncedVersion === version : false;
}

/** Whether the plan writes anything for this conversation. */
export function writesFor({ plan }: Pick<Turn, 'plan'>, sessionId: string): boolean {
  return (
    plan.activities.some((write) => write.sessionId === sessionId) ||
    plan.records.some(({ sessionIds }) => sessionIds.includes(sessionId))
  );
}
