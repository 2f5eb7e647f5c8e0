import type { Participant, Session } from '../../shared/session.ts';
import type { Settings } from '../../shared/settings.ts';
import type { SyncSkip } from '../../shared/ledger.ts';
import { cleanEmail, companyDomain, domainOf, isFreeMail } from './addresses.ts';
import { fullName } from './names.ts';

/** Someone outside the host's own company who may be matched. */
export interface ExternalPerson {
  /** What names this person in the conversation: the address, or the full name where there is none. */
  key: string;
  /** As people say it. */
  label: string;
  email: string | undefined;
  /** Full name as it is compared, see `fullName`. */
  name: string | undefined;
  participant: Participant;
  /** Registrable domain of the address, undefined for mail providers. */
  domain: string | undefined;
}

export interface Eligible {
  people: ExternalPerson[];
  skips: SyncSkip[];
  /** Addresses of people who did not agree: a contact that carries one is theirs, however it was found. */
  refused: ReadonlySet<string>;
}

/** Who meets whom: a conversation, or one to come. */
type Meeting = Pick<Session, 'participants' | 'host'>;

/** Everyone of the session who may be matched at all, and who is left out and why. Pure. */
export function externalPeople(session: Meeting, settings: Settings): Eligible {
  const people = new Map<string, ExternalPerson>();
  const skips: SyncSkip[] = [];
  const refused = refusedBy(session);
  const off = createOffLimits(session, settings);

  session.participants.forEach((participant, index) => {
    const email = cleanEmail(participant.email);
    const name = fullName(participant.name);
    const label = participant.name?.trim() ? participant.name.trim() : (email ?? String(index + 1));
    const key = email ?? (name ? `name:${name}` : '');
    const reason = whyLeftOut(participant, email, name) ?? (email ? off(email) : undefined);
    if (reason) skips.push({ what: `participant ${label}`, reason });
    else {
      const domain = email ? companyDomain(email) : undefined;
      const person = { key, label, email, name, participant, domain };
      const twin = people.get(key);
      people.set(key, twin ? richer(twin, person) : person);
    }
  });
  return { people: [...people.values()], skips, refused: refused.emails };

  function whyLeftOut(participant: Participant, email: string | undefined, name: string | undefined) {
    const saidNo = participant.consent === false || (email ? refused.emails.has(email) : false);
    if (saidNo) return 'no_consent: this person did not agree to being recorded in the CRM';
    if (participant.internal === true || (email && refused.colleagues.has(email)))
      return 'internal: marked as a colleague of the host';
    if (email) return undefined;
    if (participant.email?.trim()) return 'invalid_email: the address is not one HubSpot accepts';
    if (!name) return 'no_email: without an address or a full name nobody can be matched safely';
    if (name === fullName(session.host?.name)) return 'internal: this is the host';
    if (refused.names.has(name))
      return 'no_consent: someone of this name did not agree to being recorded in the CRM';
    return undefined;
  }
}

/** One refusal counts, also when the same person is listed a second time without it; so does one "internal". */
function refusedBy({ participants }: Meeting) {
  const refusing = participants.filter(({ consent }) => consent === false);
  const internal = participants.filter((one) => one.internal === true);
  const emailsOf = (some: readonly Participant[]) =>
    new Set(some.flatMap(({ email }) => cleanEmail(email) ?? []));
  return {
    emails: emailsOf(refusing),
    names: new Set(refusing.flatMap(({ name }) => fullName(name) ?? [])),
    colleagues: emailsOf(internal),
  };
}

/** Of two entries for one person the one that says more, whichever was listed first. */
function richer(left: ExternalPerson, right: ExternalPerson): ExternalPerson {
  const said = ({ name, participant }: ExternalPerson) =>
    (name ? 100 : 0) + Object.values(participant).filter((value) => value !== undefined).length;
  const more = said(left) - said(right);
  if (more !== 0) return more > 0 ? left : right;
  return JSON.stringify(left.participant) < JSON.stringify(right.participant) ? left : right;
}

/** Why an address may not be matched: the host's own company, or a list of the settings. */
export function createOffLimits(
  session: Pick<Session, 'host'>,
  { matching }: Settings,
): (email: string) => string | undefined {
  const hostEmail = cleanEmail(session.host?.email);
  const hostDomain = hostEmail && matching.excludeInternal ? domainOf(hostEmail) : undefined;
  const { internal, excluded, addresses } = listsOf(matching);

  return (email) => {
    const domain = domainOf(email);
    if (email === hostEmail) return 'internal: this is the host';
    // Customers of one mail provider share nothing but the provider.
    if (domain === hostDomain && !isFreeMail(domain)) return `internal: ${domain} is the domain of the host`;
    if (matching.excludeInternal && isWithin(domain, internal))
      return `internal: ${domain} is on the list of your own domains`;
    if (isWithin(domain, excluded)) return `excluded_domain: ${domain} is on the list of excluded domains`;
    if (addresses.has(email)) return `excluded_address: ${email} is on the list of excluded addresses`;
    return undefined;
  };
}

interface Lists {
  internal: ReadonlySet<string>;
  excluded: ReadonlySet<string>;
  addresses: ReadonlySet<string>;
}

/** Lists may hold a thousand entries and a turn a hundred conversations: each settings document is read once. */
const LISTS = new WeakMap<Settings['matching'], Lists>();

function listsOf(matching: Settings['matching']): Lists {
  const known = LISTS.get(matching);
  if (known) return known;
  const lists = {
    internal: domains(matching.internalDomains),
    excluded: domains(matching.excludeDomains),
    addresses: new Set(matching.excludeAddresses.map((address) => address.trim().toLowerCase())),
  };
  LISTS.set(matching, lists);
  return lists;
}

function domains(list: readonly string[]): ReadonlySet<string> {
  return new Set(
    list.map((domain) =>
      domain
        .trim()
        .toLowerCase()
        .replace(/^(?:.*@|\*?\.)/, ''),
    ),
  );
}

/** A listed domain covers its sub-domains. */
function isWithin(domain: string, listed: ReadonlySet<string>): boolean {
  const labels = domain.split('.');
  return labels.some((_, start) => listed.has(labels.slice(start).join('.')));
}
