import type { Clock } from '../clock.ts';
import { isDuplicateKey } from '../store/connect.ts';
import { defineCollection, type Store } from '../store/store.ts';

/**
 * HubSpot does not deduplicate companies by domain through its API (hubspot-api.md §2.4) and its search
 * lags, so one row per portal and domain decides who may create the company, and remembers which it is.
 */
interface CompanyDomainDocument {
  /** `portalId:domain`. */
  _id: string;
  portalId: string;
  domain: string;
  companyId: string | null;
  /** When creation began; a creation whose answer was lost is not repeated before search can see it. */
  at: Date;
}

export const companyDomains = defineCollection<CompanyDomainDocument>({
  name: 'company_domains',
  tenant: 'portalId',
  indexes: [{ key: { portalId: 1, companyId: 1 }, name: 'by_company' }],
});

/** Search shows a new company within this time (hubspot-api.md §2.2: up to 30 s were seen). */
const QUARANTINE_MS = 60_000;

export function createCompanyDomains({ store, clock }: { store: Store; clock: Clock }) {
  const documents = store.collection(companyDomains);
  const key = (portalId: string, domain: string) => `${portalId}:${domain}`;

  return {
    async known(portalId: string, domains: readonly string[]): Promise<Map<string, string>> {
      const found = await documents
        .find({
          _id: { $in: domains.map((domain) => key(portalId, domain)) },
          companyId: { $type: 'string' },
        })
        .toArray();
      return new Map(
        found.flatMap(({ domain, companyId }) => (companyId ? [[domain, companyId] as const] : [])),
      );
    },

    /** Row first, then the work. False: someone's creation may still be on its way, come back later. */
    async claim(portalId: string, domain: string): Promise<boolean> {
      const now = clock.now();
      const _id = key(portalId, domain);
      try {
        await documents.insertOne({ _id, portalId, domain, companyId: null, at: now });
        return true;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      const stale = { _id, companyId: null, at: { $lt: new Date(now.getTime() - QUARANTINE_MS) } };
      const taken = await documents.updateOne(stale, { $set: { at: now } });
      return taken.modifiedCount === 1;
    },

    async remember(portalId: string, domain: string, companyId: string): Promise<void> {
      const set = { portalId, domain, companyId, at: clock.now() };
      await documents.updateOne({ _id: key(portalId, domain) }, { $set: set }, { upsert: true });
    },

    /** Companies that search showed, by domain. */
    async rememberAll(portalId: string, found: ReadonlyMap<string, string>): Promise<void> {
      for (const [domain, companyId] of found) await this.remember(portalId, domain, companyId);
    },

    /** HubSpot refused the creation: nothing is on its way, so the next try need not wait. */
    async release(portalId: string, domain: string): Promise<void> {
      await documents.deleteOne({ _id: key(portalId, domain), companyId: null });
    },

    /** These companies were merged or removed in HubSpot. */
    async forget(portalId: string, companyIds: readonly string[]): Promise<void> {
      await documents.deleteMany({ portalId, companyId: { $in: [...companyIds] } });
    },
  };
}

export type CompanyDomains = ReturnType<typeof createCompanyDomains>;
