import type { Participant, Session } from '../../shared/session.ts';
import type { Settings } from '../../shared/settings.ts';
import type { SyncSkip } from '../../shared/ledger.ts';
import { cleanEmail, companyDomain, domainOf, isFreeMail } from './addresses.ts';

/** Why a person was linked, in a form that can be shown: the rule that hit and what it saw. */
export interface Evidence {
  rule: string;
  evidence: string;
}

/** Someone outside the host's own company who may be matched. */
export interface ExternalPerson {
  email: string;
  participant: Participant;
  /** Registrable domain of the address, undefined for mail providers. */
  domain: string | undefined;
}

export type PersonDecision =
  | ({ email: string; person: ExternalPerson; contactId: string; decision: 'match' } & Evidence)
  | ({ email: string; person: ExternalPerson; contactId: null; decision: 'create' } & Evidence);

export interface PeopleDecisions {
  people: PersonDecision[];
  skips: SyncSkip[];
}

/** Everyone of the session who may be matched at all, and who is left out and why. Pure. */
export function externalPeople(
  session: Session,
  settings: Settings,
): { people: ExternalPerson[]; skips: SyncSkip[] } {
  const people = new Map<string, ExternalPerson>();
  const skips: SyncSkip[] = [];
  const hostEmail = cleanEmail(session.host?.email);
  const excluded = new Set(
    settings.matching.excludeDomains.map((domain) => domain.toLowerCase().replace(/^@/, '')),
  );

  session.participants.forEach((participant, index) => {
    const email = cleanEmail(participant.email);
    const who = `participant ${participant.name ?? email ?? index + 1}`;
    const skip = (reason: string) => skips.push({ what: who, reason });
    if (participant.consent === false)
      return skip('no_consent: this person did not agree to being recorded in the CRM');
    if (participant.internal === true) return skip('internal: marked as a colleague of the host');
    if (!participant.email?.trim())
      return skip('no_email: without an address nobody can be matched or created safely');
    if (!email) return skip('invalid_email: the address is not one HubSpot accepts');
    const domain = domainOf(email);
    if (email === hostEmail) return skip('internal: this is the host');
    if (
      settings.matching.excludeInternal &&
      hostEmail &&
      domain === domainOf(hostEmail) &&
      !isFreeMail(domain)
    ) {
      return skip(`internal: ${domain} is the domain of the host`);
    }
    if (isExcluded(domain, excluded))
      return skip(`excluded_domain: ${domain} is on the list of excluded domains`);
    if (!people.has(email)) people.set(email, { email, participant, domain: companyDomain(email) });
    return undefined;
  });
  return { people: [...people.values()], skips };
}

/** An excluded domain excludes its sub-domains. */
function isExcluded(domain: string, excluded: ReadonlySet<string>): boolean {
  const labels = domain.split('.');
  return labels.some((_, start) => excluded.has(labels.slice(start).join('.')));
}

/**
 * Decides for each person: an existing contact, a new one, or nobody. Pure.
 * @param contacts what HubSpot answered for the addresses of the batch.
 */
export function matchPeople(
  session: Session,
  settings: Settings,
  contacts: ReadonlyMap<string, { id: string }>,
): PeopleDecisions {
  const { people, skips } = externalPeople(session, settings);
  const decisions = people.flatMap((person): PersonDecision[] => {
    const { email } = person;
    const contactId = contacts.get(email)?.id;
    if (contactId) {
      return [
        {
          decision: 'match',
          email,
          person,
          contactId,
          rule: 'email',
          evidence: `${email} is the contact's e-mail address`,
        },
      ];
    }
    const { noMatch, defaultContactId } = settings.matching;
    if (noMatch === 'create') {
      return [
        {
          decision: 'create',
          email,
          person,
          contactId: null,
          rule: 'created',
          evidence: `no contact had the address ${email}`,
        },
      ];
    }
    if (noMatch === 'default_contact' && defaultContactId) {
      const evidence = `no contact had the address ${email}, so the default contact was used`;
      return [
        { decision: 'match', email, person, contactId: defaultContactId, rule: 'default_contact', evidence },
      ];
    }
    skips.push({ what: `participant ${email}`, reason: 'no_matching_contact: no contact has this address' });
    return [];
  });
  return { people: onePerContact(decisions), skips };
}

/** Two addresses may lead to one contact (additional addresses, default contact): link it once. */
function onePerContact(decisions: readonly PersonDecision[]): PersonDecision[] {
  const seen = new Set<string>();
  return decisions.filter((decision) => {
    const key = decision.contactId ?? decision.email;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
