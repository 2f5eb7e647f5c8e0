import type { CallContext, CrmRecord, Objects } from '../hubspot/objects.ts';
import { formerIdsOf } from '../matching/records.ts';
import type { CompanyDomains } from './companyDomains.ts';
import { live } from './liveRecords.ts';
import type { DomainFindings } from './snapshot.types.ts';

export interface DomainReading extends DomainFindings {
  byDomain: ReadonlyMap<string, string>;
  records: readonly CrmRecord[];
}

export const COMPANY_READ_PROPERTIES = ['domain', 'name', 'hs_merged_object_ids'];

/** Companies by domain. Reads only: what is worth remembering is in the answer. */
export function createDomainReader(deps: { objects: Objects; companyDomains: CompanyDomains }) {
  return async (context: CallContext, wanted: readonly string[]): Promise<DomainReading> => {
    const domains = [...new Set(wanted)];
    if (domains.length === 0) return NO_DOMAINS;
    // Our own table first: it knows what search does not show yet. Merged and deleted companies are in it too.
    const table = await deps.companyDomains.known(context.portalId, domains);
    const records = await deps.objects.read(
      context,
      'companies',
      [...table.values()],
      COMPANY_READ_PROPERTIES,
    );
    const existing = live(records);
    const byDomain = new Map<string, string>();
    const gone = new Set<string>();
    const goneIds = new Set<string>();
    for (const [domain, id] of table) {
      const company = existing.get(id) ?? [...existing.values()].find((one) => formerIdsOf(one).includes(id));
      if (company) byDomain.set(domain, company.id);
      else {
        gone.add(domain);
        goneIds.add(id);
      }
    }
    const found = new Map<string, string>();
    const unknown = domains.filter((domain) => !byDomain.has(domain));
    for (const company of await deps.objects.searchCompaniesByDomain(context, unknown)) {
      const domain = company.properties['domain']?.toLowerCase();
      if (!domain || byDomain.has(domain) || goneIds.has(company.id)) continue;
      byDomain.set(domain, company.id);
      found.set(domain, company.id);
      gone.delete(domain);
    }
    return { byDomain, found, gone, records };
  };
}

export const NO_DOMAINS: DomainReading = {
  byDomain: new Map(),
  found: new Map(),
  gone: new Set(),
  records: [],
};

/** Two readings of different domains. */
export function inOne(left: DomainReading, right: DomainReading): DomainReading {
  return {
    byDomain: new Map([...left.byDomain, ...right.byDomain]),
    found: new Map([...left.found, ...right.found]),
    gone: new Set([...left.gone, ...right.gone]),
    records: [...left.records, ...right.records],
  };
}

/** Companies by id, as far as they exist. */
export function createCompanyReader({ objects }: { objects: Objects }) {
  return async (context: CallContext, ids: readonly string[]) =>
    live(await objects.read(context, 'companies', ids, COMPANY_READ_PROPERTIES));
}
