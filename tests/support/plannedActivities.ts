import type { CrmRecord } from '../../server/hubspot/objects.ts';
import { fingerprints, wordPrints } from '../../server/sync/fingerprint.ts';
import type { LedgerObject } from '../../server/sync/ledger.types.ts';
import type { ActivityWrite, PlannedSession } from '../../server/sync/plan.types.ts';
import { idOf, typeOf, type Ref } from '../../server/sync/ref.ts';
import type { CalendarFacts } from '../../server/sync/snapshot.types.ts';

const AT = new Date('2026-11-24T10:00:00Z');

/** What the ledger says of an activity after a write that HubSpot took. */
export function afterWrite(
  write: ActivityWrite,
  before: LedgerObject | undefined,
  resolve: (one: Ref) => Ref,
  newId: () => string,
): LedgerObject {
  const { key, type } = write;
  if (write.action === 'create') {
    return {
      key,
      type,
      id: newId(),
      state: 'live',
      written: fingerprints(write.properties),
      words: wordPrints(write.properties),
      links: write.links.map(resolve),
      rule: write.rule,
      at: AT,
    };
  }
  if (!before) throw new Error(`${write.action} of ${key}, which was never made`);
  if (write.action === 'archive') return { ...before, state: 'archived' };
  const links = before.links.filter((link) => !write.removeLinks.includes(link as Ref));
  return {
    ...before,
    written: { ...before.written, ...fingerprints(write.properties) },
    words: { ...before.words, ...wordPrints(write.properties) },
    links: [...links, ...write.addLinks.map(resolve)],
  };
}

/** Everything of ours hangs on the contacts it was linked to, as in HubSpot. */
export function plannedCalendar(portal: {
  now: Date;
  meetings: ReadonlyMap<string, CrmRecord>;
  meetingsOfContact: ReadonlyMap<string, readonly CrmRecord[]>;
  sessions: ReadonlyMap<string, PlannedSession>;
}): CalendarFacts {
  const ofContact = new Map([...portal.meetingsOfContact].map(([id, list]) => [id, [...list]]));
  const made = new Map<string, CrmRecord>();
  for (const { type, id, key, state, links } of [...portal.sessions.values()].flatMap((one) => one.objects)) {
    const meeting = type === 'meetings' && state === 'live' ? portal.meetings.get(id ?? '') : undefined;
    if (!meeting) continue;
    if (key === 'next') made.set(meeting.id, meeting);
    for (const link of links.filter((one) => typeOf(one as Ref) === 'contacts')) {
      const contact = idOf(link as Ref);
      ofContact.set(contact, [...(ofContact.get(contact) ?? []), meeting]);
    }
  }
  return { now: portal.now, ofContact, made };
}
