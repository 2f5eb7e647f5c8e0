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
  /** Since when HubSpot may have two: creation was begun again, and the first one may still come. */
  doubt?: Date;
}

export const companyDomains = defineCollection<CompanyDomainDocument>({
  name: 'company_domains',
  tenant: 'portalId',
  indexes: [
    { key: { portalId: 1, companyId: 1 }, name: 'by_company' },
    { key: { portalId: 1, doubt: 1 }, name: 'in_doubt' },
  ],
});

/** Search shows a new company within this time (hubspot-api.md §2.2: up to 30 s were seen). */
const QUARANTINE_MS = 60_000;
/** Longer than until the first sweep, shorter than until the second (`doubt.ts`): then nothing comes any more. */
const IN_DOUBT_MS = 12 * 3_600_000;

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
      const taken = await documents.updateOne(stale, { $set: { at: now, doubt: now } });
      return taken.modifiedCount === 1;
    },

    /**
     * HubSpot made the company. Whoever was thought dead meanwhile does not take the place of what is used by now.
     * @returns the company of the domain.
     */
    async made(portalId: string, domain: string, companyId: string): Promise<string> {
      const _id = key(portalId, domain);
      const mine = await documents.updateOne(
        { _id, companyId: null },
        { $set: { companyId, at: clock.now() } },
      );
      if (mine.matchedCount === 1) return companyId;
      const other = await documents.findOneAndUpdate({ _id }, { $set: { doubt: clock.now() } });
      if (other?.companyId) return other.companyId;
      await this.remember(portalId, domain, companyId);
      return companyId;
    },

    /** Domains of which HubSpot may have two companies, with the one that is used. */
    async inDoubt(portalId: string): Promise<Map<string, string>> {
      const rows = await documents
        .find({ portalId, doubt: { $type: 'date' }, companyId: { $type: 'string' } })
        .toArray();
      return new Map(
        rows.flatMap(({ domain, companyId }) => (companyId ? [[domain, companyId] as const] : [])),
      );
    },

    /** They were looked through: what has been in doubt since yesterday is so no more. */
    async swept(portalId: string): Promise<void> {
      const old = new Date(clock.now().getTime() - IN_DOUBT_MS);
      await documents.updateMany({ portalId, doubt: { $lte: old } }, { $unset: { doubt: '' } });
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
