import type { Audit } from '../audit/audit.types.ts';
import type { Crashpoint } from '../crashpoints.ts';
import type { Associations } from '../hubspot/associations.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { CallContext, Objects, ObjectType } from '../hubspot/objects.ts';
import { BY_APP, type Origin, type ReadOrigins } from '../hubspot/readOrigins.ts';
import type { CompanyDomains } from './companyDomains.ts';
import type { Features } from './plan.types.ts';

/** What a person would have changed to make the company their own; HubSpot itself fills in others. */
const WATCHED = ['name', 'domain', 'hubspot_owner_id'];

const HANGS_ON: readonly ObjectType[] = ['contacts', 'deals', 'meetings', 'calls', 'notes', 'tasks'];

export interface SweepCompaniesDeps {
  companyDomains: Pick<CompanyDomains, 'inDoubt' | 'swept'>;
  objects: Pick<Objects, 'searchCompaniesByDomain' | 'archive'>;
  readOrigins: ReadOrigins;
  associations: Pick<Associations, 'read'>;
  audit: Audit;
  /** Our app, as HubSpot names it on what we make. */
  appId: string;
  crash: Crashpoint;
}

/** Archives the second company that a lost request made after all (reliability.md §3 "Sweep", V8). */
export type SweepCompanies = (context: CallContext, orgId: string, features: Features) => Promise<void>;

/**
 * Only what cannot be missed goes: made by our app for a domain whose creation was in doubt, beside the company
 * that is used, never written to by anybody else, and nothing hangs on it. What somebody uses is theirs to merge.
 */
export function createSweepCompanies(deps: SweepCompaniesDeps): SweepCompanies {
  return async (context, orgId, features) => {
    await deps.crash('sweep.companies');
    const doubts = await deps.companyDomains.inDoubt(context.portalId);
    if (doubts.size === 0) return;
    try {
      for (const { id, kept } of await surplus(context, doubts, features)) {
        await deps.crash('sweep.company');
        await deps.objects.archive(context, 'companies', [id]);
        await deps.crash('sweep.companyArchived');
        await deps.audit.record({
          id: `surplus:${context.portalId}:companies:${id}`,
          orgId,
          who: 'system',
          what: 'surplus_removed',
          where: 'system',
          portalId: context.portalId,
          subject: id,
          before: { companies: id },
          after: { companies: kept },
        });
      }
    } catch (error) {
      // A conversation does not fail over a company that nobody misses; the next sweep looks again.
      if (!(error instanceof HubSpotError) || error.kind !== 'final') throw error;
      return;
    }
    await deps.crash('sweep.companiesSwept');
    await deps.companyDomains.swept(context.portalId);
  };

  async function surplus(
    context: CallContext,
    doubts: ReadonlyMap<string, string>,
    features: Features,
  ): Promise<{ id: string; kept: string }[]> {
    const shown = await deps.objects.searchCompaniesByDomain(context, [...doubts.keys()]);
    const twins = new Map<string, string>();
    for (const { id, properties } of shown) {
      const kept = doubts.get(properties['domain']?.toLowerCase() ?? '');
      if (kept !== undefined && kept !== id) twins.set(id, kept);
    }
    if (twins.size === 0) return [];
    // By id, which search is not: it shows yesterday's values.
    const origins = await deps.readOrigins(
      context,
      'companies',
      [...new Set([...twins.keys(), ...twins.values()])],
      WATCHED,
    );
    const live = new Map(origins.filter(({ archived }) => !archived).map((one) => [one.id, one]));
    const ours = [...twins].filter(([id, kept]) => live.has(kept) && isUntouched(live.get(id)));
    const used = await withSomethingOn(
      context,
      ours.map(([id]) => id),
      features,
    );
    return ours.filter(([id]) => !used.has(id)).map(([id, kept]) => ({ id, kept }));
  }

  function isUntouched(company: Origin | undefined): boolean {
    return company?.appId === deps.appId && [...company.writers].every((writer) => writer === BY_APP);
  }

  async function withSomethingOn(
    context: CallContext,
    ids: readonly string[],
    { tickets }: Features,
  ): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set();
    const types = tickets ? [...HANGS_ON, 'tickets' as const] : HANGS_ON;
    const links = await Promise.all(
      types.map((type) => deps.associations.read(context, 'companies', type, ids)),
    );
    return new Set(links.flatMap((found) => [...found].flatMap(([id, on]) => (on.length > 0 ? [id] : []))));
  }
}
