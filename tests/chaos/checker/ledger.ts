import type { SandboxRecord } from '../../sandbox/sandbox.types.ts';
import { linkOf, type Facts } from './facts.ts';
import type { Breach } from './history.types.ts';

/** V6: what the ledger says exists does, carries the conversation's link, and nothing of ours is unknown to it. */
export function ledgerResolvesBothWays(facts: Facts): Breach[] {
  const { history, live } = facts;
  const records = new Map<string, SandboxRecord>(
    history.portals.flatMap(({ portalId, records: byType }) =>
      Object.entries(byType).flatMap(([type, list]) =>
        list.map((record) => [`${portalId}:${type}:${record.id}`, record] as const),
      ),
    ),
  );
  const claimed = new Map<string, string>();
  const breaches: Breach[] = [];
  for (const row of history.database.syncs) {
    for (const object of row.objects) {
      if (object.state !== 'live') continue;
      const name = `${row.portalId}:${object.type}:${object.id}`;
      const record = records.get(name);
      const other = claimed.get(name);
      if (other !== undefined)
        breaches.push({ rule: 'V6', what: `${name} is claimed by ${other} and by ${row._id}` });
      claimed.set(name, row._id);
      if (!record) breaches.push({ rule: 'V6', what: `${row._id} names ${name}, which never existed` });
      else if (record.archived && !facts.removed(row.portalId ?? '', object.type, record.id))
        breaches.push({ rule: 'V6', what: `${row._id} names ${name} as live, which is archived` });
      else if (!record.archived && !linkOf(record)?.includes(encodeURIComponent(row.sessionId)))
        breaches.push({
          rule: 'V6',
          what: `${row._id} names ${name}, which belongs to ${linkOf(record) ?? 'nobody'}`,
        });
    }
  }
  const known = new Set(
    history.database.installs.filter(({ orgId }) => orgId !== undefined).map(({ _id }) => _id),
  );
  for (const { portalId, record } of live) {
    const name = `${portalId}:${record.type}:${record.id}`;
    // What a disconnected organisation made stays in HubSpot, and the ledger is wiped.
    if (known.has(portalId) && !claimed.has(name) && !wasWiped(facts, portalId, record.createdAt))
      breaches.push({ rule: 'V6', what: `${name} (${linkOf(record) ?? 'no link'}) is in no ledger row` });
  }
  return breaches;
}

function wasWiped({ history }: Facts, portalId: string, createdAt: string): boolean {
  return history.ties.some(
    (tie) => tie.portalId === portalId && tie.until !== null && tie.until >= Date.parse(createdAt),
  );
}

/** V5: an app event is sent once for ever, and is of a conversation the ledger knows to have sent it. */
export function eventsAreUnique({ history }: Facts): Breach[] {
  const breaches: Breach[] = [];
  for (const { portalId, events } of history.portals) {
    const seen = new Set<string>();
    for (const { id, eventTypeName, objectId } of events) {
      const name = `${eventTypeName} of ${objectId} for ${id.split(':')[0] ?? ''}`;
      if (seen.has(name)) breaches.push({ rule: 'V5', what: `portal ${portalId} has two events ${name}` });
      seen.add(name);
    }
  }
  for (const { _id, portalId, events, state } of history.database.syncs) {
    if (new Set(events).size !== events.length)
      breaches.push({ rule: 'V5', what: `${_id} lists an event twice` });
    const sent = new Set(
      history.portals.find((one) => one.portalId === portalId)?.events.map(({ id }) => id),
    );
    const missing = state === 'synced' ? events.filter((id) => !sent.has(id)) : [];
    for (const id of missing)
      breaches.push({ rule: 'V5', what: `${_id} says event ${id} was sent, HubSpot has none` });
  }
  return breaches;
}

/** V14: a fence that falls lets a dead worker write, and so does one that two workers share. */
export function fencesNeverFall({ history }: Facts): Breach[] {
  const highest = new Map<string, number>();
  const holders = new Map<string, string | null>();
  const shared = new Set<string>();
  return history.fences.flatMap(({ document, fence, holder }): Breach[] => {
    const before = highest.get(document) ?? 0;
    highest.set(document, Math.max(before, fence));
    const claimed = typeof holder === 'string' && holder !== holders.get(document);
    if (holder !== undefined) holders.set(document, holder);
    if (fence < before)
      return [{ rule: 'V14', what: `the fence of ${document} fell from ${before} to ${fence}` }];
    const isFirst = claimed && fence === before && !shared.has(document);
    if (isFirst) shared.add(document);
    return isFirst ? [{ rule: 'V14', what: `${document} was claimed and its fence stayed at ${fence}` }] : [];
  });
}
