import type { LinkCorrection } from '../matching/corrections.ts';
import type { ExternalPerson } from '../matching/eligible.ts';
import type { Evidence } from '../matching/people.ts';
import { isOff } from './planWithout.ts';
import { addLink, correctedLink, type People, type PortalInput } from './peopleLinks.ts';
import { ref, type Ref } from './ref.ts';

/** A person whose company is looked for. */
interface Employee {
  person: ExternalPerson;
  /** `company`: only the company of the address is linked, no person. */
  decision: 'match' | 'create' | 'company';
  contactId: string | null;
  /** The address is not the contact's own. */
  foreign?: boolean;
}

/**
 * The contact's own company first, then the one with the domain, then a new one (contract §3 "matching"). Pure.
 * @returns the company that a new contact belongs to.
 */
export function planCompany(
  { person, decision, contactId, foreign }: Employee,
  said: readonly LinkCorrection[],
  input: PortalInput,
  result: People,
): Ref | null {
  const { settings, snapshot } = input;
  if (isOff('companies', snapshot)) return null;
  const own = contactId ? snapshot.companyOfContact.get(contactId) : undefined;
  if (own) return link(own, OWN);
  const { domain } = person;
  if (!domain || foreign) return null;
  const known = snapshot.companyByDomain.get(domain);
  if (!known && decision === 'company') return null;
  if (!settings.matching.linkCompanyByDomain && decision !== 'company') return null;
  if (known) {
    const linked = link(known, {
      rule: 'company_domain',
      evidence: `${domain} is the domain of the company`,
      confidence: 0.8,
    });
    if (linked && contactId)
      result.companyLinks.push({ contact: ref('contacts', contactId), company: linked });
    return linked;
  }
  if (!settings.matching.createCompany || snapshot.domains.gone.has(domain)) {
    const reason = settings.matching.createCompany
      ? 'removed_in_hubspot: someone deleted the company of this domain in HubSpot, so it is not made again'
      : 'no_matching_company: no company has this domain';
    result.skips.push({ what: `company ${domain}`, reason });
    return null;
  }
  const company = ref('companies', `new:${domain}`);
  if (!result.companies.some((create) => create.ref === company)) {
    const name = person.participant.company?.trim();
    result.companies.push({ ref: company, domain, properties: { domain, name: name ? name : domain } });
  }
  if (contactId) result.companyLinks.push({ contact: ref('contacts', contactId), company });
  const evidence = `no company had the domain ${domain}`;
  return addLink(result, { ref: company, rule: 'created', evidence, confidence: 1 });

  function link(id: string, evidence: Evidence): Ref | null {
    const corrected = correctedLink(said, 'companies', id, evidence, input, result);
    if (corrected) addLink(result, corrected);
    // Where a person moved the conversation says nothing about whom the contact works for.
    return corrected?.id === id ? corrected.ref : null;
  }
}

const OWN: Evidence = {
  rule: 'contact_company',
  evidence: 'it is the company of the contact',
  confidence: 0.95,
};
