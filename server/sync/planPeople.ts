import type { Session } from '../../shared/session.ts';
import { SINGULAR } from '../hubspot/objectNames.ts';
import type { ExternalPerson } from '../matching/eligible.ts';
import { excludedTitleWord } from '../matching/excludedTitle.ts';
import { correct, movedTo, type LinkCorrection } from '../matching/corrections.ts';
import { matchPeople, type Evidence, type PersonDecision } from '../matching/people.ts';
import { contactProperties } from './contactProperties.ts';
import {
  addLink,
  byPerson,
  correctedLink,
  GONE,
  isThere,
  nobody,
  PERSON,
  type People,
  type PortalInput,
} from './peopleLinks.ts';
import type { PlannedLink, PlannedSession } from './plan.types.ts';
import { ref, type Ref } from './ref.ts';
import { planCompany } from './planCompany.ts';
import { planDeal } from './planDeal.ts';
import { planTicket } from './planTicket.ts';
import { isOff, keptLinks } from './planWithout.ts';
import type { Snapshot } from './snapshot.types.ts';

/** Contacts, their companies and the deal of one conversation, each with the rule that found it. Pure. */
export function planPeople(planned: PlannedSession, session: Session, input: PortalInput): People {
  const result = nobody();
  const word = excludedTitleWord(session, input.settings);
  if (word !== undefined) {
    const reason = `excluded_title: the title holds "${word}", which the settings keep out of HubSpot`;
    return { ...result, skips: [{ what: 'conversation', reason }] };
  }
  const { snapshot } = input;
  const said = snapshot.corrections.get(session.id) ?? [];
  const { people, skips, undecided } = matchPeople(session, input.settings, {
    ...snapshot,
    deleted: deletedPeople(planned, snapshot.gone),
    made: new Set(
      planned.links.flatMap(({ type, rule, person }) =>
        type === 'contacts' && rule === 'created' && person ? [person.trim().toLowerCase()] : [],
      ),
    ),
    companiesHidden: isOff('companies', snapshot),
  });
  result.skips.push(...skips);
  result.undecided = undecided.length > 0;

  for (const person of people) planPerson(person, said, input, result);
  for (const { objectType, toId, objectId, by } of movedTo(said)) {
    if (objectType === 'deals' || isOff(objectType, snapshot)) continue;
    if (isThere(ref(objectType, toId), input))
      addLink(result, { ref: ref(objectType, toId), ...byPerson(by, objectType, objectId) });
    else result.skips.push({ what: `${SINGULAR[objectType]} ${toId}`, reason: GONE });
  }
  for (const link of formerly(planned, undecided, said, snapshot)) addLink(result, link);
  if (result.links.length > 0 || result.undecided)
    for (const link of keptLinks(planned, said, snapshot)) addLink(result, link);
  planDeal(planned, session, said, input, result);
  planTicket(planned, session, input, result);
  if (result.links.length === 0) {
    const reason = 'no_matching_contact: nobody of this conversation is left to link';
    result.skips.unshift({ what: 'conversation', reason });
  }
  return { ...result, links: result.links.map((link) => asMade(link, planned)) };
}

function planPerson(
  person: PersonDecision,
  said: readonly LinkCorrection[],
  input: PortalInput,
  result: People,
): void {
  if (person.decision === 'company') {
    planCompany(person, said, input, result);
    return;
  }
  if (person.decision === 'create') {
    const contact = ref('contacts', `new:${person.person.email}`);
    addLink(result, { ref: contact, ...evidenceOf(person), person: person.person.email });
    const company = planCompany(person, said, input, result);
    const { email } = person.person;
    result.contacts.push({ ref: contact, email, properties: contactProperties(person.person), company });
    return;
  }
  const link = correctedLink(said, 'contacts', person.contactId, evidenceOf(person), input, result);
  if (!link) return;
  addLink(result, person.person.email ? { ...link, person: person.person.email } : link);
  const moved = link.rule === PERSON;
  // Someone else's address led to another person's contact: its domain says nothing about that one's company.
  planCompany(
    { ...person, contactId: link.id, foreign: moved || person.rule === 'default_contact' },
    said,
    input,
    result,
  );
}

/** Whom of those that cannot be decided on now the conversation is linked with already. */
function formerly(
  { links }: PlannedSession,
  undecided: readonly ExternalPerson[],
  said: readonly LinkCorrection[],
  { contactsById }: Snapshot,
): PlannedLink[] {
  const addresses = new Set(undecided.flatMap(({ email }) => email ?? []));
  return links.flatMap(({ type, id, ...why }) =>
    type === 'contacts' &&
    addresses.has(why.person ?? '') &&
    contactsById.has(id) &&
    correct(said, type, id).verdict === 'keep'
      ? [{ ref: ref(type, id), ...why }]
      : [],
  );
}

function evidenceOf({ rule, evidence, confidence }: Evidence): Evidence {
  return { rule, evidence, confidence };
}

/** What an earlier version of this conversation made stays explained by that, although its address matches now. */
function asMade(link: PlannedLink, { links }: PlannedSession): PlannedLink {
  const former = links.find(({ type, id, rule }) => rule === 'created' && ref(type, id) === link.ref);
  if (!former || link.rule === PERSON) return link;
  return { ...link, rule: former.rule, evidence: former.evidence, confidence: former.confidence };
}

/** Addresses that led this conversation to a contact which someone deleted since. */
export function deletedPeople(
  { links, deletedPeople: before = [] }: PlannedSession,
  gone: ReadonlySet<Ref>,
): ReadonlySet<string> {
  return new Set([
    ...before,
    ...links.flatMap(({ type, id, rule, person }) =>
      type === 'contacts' && OWN_CONTACT.has(rule) && person && gone.has(ref(type, id)) ? [person] : [],
    ),
  ]);
}

/** Rules that lead to a contact of the person's own, not to one that stands in for anybody. */
const OWN_CONTACT: ReadonlySet<string> = new Set(['email', 'name', 'created']);
