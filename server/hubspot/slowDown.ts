import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns';
import type { Clock } from '../clock.ts';
import type { HubSpotError } from './errors.ts';
import type { RateWindow } from './rateWindow.ts';
import type { Bucket } from './sharedWindow.ts';

/** Stops a portal's calls when HubSpot asks for it. @returns the error with the time that has to pass. */
export type SlowDown = (portalId: string, bucket: Bucket, error: HubSpotError) => Promise<HubSpotError>;

/**
 * Which clock has to pass, by the policy of a 429 (hubspot-api.md §8.2, reliability.md §2): the daily limit
 * ends at the portal's midnight, one that nobody named after 10 s and twice as long each time in a row. A
 * portal that moves (477) is left alone altogether.
 */
export function createSlowDown(deps: {
  window: Pick<RateWindow, 'pause' | 'pauseLonger'>;
  /** IANA time zone of the portal. */
  timeZone: (portalId: string) => Promise<string>;
  clock: Clock;
}): SlowDown {
  return async (portalId, bucket, error) => {
    if (error.policy === 'MIGRATION') {
      const ms = error.retryAfterMs ?? 0;
      for (const one of ['general', 'search'] as const) await deps.window.pause(portalId, one, ms);
      return error;
    }
    if (error.kind !== 'rate_limit') return error;
    if (error.policy === 'DAILY' && error.retryAfterMs === undefined) {
      const midnight = nextMidnight(await deps.timeZone(portalId), deps.clock.now());
      const ms = midnight.getTime() - deps.clock.now().getTime();
      await deps.window.pause(portalId, bucket, ms);
      return error.after(ms);
    }
    const asked = error.retryAfterMs ?? 0;
    if (error.policy !== 'UNKNOWN') {
      await deps.window.pause(portalId, bucket, asked);
      return error;
    }
    return error.after(await deps.window.pauseLonger(portalId, bucket, asked));
  };
}

function nextMidnight(timeZone: string, now: Date): Date {
  const tomorrow = addDays(new TZDate(now, timeZone), 1);
  return new Date(
    new TZDate(tomorrow.getFullYear(), tomorrow.getMonth(), tomorrow.getDate(), 0, 0, 0, timeZone).getTime(),
  );
}
