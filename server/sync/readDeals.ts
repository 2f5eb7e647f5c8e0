import type { Settings } from '../../shared/settings.ts';
import type { Associations, Link } from '../hubspot/associations.ts';
import type { Directory } from '../hubspot/directory.ts';
import type { CallContext, CrmRecord, Objects } from '../hubspot/objects.ts';
import { DEAL_READ_PROPERTIES } from '../matching/deals.ts';
import { live } from './liveRecords.ts';
import { mappedProperties } from './planMapping.ts';

type Stages = Awaited<ReturnType<Directory['dealStages']>>;

/** Deal records of contacts and, only where the strategy may need them, of companies. */
export function createDealReader(deps: { objects: Objects; associations: Associations }) {
  return {
    async read(context: CallContext, ids: readonly string[], settings: Settings) {
      const mapped = mappedProperties(settings, 'deal');
      // An amount goes only into a deal of the same currency.
      const properties = [
        ...DEAL_READ_PROPERTIES,
        ...mapped,
        ...(mapped.length ? ['deal_currency_code'] : []),
      ];
      return live(await deps.objects.read(context, 'deals', ids, properties));
    },

    /** Adds the deals of companies to `deals`. */
    async ofCompanies(
      context: CallContext,
      companies: readonly string[],
      deals: Map<string, CrmRecord>,
      settings: Settings,
    ): Promise<ReadonlyMap<string, readonly string[]>> {
      if (companies.length === 0) return new Map();
      const links = idsByRecord(await deps.associations.read(context, 'companies', 'deals', companies));
      const unread = [...links.values()].flat().filter((id) => !deals.has(id));
      for (const [id, deal] of await this.read(context, unread, settings)) deals.set(id, deal);
      return links;
    },
  };
}

/** Companies whose deals may be the conversation's: always those of `company_open`, else where no contact has an open deal. */
export function companiesToAsk(
  { strategy, linkByDomain }: Settings['deals'],
  employees: readonly { contactId: string | undefined; companies: readonly string[] }[],
  dealsOfContact: ReadonlyMap<string, readonly string[]>,
  deals: ReadonlyMap<string, CrmRecord>,
  stages: Stages,
): string[] {
  if (strategy !== 'company_open' && !linkByDomain) return [];
  const open = (id: string) => !stages.get(deals.get(id)?.properties['dealstage'] ?? '')?.closed;
  return employees.flatMap(({ contactId, companies }) =>
    strategy !== 'company_open' && contactId && (dealsOfContact.get(contactId) ?? []).some(open)
      ? []
      : companies,
  );
}

export function idsByRecord(links: ReadonlyMap<string, readonly Link[]>): Map<string, string[]> {
  return new Map([...links].map(([id, found]) => [id, found.map(({ toId }) => toId)]));
}
