import type { Clock } from '../clock.ts';
import type { Crashpoint } from '../crashpoints.ts';
import type { CallContext, CrmRecord } from '../hubspot/objects.ts';
import type { ActivityKeyLost } from '../installs/activityKeyLost.ts';
import { isKeyed, saysKeyIsGone, unkeyed, type FindByKey } from './findByKey.ts';
import type { LedgerObject, SyncDocument } from './ledger.types.ts';
import type { Features } from './plan.types.ts';

/**
 * Settles what became of creations whose answer was lost: by reading back, never by hoping (reliability.md
 * §3, rule B). HubSpot may apply a lost request late, so nothing is concluded from an absence before the
 * quarantine is over.
 */
const QUARANTINE_MS = 60_000;

/**
 * With a unique key, then and now, nothing has to wait: HubSpot takes the key once, so a lost request that is
 * applied late makes the repeated one a conflict, never a second object (reliability.md §3, A).
 */
function quarantineOf(object: LedgerObject, { activityKeyMode }: Features): number {
  const isUnique = object.type === 'coaching_sessions' || (activityKeyMode === 'unique' && isKeyed(object));
  return isUnique ? 0 : QUARANTINE_MS;
}

export interface Settled {
  objects: LedgerObject[];
  /** Set while an answer may still be on its way: nothing of this conversation is written before. */
  waitUntil: Date | null;
}

export function createSettler(deps: {
  findByKey: FindByKey;
  keyLost: ActivityKeyLost;
  clock: Clock;
  crash: Crashpoint;
}) {
  return async (context: CallContext, row: SyncDocument, features: Features): Promise<Settled> => {
    const now = deps.clock.now();
    const objects: LedgerObject[] = [];
    const waits: number[] = [];
    for (const object of row.objects) {
      if (object.state !== 'sending' && object.state !== 'unknown') {
        objects.push(object);
        continue;
      }
      // `sending` under an older fence: a worker died between intent and answer. Its clock starts now.
      const unknown: LedgerObject =
        object.state === 'unknown' ? object : { ...object, state: 'unknown', at: now };
      const { settled, wait } = await settleOne(context, row, unknown, features, now);
      objects.push(settled);
      if (wait) waits.push(wait);
    }
    return { objects, waitUntil: waits.length > 0 ? new Date(Math.max(...waits)) : null };
  };

  async function settleOne(
    context: CallContext,
    row: SyncDocument,
    unknown: LedgerObject,
    features: Features,
    now: Date,
  ): Promise<{ settled: LedgerObject; wait?: number }> {
    const over = new Date(unknown.at.getTime() + quarantineOf(unknown, features));
    if (over > now) return { settled: unknown, wait: over.getTime() };
    try {
      const [found] = await deps.findByKey(context, row.sessionId, unknown, features);
      await deps.crash('settle.done');
      // Not found after the quarantine: the plan may make it. The row remembers it for the sweeps, which
      // look for what came even later.
      return {
        settled: found ? { ...unknown, ...foundAs(unknown, found) } : { ...unknown, state: 'archived' },
      };
    } catch (error) {
      if (!isKeyed(unknown) || !saysKeyIsGone(error)) throw error;
      await deps.crash('settle.keyLost');
      await deps.keyLost(context.portalId);
      // No key guards against what comes late now: it waits as one does that never had a key.
      return settleOne(context, row, unkeyed(unknown), features, now);
    }
  }
}

/** A record of the custom object is linked by a call of its own, of which nothing is known: it is made again. */
function foundAs({ type, links }: LedgerObject, { id }: CrmRecord): Partial<LedgerObject> {
  return { id, state: 'live', links: type === 'coaching_sessions' ? [] : links };
}

export type Settle = ReturnType<typeof createSettler>;
