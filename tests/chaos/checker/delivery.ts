import { groupBy } from '../groupBy.ts';
import { journalId } from '../../../server/intake/journal.ts';
import { wipedAfter, type Facts } from './facts.ts';
import type { Breach } from './history.types.ts';

const END_STATES = new Set(['synced', 'partial', 'filtered', 'failed', 'removed', 'held']);

/** V1: every 202 is stored, and its version or a newer one has reached the session store. */
export function everyAcceptedIsStored({ history }: Facts): Breach[] {
  const rows = new Set(history.database.journal.map(({ _id }) => _id));
  const versions = new Map(history.database.sessions.map(({ _id, version }) => [_id, version]));
  return history.accepted.flatMap(({ webhookId, orgId, at, session }): Breach[] => {
    if (wipedAfter(history, orgId, at)) return [];
    if (!rows.has(journalId(webhookId)))
      return [{ rule: 'V1', what: `webhook ${webhookId} got 202 and is not in the journal` }];
    const stored = session && (versions.get(`${orgId}:${session.id}`) ?? -1);
    return session && stored !== null && stored < session.version
      ? [
          {
            rule: 'V1',
            what: `${orgId}:${session.id} v${session.version} was accepted, v${stored} is stored`,
          },
        ]
      : [];
  });
}

/** V2: every conversation is in an end state, and what waits for an access waits only without one. */
export function everySessionEnds({ history, expected }: Facts): Breach[] {
  const silent = new Set(
    history.silences.filter(({ until }) => until === null).map(({ portalId }) => portalId),
  );
  return expected.flatMap(({ key, orgId, at, row, portalId }): Breach[] => {
    if (wipedAfter(history, orgId, at)) return [];
    if (!row) return [{ rule: 'V2', what: `${key} has no row in the ledger` }];
    if (!END_STATES.has(row.state)) {
      return [
        {
          rule: 'V2',
          what: `${key} ended ${row.state} after ${row.attempts} attempts (${row.error?.code ?? 'no error'})`,
        },
      ];
    }
    const waits = row.state === 'held' && row.heldReason === 'paused';
    return waits && portalId !== null && !silent.has(portalId)
      ? [{ rule: 'V2', what: `${key} is held for an access that portal ${portalId} has` }]
      : [];
  });
}

/** V13: what HubSpot refused is what was planted, no more and no less. */
export function refusedIsPlanted({ history, expected }: Facts): Breach[] {
  const planted = new Set(history.plantedBad);
  return expected.flatMap(({ key, row, deleted }): Breach[] => {
    if (!row || deleted) return [];
    const refused = row.state === 'failed' || row.state === 'partial';
    if (refused === planted.has(key)) return [];
    return [
      {
        rule: 'V13',
        what: refused
          ? `${key} ended ${row.state} although nothing is wrong with it: ${row.error?.code ?? ''} ${row.error?.message ?? ''}`
          : `${key} was planted bad and ended ${row.state}`,
      },
    ];
  });
}

/** V16: a conversation that was synced counts once, one that never was does not count. */
export function usageIsSynced({ history }: Facts): Breach[] {
  const breaches = history.database.syncs.flatMap((row): Breach[] => {
    const synced = row.state === 'synced' || row.state === 'partial';
    if (synced && row.firstSyncedAt === null)
      return [{ rule: 'V16', what: `${row._id} is ${row.state} and not counted` }];
    const never = row.state === 'filtered' && row.objects.length === 0 && row.links.length === 0;
    return never && row.firstSyncedAt !== null
      ? [{ rule: 'V16', what: `${row._id} was filtered, never synced, and is counted` }]
      : [];
  });
  const counted = groupBy(
    history.database.syncs.filter(({ firstSyncedAt }) => firstSyncedAt !== null),
    ({ orgId }) => orgId,
  );
  const wrong = Object.entries(history.usage).flatMap(([orgId, used]): Breach[] => {
    const rows = counted.get(orgId)?.length ?? 0;
    return rows === used ? [] : [{ rule: 'V16', what: `${orgId} is told ${used} syncs and has ${rows}` }];
  });
  return [...breaches, ...wrong];
}
