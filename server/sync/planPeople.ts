import type { Session } from '../../shared/session.ts';
import type { SyncSkip } from '../../shared/ledger.ts';
import { cleanEmail } from '../matching/addresses.ts';
import { chooseDeal } from '../matching/deals.ts';
import { matchPeople, type PersonDecision } from '../matching/people.ts';
import {
  ref,
  type CompanyCreate,
  type CompanyLink,
  type ContactCreate,
  type PlanInput,
  type PlannedLink,
  type Ref,
} from './plan.types.ts';

/** Whom and what a conversation is about. */
export interface People {
  links: PlannedLink[];
  companies: CompanyCreate[];
  contacts: ContactCreate[];
  companyLinks: CompanyLink[];
  skips: SyncSkip[];
}

/** Contacts, their companies and the deal of one conversation, each with the rule that found it. Pure. */
export function planPeople(session: Session, input: Omit<PlanInput, 'sessions'>): People {
  const { settings, snapshot } = input;
  const { people, skips } = matchPeople(session, settings, snapshot.contactsByEmail);
  const result: People = { links: [], companies: [], contacts: [], companyLinks: [], skips: [...skips] };

  for (const person of people) {
    const contact = ref('contacts', person.contactId ?? `new:${person.email}`);
    result.links.push({ ref: contact, rule: person.rule, evidence: person.evidence });
    const company = planCompany(person, input, result);
    if (person.decision === 'create') {
      result.contacts.push({
        ref: contact,
        email: person.email,
        properties: contactProperties(person),
        company,
      });
    }
  }
  planDeal(session, input, people, result);
  return result;
}

/** The contact's own company first, then the one with the domain, then a new one (contract §3 "matching"). */
function planCompany(
  person: PersonDecision,
  { settings, snapshot }: Omit<PlanInput, 'sessions'>,
  result: People,
): Ref | null {
  const own = person.contactId ? snapshot.companyOfContact.get(person.contactId) : undefined;
  if (own)
    return addLink(result, ref('companies', own), 'contact_company', 'it is the company of the contact');
  const { domain } = person.person;
  // Someone else's address led to the default contact: its domain says nothing about that contact's company.
  if (!domain || !settings.matching.linkCompanyByDomain || person.rule === 'default_contact') return null;
  const known = snapshot.companyByDomain.get(domain);
  if (!known && !settings.matching.createCompany) {
    result.skips.push({
      what: `company ${domain}`,
      reason: 'no_matching_company: no company has this domain',
    });
    return null;
  }
  const company = ref('companies', known ?? `new:${domain}`);
  if (!known && !result.companies.some((create) => create.ref === company)) {
    const name = person.person.participant.company?.trim();
    result.companies.push({ ref: company, domain, properties: { domain, name: name ? name : domain } });
  }
  if (person.contactId) result.companyLinks.push({ contact: ref('contacts', person.contactId), company });
  return known
    ? addLink(result, company, 'company_domain', `${domain} is the domain of the company`)
    : addLink(result, company, 'created', `no company had the domain ${domain}`);
}

function planDeal(
  session: Session,
  { settings, snapshot }: Omit<PlanInput, 'sessions'>,
  people: readonly PersonDecision[],
  result: People,
): void {
  if (people.length === 0) return;
  const byContacts = unique(
    people.flatMap(({ contactId }) => (contactId && snapshot.dealsOfContact.get(contactId)) || []),
  );
  const companies = result.links
    .filter(({ ref: link }) => link.startsWith('companies:'))
    .map(({ ref: link }) => link.slice(10));
  const byCompany = unique(companies.flatMap((id) => snapshot.dealsOfCompany.get(id) ?? []));
  const owner = snapshot.owners.get(cleanEmail(session.host?.email) ?? '');
  const pick = (ids: readonly string[]) =>
    chooseDeal(
      ids.flatMap((id) => snapshot.deals.get(id) ?? []),
      snapshot.stages,
      settings.deals.strategy,
      owner,
    );
  const own = pick(byContacts);
  const choice = own.deal || !settings.deals.linkByDomain || byCompany.length === 0 ? own : pick(byCompany);
  if (choice.deal) addLink(result, ref('deals', choice.deal.id), choice.rule, choice.evidence);
  else result.skips.push({ what: 'deal', reason: choice.reason });
}

function addLink(result: People, link: Ref, rule: string, evidence: string): Ref {
  if (!result.links.some((other) => other.ref === link)) result.links.push({ ref: link, rule, evidence });
  return link;
}

/** Only facts the conversation brought; the last word of a name is the family name. */
function contactProperties({ email, person: { participant } }: PersonDecision): Record<string, string> {
  const words = (participant.name ?? '').trim().split(/\s+/).filter(Boolean);
  const lastName = words.length > 1 ? words.at(-1) : undefined;
  const firstName = (lastName ? words.slice(0, -1) : words).join(' ');
  const facts: Record<string, string | undefined> = {
    email,
    firstname: firstName,
    lastname: lastName,
    phone: participant.phone?.trim(),
    jobtitle: participant.job_title?.trim(),
    company: participant.company?.trim(),
  };
  return Object.fromEntries(
    Object.entries(facts).filter((fact): fact is [string, string] => Boolean(fact[1])),
  );
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
