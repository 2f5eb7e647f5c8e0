import type { Crashpoint } from '../crashpoints.ts';
import type { BatchWriter } from '../hubspot/batchWrite.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import { blame } from './blame.ts';
import type { CompanyDomains } from './companyDomains.ts';
import type { CompanyCreate } from './plan.types.ts';
import { ref } from './ref.ts';
import type { Turn } from './turn.types.ts';

/** Makes the companies nobody else made meanwhile, each claimed first: HubSpot does not deduplicate them (hubspot-api.md §2.4). */
export function createCompanyStep(deps: {
  write: BatchWriter;
  companyDomains: CompanyDomains;
  crash: Crashpoint;
}) {
  return async (turn: Turn): Promise<void> => {
    const { portalId } = turn.context;
    const claimed: CompanyCreate[] = [];
    for (const company of turn.plan.companies) {
      if (turn.made.has(company.ref)) continue;
      await deps.crash('people.claim');
      if (await deps.companyDomains.claim(portalId, company.domain)) claimed.push(company);
      else blame(turn, company.ref, `company ${company.domain}`, stillOnItsWay(company.domain));
    }
    await deps.crash('people.companies');
    const outcomes = await deps.write(
      turn.context,
      'objects.create',
      'companies',
      claimed.map(({ ref: key, properties }) => ({ key, properties })),
    );
    await deps.crash('people.companiesMade');
    for (const company of claimed) {
      const outcome = outcomes.get(company.ref);
      if (outcome?.ok) {
        await deps.crash('people.remember');
        const id = await deps.companyDomains.made(portalId, company.domain, outcome.id);
        turn.made.set(company.ref, ref('companies', id));
      } else if (outcome) {
        // Refused or never sent: the next try need not wait for an answer that cannot come.
        await deps.crash('people.release');
        if (outcome.error.effect !== 'unknown') await deps.companyDomains.release(portalId, company.domain);
        blame(turn, company.ref, `company ${company.domain}`, outcome.error);
      }
    }
  };
}

function stillOnItsWay(domain: string): HubSpotError {
  return new HubSpotError({
    kind: 'transient',
    effect: 'refused',
    code: 'company_pending',
    retryAfterMs: 60_000,
    message: `HubSpot has not shown yet whether the company ${domain} was created.`,
    action: 'Nothing to do: we look again in a minute.',
  });
}
