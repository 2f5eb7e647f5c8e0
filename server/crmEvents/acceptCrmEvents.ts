import type { Logger } from 'pino';
import type { InstallDocument } from '../installs/install.ts';
import { readCrmEvent, type CrmEvent } from './crmEvent.ts';
import type { CrmEventDocument, EventLog } from './eventLog.ts';

export interface Accepted {
  accepted: number;
  /** Of portals we do not know, of subscriptions we do not have, or unreadable: HubSpot need not send them again. */
  dropped: number;
}

export type AcceptCrmEvents = (events: readonly unknown[]) => Promise<Accepted>;

/** HubSpot waits 5 s for an answer (hubspot-api.md §7.1); later than this it had better send it again. */
const STORE_MS = 4_000;

/**
 * Takes in one delivery: events of several portals may be mixed. Resolves when what concerns us is durable;
 * an unknown portal is no error, because a refusal would only bring the delivery back.
 */
export function createAcceptCrmEvents(deps: {
  log: Logger;
  eventLog: Pick<EventLog, 'append'>;
  installOf: (portalId: string) => Promise<Pick<InstallDocument, 'orgId'> | null>;
  offer: (rows: readonly CrmEventDocument[]) => void;
}): AcceptCrmEvents {
  return async (events) => {
    const read = events.flatMap((event) => readCrmEvent(event) ?? []);
    const { known, rows } = await within(STORE_MS, async () => {
      const ours = await ofKnownPortals(read);
      return { known: ours, rows: await deps.eventLog.append(ours) };
    });
    const dropped = events.length - known.length;
    if (dropped > 0)
      deps.log.info({ dropped, of: events.length }, 'dropped events of HubSpot that concern nobody');
    deps.offer(rows);
    return { accepted: known.length, dropped };
  };

  async function ofKnownPortals(events: readonly CrmEvent[]): Promise<CrmEvent[]> {
    const portalIds = [...new Set(events.map(({ portalId }) => portalId))];
    const installs = await Promise.all(portalIds.map((portalId) => deps.installOf(portalId)));
    const known = new Set(portalIds.filter((_, index) => installs[index]?.orgId));
    return events.filter(({ portalId }) => known.has(portalId));
  }
}

async function within<T>(ms: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreTooSlow(ms)), ms);
  });
  return Promise.race([work(), late]).finally(() => clearTimeout(timer));
}

/** The events may or may not be stored: the sender has to repeat them, and the dedupe key sorts it out. */
export class StoreTooSlow extends Error {
  constructor(ms: number) {
    super(`the store did not answer within ${ms} ms`);
    this.name = 'StoreTooSlow';
  }
}
