import type { SyncSkip } from '../../shared/ledger.ts';
import type { CrmRecord } from '../hubspot/objects.ts';
import type { PipelineStage } from '../hubspot/pipelines.ts';
import type { Evidence } from './people.ts';

/** Ticket properties the choice needs. */
export const TICKET_READ_PROPERTIES = [
  'subject',
  'hs_pipeline',
  'hs_pipeline_stage',
  'hs_lastmodifieddate',
  'hs_merged_object_ids',
] as const;

export type TicketChoice =
  ({ ticket: CrmRecord; skips: SyncSkip[] } & Evidence) | { ticket: null; skips: SyncSkip[] };

/** Begins the reason of a support conversation without a ticket; one that is opened later is linked then (`rematch`). */
export const NO_OPEN_TICKET = 'no_open_ticket';
const TIE_SHOWN = 5;

/**
 * The one ticket a support conversation is about (server/docs/decisions/0020-tickets.md). A conversation stays
 * with the ticket it was linked to, closed since or not; else the open one of its people, of several the most
 * recently changed, and the tie is recorded. Pure.
 * @param tickets of the people of the conversation.
 * @param former what the conversation was linked to before.
 */
export function chooseTicket(
  tickets: readonly CrmRecord[],
  stages: ReadonlyMap<string, PipelineStage>,
  former?: Evidence & { id: string },
): TicketChoice {
  const there = [...new Map(tickets.map((ticket) => [ticket.id, ticket])).values()].filter(
    ({ archived }) => !archived,
  );
  const kept = there.find(({ id }) => id === former?.id);
  if (former && kept) {
    const { rule, evidence, confidence } = former;
    return { ticket: kept, rule, evidence, confidence, skips: [] };
  }
  const open = there
    .filter(({ properties }) => !stages.get(properties['hs_pipeline_stage'] ?? '')?.closed)
    .sort(byLatestChange);
  const [ticket, ...others] = open;
  if (!ticket) return { ticket: null, skips: [none(there.length)] };
  const rule = 'contact_ticket';
  if (others.length === 0)
    return {
      ticket,
      rule,
      evidence: `${nameOf(ticket)} is the only open ticket of the contact`,
      confidence: 0.9,
      skips: [],
    };
  const more = open.length > TIE_SHOWN ? ` and ${open.length - TIE_SHOWN} more` : '';
  return {
    ticket,
    rule,
    evidence: `${nameOf(ticket)} is the most recently changed open ticket of the contact, of ${open.length}`,
    confidence: 0.6,
    skips: [
      {
        what: 'ticket',
        reason: `ticket_tie: ${open.slice(0, TIE_SHOWN).map(nameOf).join(', ')}${more} are open; the most recently changed one was taken`,
      },
    ],
  };
}

function none(closed: number): SyncSkip {
  const why = closed > 0 ? 'every ticket of these contacts is closed' : 'these contacts have no ticket';
  return { what: 'ticket', reason: `${NO_OPEN_TICKET}: ${why}` };
}

function nameOf({ id, properties }: CrmRecord): string {
  return `"${properties['subject'] || id}"`;
}

/** Latest change first; the higher id breaks an exact tie so that every run picks the same ticket. */
function byLatestChange(left: CrmRecord, right: CrmRecord): number {
  const changed = ({ properties }: CrmRecord) => Date.parse(properties['hs_lastmodifieddate'] ?? '') || 0;
  return changed(right) - changed(left) || Number(right.id) - Number(left.id);
}
