import type { Settings } from '../../shared/settings.ts';
import type { Associations } from '../hubspot/associations.ts';
import type { Directory } from '../hubspot/directory.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { CallContext, Objects } from '../hubspot/objects.ts';
import type { ExternalPerson } from '../matching/eligible.ts';
import { TICKET_READ_PROPERTIES } from '../matching/tickets.ts';
import { live } from './liveRecords.ts';
import { mappedProperties } from './planMapping.ts';
import type { PlannedSession } from './plan.types.ts';
import type { Snapshot } from './snapshot.types.ts';
import { idsByRecord } from './readDeals.ts';
import { isForbidden } from './switchedOff.ts';

type Links = ReadonlyMap<string, readonly string[]>;

/**
 * Tickets of the people of support conversations. Reading them needs an optional scope: without it nothing is
 * asked for and the plan says why.
 */
export function createTicketReader(deps: {
  objects: Objects;
  associations: Associations;
  directory: Directory;
}) {
  return {
    /** @returns null when tickets cannot be read. */
    async links(context: CallContext, contacts: readonly string[], mayRead: boolean): Promise<Links | null> {
      if (!mayRead || contacts.length === 0) return mayRead ? new Map() : null;
      return orNull(async () =>
        idsByRecord(await deps.associations.read(context, 'contacts', 'tickets', contacts)),
      );
    },

    /** @param former tickets that an earlier version was linked to. */
    async records(
      context: CallContext,
      links: Links | null,
      former: readonly string[],
      settings: Settings,
    ): Promise<Snapshot['tickets']> {
      const ids = [...new Set([...(links?.values() ?? [])].flat().concat(former))];
      if (!links || ids.length === 0) return { ...NO_TICKETS, readable: links !== null };
      const properties = [...TICKET_READ_PROPERTIES, ...mappedProperties(settings, 'ticket')];
      const found = await orNull(() =>
        Promise.all([
          deps.objects.read(context, 'tickets', ids, properties),
          deps.directory.ticketStages(context),
        ]),
      );
      if (!found) return NO_TICKETS;
      const [records, stages] = found;
      return { readable: true, ofContact: links, byId: live(records), stages };
    },
  };
}

export const NO_TICKETS: Snapshot['tickets'] = {
  readable: false,
  ofContact: new Map(),
  byId: new Map(),
  stages: new Map(),
};

/** Whose tickets are asked for: the known contacts of support conversations, and those they were linked to before. */
export function contactsWithTickets(
  sessions: readonly PlannedSession[],
  peopleOf: (session: NonNullable<PlannedSession['session']>) => readonly ExternalPerson[],
  contactOf: (person: ExternalPerson) => { id: string } | undefined,
): string[] {
  const ids = sessions.flatMap(({ session, links }) =>
    session?.kind === 'support'
      ? [
          ...peopleOf(session).flatMap((person) => contactOf(person)?.id ?? []),
          ...links.flatMap(({ type, id }) => (type === 'contacts' ? [id] : [])),
        ]
      : [],
  );
  return [...new Set(ids)];
}

async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof HubSpotError && error.kind === 'final' && !isForbidden(error)) return null;
    throw error;
  }
}
