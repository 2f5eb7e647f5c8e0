import type { Associations, Link } from '../hubspot/associations.ts';
import type { CallContext } from '../hubspot/objects.ts';
import type { Switches } from './switchedOff.ts';

const NO_LINKS: ReadonlyMap<string, readonly Link[]> = new Map();

/** What hangs on contacts, as far as HubSpot lets us read it. */
export function createLinkReader({ associations }: { associations: Associations }) {
  return async (
    type: 'companies' | 'deals' | 'meetings',
    context: CallContext,
    contacts: readonly string[],
    read: Switches['read'],
  ): Promise<ReadonlyMap<string, readonly Link[]>> => {
    const links = () => associations.read(context, 'contacts', type, contacts);
    return contacts.length === 0 ? NO_LINKS : read(type, NO_LINKS, links);
  };
}
