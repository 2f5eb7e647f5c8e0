import type { Associations } from '../hubspot/associations.ts';
import type { InstallDocument } from '../installs/install.ts';

/** Optional at consent (shared/scopes.ts); without it the ticket card says what is missing. */
const TICKET_SCOPES = ['tickets', 'crm.objects.tickets.read'];
/** A ticket with more contacts than that is a mailing, not a case. */
const MAX_CONTACTS = 10;

export function mayReadTickets({ scopes }: Pick<InstallDocument, 'scopes'>): boolean {
  return TICKET_SCOPES.some((scope) => scopes.includes(scope));
}

/**
 * The contacts of a ticket, whose conversations its card shows: a conversation is with people, and no sync
 * links it to a ticket. One call to HubSpot, in people's lane.
 */
export async function ticketContacts(
  associations: Pick<Associations, 'read'>,
  portalId: string,
  ticketId: string,
): Promise<string[]> {
  const links = await associations.read({ portalId, lane: 'people' }, 'tickets', 'contacts', [ticketId]);
  return (links.get(ticketId) ?? []).map(({ toId }) => toId).slice(0, MAX_CONTACTS);
}
