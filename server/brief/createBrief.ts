import type { Brief, BriefRequest } from '../../shared/brief.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Conversations } from '../cards/conversations.ts';
import type { Clock } from '../clock.ts';
import type { HubSpotCall } from '../hubspot/call.types.ts';
import type { Directory } from '../hubspot/directory.ts';
import { createObjects } from '../hubspot/objects.ts';
import type { InstallDocument } from '../installs/install.ts';
import { connected } from '../settings/connected.ts';
import type { Store } from '../store/store.ts';
import { buildBrief } from './buildBrief.ts';
import { guestsOf } from './guests.ts';
import { createKnownPeople } from './knownPeople.ts';
import { createReadFacts } from './readFacts.ts';

export interface BriefDeps {
  store: Store;
  call: HubSpotCall;
  directory: Directory;
  conversations: Conversations;
  installOf: (orgId: string) => Promise<InstallDocument | null>;
  settings: (orgId: string) => Promise<Settings>;
  appUrl: string;
  clock: Clock;
  deadline: (ms: number) => AbortSignal;
}

/** @throws AppError 409 when no portal is connected or it has to be reconnected */
export type ReadBrief = (orgId: string, caller: string, request: BriefRequest) => Promise<Brief>;

/** Long enough for a page that is reloaded, short enough that nobody calls with yesterday's facts. */
const FRESH_MS = 60_000;
const MAX_KEPT = 500;

/** The room of the pre-call brief, put together: read, compose, keep for a minute. */
export function createBrief(deps: BriefDeps): ReadBrief {
  const readFacts = createReadFacts({
    ...deps,
    objects: createObjects(deps.call),
  });
  const known = createKnownPeople(deps);
  const kept = new Map<string, { brief: Promise<Brief>; until: number }>();

  return async (orgId, caller, request) => {
    const install = connected(await deps.installOf(orgId));
    const settings = await deps.settings(orgId);
    const guests = guestsOf(request, caller, settings);
    const emails = guests.people.flatMap(({ email }) => email ?? []);
    const earlier = await known(orgId, install._id, emails);
    // With the settings, whose exclusions count at once, and with the last sync, whose conversation does.
    const key = JSON.stringify([orgId, install._id, settings.version, guests, earlier.syncedAt]);
    const now = deps.clock.monotonicMs();
    const hit = kept.get(key);
    if (hit && hit.until > now) return hit.brief;
    const brief = readFacts(install, settings, guests, earlier).then(buildBrief);
    keep(key, brief, now);
    return brief;
  };

  /** Those who ask at the same moment share one reading; one that misses something is asked for again. */
  function keep(key: string, brief: Promise<Brief>, now: number): void {
    for (const [other, { until }] of kept) if (until <= now || kept.size >= MAX_KEPT) kept.delete(other);
    const entry = { brief, until: now + FRESH_MS };
    kept.set(key, entry);
    const forget = () => {
      if (kept.get(key) === entry) kept.delete(key);
    };
    brief.then(({ leftOut }) => leftOut.length > 0 && forget(), forget);
  }
}
