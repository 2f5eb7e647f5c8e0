import type { SyncSkip } from '../../shared/ledger.ts';
import type { Session } from '../../shared/session.ts';
import { chooseTicket } from '../matching/tickets.ts';
import { addLink, type People, type PortalInput } from './peopleLinks.ts';
import { mappedProperties } from './planMapping.ts';
import type { PlannedSession } from './plan.types.ts';
import { idOf, ref, typeOf } from './ref.ts';

/** The ticket of a support conversation whose people are known. Pure. */
export function planTicket(
  planned: PlannedSession,
  session: Session,
  { settings, snapshot }: PortalInput,
  result: People,
): void {
  if (result.links.length === 0) return;
  const { tickets } = snapshot;
  if (session.kind !== 'support') {
    if (mappedProperties(settings, 'ticket').length > 0) result.skips.push(NOT_SUPPORT);
    return;
  }
  if (!tickets.readable) {
    if (!snapshot.off.has('tickets')) result.skips.push(UNREADABLE);
    return;
  }
  const candidates = result.links
    .filter(({ ref: link }) => typeOf(link) === 'contacts')
    .flatMap(({ ref: link }) => tickets.ofContact.get(idOf(link)) ?? [])
    .flatMap((id) => tickets.byId.get(id) ?? []);
  const former = planned.links.find(({ type }) => type === 'tickets');
  const choice = chooseTicket(candidates, tickets.stages, former);
  result.skips.push(...choice.skips);
  if (!choice.ticket) return;
  const { rule, evidence, confidence } = choice;
  addLink(result, { ref: ref('tickets', choice.ticket.id), rule, evidence, confidence });
}

const NOT_SUPPORT: SyncSkip = {
  what: 'ticket',
  reason:
    'not_support: only support conversations are linked with a ticket, so mapped ticket properties stay as they are',
};

const UNREADABLE: SyncSkip = {
  what: 'ticket',
  reason:
    'missing_scope: to link support conversations with tickets, liveprompt needs the permission "tickets"; an admin can grant it by connecting again',
};
