import type { Clock } from '../clock.ts';
import type { RateLimit } from '../config/environment.ts';
import type { Store } from '../store/store.ts';
import { createHubSpotCall, type HubSpotCallDeps } from './call.ts';
import { createDirectory } from './directory.ts';
import { createRateWindow, type RateWindow } from './rateWindow.ts';
import { readAgain } from './readAgain.ts';
import { createSlowDown } from './slowDown.ts';

export interface HubSpotDeps extends Pick<
  HubSpotCallDeps,
  'apiUrl' | 'apiVersion' | 'fetch' | 'tokens' | 'observe'
> {
  store: Store;
  rateLimit: RateLimit;
  /** The window as it is to be used, counted for example. */
  watched: (window: RateWindow) => RateWindow;
  /** IANA time zone of a portal. */
  timeZone: (portalId: string) => Promise<string>;
  clock: Clock;
  sleep: (ms: number) => Promise<void>;
}

/** The room of HubSpot, put together: one way to call, at the pace it allows, and what seldom changes there. */
export function createHubSpot(deps: HubSpotDeps) {
  const { store, rateLimit, clock, sleep, timeZone } = deps;
  const window = deps.watched(createRateWindow({ store, limit: rateLimit, clock, sleep }));
  const slowDown = createSlowDown({ window, timeZone, clock });
  const call = readAgain(createHubSpotCall({ ...deps, window, slowDown }), deps);
  return { window, call, directory: createDirectory(call, clock) };
}
