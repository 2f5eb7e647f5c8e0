import type { Crashpoint } from '../crashpoints.ts';
import { associationType, primaryOf, type Associations } from '../hubspot/associations.ts';
import type { BatchWriter } from '../hubspot/batchWrite.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { CompanyDomains } from './companyDomains.ts';
import type { ContactCreate } from './plan.types.ts';
import { idOf, isNew, ref, type Ref } from './ref.ts';
import { blame, report } from './blame.ts';
import { createCompanyStep } from './stepCompanies.ts';
import { isForbidden } from './switchedOff.ts';
import { resolve, type Turn } from './turn.types.ts';

export interface PeopleDeps {
  write: BatchWriter;
  associations: Associations;
  companyDomains: CompanyDomains;
  crash: Crashpoint;
}

/** A contact that was just made and is not linked with a company yet. */
interface Newcomer {
  contact: ContactCreate;
  made: Ref;
  /** HubSpot knew the address: it is an additional one of a contact that exists. */
  existed: boolean;
}

/**
 * Makes the contacts and companies the plan needs. Contacts first: HubSpot may link a new contact with a
 * company by itself, and an address may turn out to be an additional one of a contact that has a company
 * (hubspot-api.md §2.3). Only then is a company made.
 */
export function createPeopleStep(deps: PeopleDeps) {
  const createCompanies = createCompanyStep(deps);
  return async (turn: Turn): Promise<void> => {
    const newcomers = await createContacts(turn);
    const homeless = await withoutCompany(turn, newcomers);
    await createCompanies(turn);
    await linkContacts(turn, homeless);
  };

  async function createContacts(turn: Turn): Promise<Newcomer[]> {
    await deps.crash('people.contacts');
    const outcomes = await deps.write(
      turn.context,
      'objects.create',
      'contacts',
      turn.plan.contacts.map((contact) => ({
        key: contact.ref,
        properties: contact.properties,
        associations: companyAssociation(contact),
      })),
    );
    await deps.crash('people.contactsMade');
    const newcomers: Newcomer[] = [];
    for (const contact of turn.plan.contacts) {
      const outcome = outcomes.get(contact.ref);
      if (outcome?.ok) {
        const existed = outcome.existed === true;
        const made = ref('contacts', outcome.id);
        turn.made.set(contact.ref, made);
        if (existed) turn.found.set(contact.ref, knownAddress(contact.email));
        if (existed || (contact.company && isNew(contact.company)))
          newcomers.push({ contact, made, existed });
      } else if (outcome) {
        await forgetStale(turn, outcome.error);
        blame(turn, contact.ref, `contact ${contact.email}`, outcome.error);
      }
    }
    return newcomers;
  }

  /** Leaves alone whom HubSpot linked with a company, and takes that company instead of a new one. */
  async function withoutCompany(turn: Turn, all: readonly Newcomer[]): Promise<Newcomer[]> {
    const newcomers = all.filter(({ contact }) => contact.company !== null);
    if (newcomers.length === 0) return [];
    await deps.crash('people.own');
    const links = await companiesOf(turn, newcomers);
    if (!links) return [];
    const homeless = newcomers.filter(({ made }) => !primaryOf(links.get(idOf(made))));
    for (const { contact, made, existed } of newcomers) {
      const own = primaryOf(links.get(idOf(made)));
      const wanted = contact.company;
      if (!own || !wanted || !isNew(wanted) || turn.made.has(wanted)) continue;
      // Someone else at this domain still needs a company of its own.
      if (existed && homeless.some((other) => other.contact.company === wanted)) continue;
      turn.made.set(wanted, ref('companies', own));
      turn.found.set(wanted, OWN_COMPANY);
      const domain = turn.plan.companies.find((company) => company.ref === wanted)?.domain;
      await deps.crash('people.ownFound');
      // HubSpot chose it by the domain; an older contact's company says nothing about the domain.
      if (domain && !existed) await deps.companyDomains.remember(turn.context.portalId, domain, own);
    }
    return homeless;
  }

  /** @returns undefined when HubSpot does not let us read them: then nobody gets a company on a guess. */
  async function companiesOf(turn: Turn, newcomers: readonly Newcomer[]) {
    const ids = newcomers.map(({ made }) => idOf(made));
    try {
      return await deps.associations.read(turn.context, 'contacts', 'companies', ids);
    } catch (error) {
      if (!isForbidden(error)) throw error;
      for (const { contact } of newcomers)
        if (contact.company) blame(turn, contact.company, `company of ${contact.email}`, error);
      return undefined;
    }
  }

  /** Contacts that had no company get the one with their domain. */
  async function linkContacts(turn: Turn, homeless: readonly Newcomer[]): Promise<void> {
    const wanted = [
      ...turn.plan.companyLinks,
      ...homeless.flatMap(({ contact, made }) =>
        contact.company ? [{ contact: made, company: contact.company }] : [],
      ),
    ];
    const pairs = wanted.flatMap(({ contact, company }) => {
      const made = resolve(turn, company);
      return made ? [{ from: idOf(contact), to: idOf(made) }] : [];
    });
    if (pairs.length === 0) return;
    try {
      await deps.crash('people.link');
      await deps.associations.create(turn.context, 'contacts', 'companies', pairs);
      await deps.crash('people.linked');
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      await forgetStale(turn, error);
      for (const { contact, company } of wanted)
        report(turn, contact, `company of contact ${idOf(contact)}`, error, company);
    }
  }

  async function forgetStale(turn: Turn, error: HubSpotError): Promise<void> {
    const gone = error.context['INVALID_OBJECT_IDS'];
    if (!gone) return;
    await deps.crash('people.forget');
    await deps.companyDomains.forget(turn.context.portalId, gone);
  }
}

/** Inline, where the company exists already: the cheapest way to link (hubspot-api.md §3.1). */
function companyAssociation({ company }: ContactCreate) {
  return company && !isNew(company)
    ? [{ to: { id: idOf(company) }, types: [associationType('contacts', 'companies')] }]
    : [];
}

const OWN_COMPANY = {
  rule: 'contact_company',
  evidence: 'HubSpot had linked the contact with this company',
  confidence: 0.95,
};

function knownAddress(email: string) {
  const evidence = `HubSpot knows ${email} as an additional address of this contact`;
  return { rule: 'email', evidence, confidence: 0.95 };
}
