import { NO_OPEN_DEAL } from '../matching/deals.ts';
import { NO_OPEN_TICKET } from '../matching/tickets.ts';
import type { Rematch } from './ledger.types.ts';
import { agreedSpan, NEXT_MEETING } from './nextMeetingTimes.ts';
import type { Turn, Work } from './turn.types.ts';

const SOON_MS = 60_000;
const DAILY_MS = 86_400_000;
/** Seven looks, and half a day for those that come late. */
const FOR_MS = 7.5 * DAILY_MS;

/**
 * When a conversation is matched again by itself: daily for seven days while it has no deal, or a support
 * conversation no ticket, because both are often made after the call; now and then while it has a next meeting; in a minute when a contact
 * turned out to exist that nothing was read of. Pure.
 */
export function nextRematch(turn: Pick<Turn, 'found'>, work: Work, now: Date): Rematch | null {
  const { found } = turn;
  const { plan, row } = work;
  if (plan.outcome !== 'write') return null;
  const until = row.rematch?.until ?? new Date(now.getTime() + FOR_MS);
  const unread = plan.links.some(({ ref }) => ref.startsWith('contacts:') && found.has(ref));
  const waits = plan.skips.some(
    ({ what, reason }) =>
      (what === 'deal' && reason.startsWith(NO_OPEN_DEAL)) ||
      (what === 'ticket' && reason.startsWith(NO_OPEN_TICKET)),
  );
  const meeting = nextLook(work, now);
  const at = unread || waits ? new Date(now.getTime() + (unread ? SOON_MS : DAILY_MS)) : null;
  const looks = [at && at <= until ? at.getTime() : null, meeting].filter((one) => one !== null);
  return looks.length > 0 ? { at: new Date(Math.min(...looks)), until } : null;
}

/**
 * When the next meeting is looked at again: people put it into their calendar after the call, and a conversation takes
 * its place when it is held (decision 0026). Six looks at most.
 */
function nextLook(work: Work, now: Date): number | null {
  const made = work.objects.some(({ key, state }) => key === NEXT_MEETING && state === 'live');
  const next = work.session?.next_meeting;
  if (!made || !next) return null;
  const since = (isSecondLook(work, now) ? (work.row.syncedAt ?? now) : now).getTime();
  const { end } = agreedSpan(next);
  const looks = [...AFTER_SYNC_MS.map((ms) => since + ms), ...AFTER_MEETING_MS.map((ms) => end + ms)];
  const coming = looks.filter((at) => at > now.getTime());
  return coming.length > 0 ? Math.min(...coming) : null;
}

const HOUR_MS = 3_600_000;
const AFTER_SYNC_MS = [HOUR_MS, DAILY_MS, 3 * DAILY_MS, 7 * DAILY_MS];
/** Also when that conversation comes with the daily sync. */
const AFTER_MEETING_MS = [HOUR_MS, DAILY_MS + HOUR_MS];

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
