import type { CrmRecord } from '../hubspot/objects.ts';
import { idOf, typeOf, type Ref } from '../sync/ref.ts';
import type { Snapshot } from '../sync/snapshot.types.ts';

/** How a record is called in a sentence: `the contact john@acme.com`, `the deal "Rollout"`. */
export type NameOf = (record: Ref) => string;

export function createNames(snapshot: Snapshot, companies: ReadonlyMap<string, CrmRecord>): NameOf {
  return (record) => {
    const type = typeOf(record);
    const id = idOf(record);
    const fresh = id.startsWith('new:') ? id.slice('new:'.length) : undefined;
    if (type === 'contacts') return `the contact ${fresh ?? contactName(snapshot.contactsById.get(id), id)}`;
    if (type === 'companies') return `the company ${fresh ?? companyName(companies.get(id), id)}`;
    if (type === 'deals') return `the deal ${dealName(snapshot.deals.get(id), id)}`;
    if (type === 'tickets') return `the ticket ${ticketName(snapshot.tickets.byId.get(id), id)}`;
    return `${type.replace(/s$/, '')} ${id}`;
  };
}

function contactName(contact: CrmRecord | undefined, id: string): string {
  const { email, firstname, lastname } = contact?.properties ?? {};
  const name = [firstname, lastname].filter(Boolean).join(' ');
  return email && name ? `${name} (${email})` : email || name || id;
}

function companyName(company: CrmRecord | undefined, id: string): string {
  return company?.properties['name'] || company?.properties['domain'] || id;
}

function dealName(deal: CrmRecord | undefined, id: string): string {
  return deal?.properties['dealname'] ? `"${deal.properties['dealname']}"` : id;
}

function ticketName(ticket: CrmRecord | undefined, id: string): string {
  return ticket?.properties['subject'] ? `"${ticket.properties['subject']}"` : id;
}

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
