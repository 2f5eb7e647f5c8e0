import type { Session } from '../../shared/session.ts';
import type { Settings } from '../../shared/settings.ts';
import type { SyncSkip } from '../../shared/ledger.ts';
import type { CrmRecord } from '../hubspot/objects.ts';
import { companyDomain } from './addresses.ts';
import { createOffLimits, externalPeople, type ExternalPerson } from './eligible.ts';
import { addressesOf } from './records.ts';

/** Why a record was linked, in a form that can be shown: the rule that hit, what it saw, and how sure it is. */
export interface Evidence {
  rule: string;
  evidence: string;
  /** 0–1; 1 where nothing else is possible. */
  confidence: number;
}

/** What became of one person: an existing contact, a new one, or only the company of the address. */
export type PersonDecision =
  | ({ person: ExternalPerson; decision: 'match'; contactId: string } & Evidence)
  | ({ person: ExternalPerson & { email: string }; decision: 'create'; contactId: null } & Evidence)
  | { person: ExternalPerson; decision: 'company'; contactId: null };

/** What is known of the portal when people are matched. */
export interface KnownPeople {
  contactsByEmail: ReadonlyMap<string, CrmRecord>;
  /** Contacts by full name, see `fullName`; more than one is no hit. */
  contactsByName: ReadonlyMap<string, readonly CrmRecord[]>;
  contactsById: ReadonlyMap<string, CrmRecord>;
  companyByDomain: ReadonlyMap<string, string>;
  /** Addresses whose contact this conversation was linked to before someone deleted it in HubSpot. */
  deleted: ReadonlySet<string>;
  /** Addresses for which this conversation made a contact, its company beside it. */
  made?: ReadonlySet<string>;
  /** HubSpot does not let us read companies: whether one has a domain is not known. */
  companiesHidden?: boolean;
}

type Hit = { contactId: string } & Evidence;

/**
 * Decides for each person, in the order of contract §3 "matching": the primary fact first, then e-mail, then
 * full name; a company's domain links the company and no person. Whom only a company could decide on while
 * companies cannot be read is `undecided`. Pure.
 */
export function matchPeople(
  session: Session,
  settings: Settings,
  known: KnownPeople,
): { people: PersonDecision[]; skips: SyncSkip[]; undecided: ExternalPerson[] } {
  const undecided: ExternalPerson[] = [];
  const { people, skips, refused } = externalPeople(session, settings);
  const off = createOffLimits(session, settings);
  const { primary, noMatch, defaultContactId } = settings.matching;
  const decisions = people.flatMap((person) => decide(person) ?? []);
  return { people: onePerContact(decisions), skips, undecided };

  function decide(person: ExternalPerson): PersonDecision | undefined {
    // The company may be there only since this conversation made it: then the person it made stays linked too.
    const isMade = person.email !== undefined && known.made?.has(person.email) === true;
    if (primary === 'company_domain' && companyOf(person) && !isMade)
      return { person, decision: 'company', contactId: null };
    if (primary === 'company_domain' && isHidden(person)) {
      undecided.push(person);
      return undefined;
    }
    const hit =
      primary === 'name' ? (byName(person) ?? byEmail(person)) : (byEmail(person) ?? byName(person));
    if (hit) return isRefused(hit.contactId, person) ? undefined : { person, decision: 'match', ...hit };
    return withoutHit(person);
  }

  function byEmail({ email }: ExternalPerson): Hit | undefined {
    const contact = email ? known.contactsByEmail.get(email) : undefined;
    if (!contact || !email) return undefined;
    return contact.properties['email']?.trim().toLowerCase() === email
      ? {
          contactId: contact.id,
          rule: 'email',
          evidence: `${email} is the contact's e-mail address`,
          confidence: 1,
        }
      : {
          contactId: contact.id,
          rule: 'email',
          evidence: `${email} is an additional e-mail address of the contact`,
          confidence: 0.95,
        };
  }

  function byName({ name, label, domain }: ExternalPerson): Hit | undefined {
    const hits = (name && known.contactsByName.get(name)) || [];
    const [contact, ...others] = hits;
    if (!contact) return undefined;
    if (others.length > 0) {
      skips.push({
        what: `participant ${label}`,
        reason: `several_contacts: ${hits.length} contacts are called ${label}, so none of them was taken`,
      });
      return undefined;
    }
    const addresses = addressesOf(contact);
    const reason = addresses.map(off).find(Boolean);
    if (reason) {
      skips.push({ what: `participant ${label}`, reason });
      return undefined;
    }
    const colleague = domain !== undefined && addresses.some((address) => companyDomain(address) === domain);
    return {
      contactId: contact.id,
      rule: 'name',
      evidence: colleague
        ? `the only contact called ${label}, with an address at ${domain}`
        : `the only contact called ${label}`,
      confidence: colleague ? 0.85 : 0.6,
    };
  }

  /** Consent belongs to the person, whichever address or name led to the contact. */
  function isRefused(contactId: string, { label }: ExternalPerson): boolean {
    const contact = known.contactsById.get(contactId);
    if (!contact || !addressesOf(contact).some((address) => refused.has(address))) return false;
    skips.push({
      what: `participant ${label}`,
      reason: 'no_consent: the contact is someone who did not agree to being recorded in the CRM',
    });
    return true;
  }

  function withoutHit(person: ExternalPerson): PersonDecision | undefined {
    const { email, name, label } = person;
    const facts = [...(email ? [`the address ${email}`] : []), ...(name ? [`the name ${label}`] : [])];
    const seen = `no contact had ${facts.join(' or ')}`;
    if (email && known.deleted.has(email)) {
      skips.push({
        what: `participant ${label}`,
        reason: `removed_in_hubspot: someone deleted the contact of ${email} in HubSpot, so it is not made again`,
      });
      return undefined;
    }
    if (noMatch === 'create' && email) {
      return {
        person: { ...person, email },
        decision: 'create',
        contactId: null,
        rule: 'created',
        evidence: seen,
        confidence: 1,
      };
    }
    if (noMatch === 'default_contact' && defaultContactId && known.contactsById.has(defaultContactId)) {
      return {
        person,
        decision: 'match',
        contactId: defaultContactId,
        rule: 'default_contact',
        evidence: `${seen}, so the default contact was used`,
        confidence: 0.1,
      };
    }
    skips.push({ what: `participant ${label}`, reason: reasonWithout(seen) });
    if (isHidden(person)) undecided.push(person);
    return companyOf(person) ? { person, decision: 'company', contactId: null } : undefined;
  }

  function reasonWithout(seen: string): string {
    if (noMatch === 'create') return `no_email: ${seen}, and without an address nobody can be created safely`;
    if (noMatch === 'default_contact')
      return `default_contact_gone: ${seen}, and the default contact of the settings is no longer in HubSpot`;
    return `no_matching_contact: ${seen}`;
  }

  function isHidden({ domain }: ExternalPerson): boolean {
    return domain !== undefined && known.companiesHidden === true;
  }

  function companyOf({ domain }: ExternalPerson): string | undefined {
    return domain ? known.companyByDomain.get(domain) : undefined;
  }
}

/** Two facts may lead to one contact (additional addresses, default contact): link it once, for the surest one. */
function onePerContact(decisions: readonly PersonDecision[]): PersonDecision[] {
  const best = new Map<string, PersonDecision>();
  for (const one of decisions) {
    const key = one.contactId ?? one.person.key;
    const other = best.get(key);
    if (!other || sure(one) > sure(other)) best.set(key, one);
  }
  return [...best.values()];
}

function sure(decision: PersonDecision): number {
  return decision.decision === 'company' ? 0 : decision.confidence;
}
