import type { Clock } from '../clock.ts';
import type { HubSpotCall } from './call.types.ts';
import { ENDPOINTS } from './endpoints.ts';
import { HubSpotError } from './errors.ts';

/** HubSpot's hiccups are over by then; a longer pause would be felt by those who wait for a card. */
const PAUSE_MS = 300;
/** What took longer to fail was no hiccup, and a turn has its lease to think of. */
const HICCUP_MS = 3_000;

/**
 * Asks once more what only reads and came to nothing (reliability.md §2, "I"). A turn reads about ten times: without
 * this, one answer in twenty that goes wrong puts off four turns in ten, and drives some conversation up the ladder to
 * the rung of an hour. What writes is never asked again here: its effect is for the ledger to settle.
 */
export function readAgain(
  call: HubSpotCall,
  { clock, sleep }: { clock: Clock; sleep: (ms: number) => Promise<void> },
): HubSpotCall {
  return async (portalId, request) => {
    const began = clock.monotonicMs();
    try {
      return await call(portalId, request);
    } catch (error) {
      if (ENDPOINTS[request.endpoint].write || !isHiccup(error)) throw error;
      if (clock.monotonicMs() - began > HICCUP_MS) throw error;
      await sleep(PAUSE_MS);
      if (request.signal?.aborted) throw error;
      return await call(portalId, request);
    }
  };
}

/** Where HubSpot says when to come back, the queue does. */
function isHiccup(error: unknown): boolean {
  return error instanceof HubSpotError && error.kind === 'transient' && error.retryAfterMs === undefined;
}
