import type { Crashpoint } from '../crashpoints.ts';
import type { Associations } from '../hubspot/associations.ts';
import { associationType } from '../hubspot/associations.ts';
import type { BatchWriter } from '../hubspot/batchWrite.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { CompanyDomains } from './companyDomains.ts';
import { idOf, ref, type CompanyCreate, type ContactCreate, type Ref } from './plan.types.ts';
import { resolve, type Turn } from './turn.types.ts';

export interface PeopleDeps {
  write: BatchWriter;
  associations: Associations;
  companyDomains: CompanyDomains;
  crash: Crashpoint;
}

/** Makes the companies and contacts the plan needs, companies first: a contact is created linked. */
export function createPeopleStep(deps: PeopleDeps) {
  return async (turn: Turn): Promise<void> => {
    await createCompanies(turn);
    await createContacts(turn);
    await linkContacts(turn);
  };

  async function createCompanies(turn: Turn): Promise<void> {
    const { portalId } = turn.context;
    const claimed: CompanyCreate[] = [];
    for (const company of turn.plan.companies) {
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
        turn.made.set(company.ref, ref('companies', outcome.id));
        await deps.crash('people.remember');
        await deps.companyDomains.remember(portalId, company.domain, outcome.id);
      } else if (outcome) {
        // Refused or never sent: the next try need not wait for an answer that cannot come.
        await deps.crash('people.release');
        if (outcome.error.effect !== 'unknown') await deps.companyDomains.release(portalId, company.domain);
        blame(turn, company.ref, `company ${company.domain}`, outcome.error);
      }
    }
  }

  async function createContacts(turn: Turn): Promise<void> {
    await deps.crash('people.contacts');
    const outcomes = await deps.write(
      turn.context,
      'objects.create',
      'contacts',
      turn.plan.contacts.map((contact) => ({
        key: contact.ref,
        properties: contact.properties,
        associations: companyAssociation(turn, contact),
      })),
    );
    await deps.crash('people.contactsMade');
    for (const contact of turn.plan.contacts) {
      const outcome = outcomes.get(contact.ref);
      if (outcome?.ok) {
        turn.made.set(contact.ref, ref('contacts', outcome.id));
      } else if (outcome) {
        await forgetStale(turn, outcome.error);
        blame(turn, contact.ref, `contact ${contact.email}`, outcome.error);
      }
    }
  }

  function companyAssociation(turn: Turn, contact: ContactCreate) {
    const company = contact.company && resolve(turn, contact.company);
    return company ? [{ to: { id: idOf(company) }, types: [associationType('contacts', 'companies')] }] : [];
  }

  /** Contacts that had no company get the one with their domain. */
  async function linkContacts(turn: Turn): Promise<void> {
    const pairs = turn.plan.companyLinks.flatMap(({ contact, company }) => {
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
      for (const { contact, company } of turn.plan.companyLinks)
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

/** The record cannot be linked: every conversation that wanted it says so and goes on without. */
function blame(turn: Turn, record: Ref, what: string, error: HubSpotError): void {
  turn.made.set(record, null);
  report(turn, record, what, error);
}

function report(turn: Turn, record: Ref, what: string, error: HubSpotError, other: Ref = record): void {
  for (const work of turn.work.values()) {
    if (work.plan.links.some((link) => link.ref === record || link.ref === other))
      work.problems.push({ what, error });
  }
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
