import type { Session } from '../../shared/session.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Conversations } from '../cards/conversations.ts';
import type { Clock } from '../clock.ts';
import type { Crashpoint } from '../crashpoints.ts';
import { primaryOf, type Associations } from '../hubspot/associations.ts';
import type { Directory } from '../hubspot/directory.ts';
import type { CallContext, CrmRecord, Objects } from '../hubspot/objects.ts';
import type { SearchNames } from '../hubspot/searchNames.ts';
import type { Corrections } from '../matching/corrections.ts';
import type { Proposals } from '../proposals/proposalStore.ts';
import { externalPeople, type ExternalPerson } from '../matching/eligible.ts';
import { excludedTitleWord } from '../matching/excludedTitle.ts';
import type { CompanyDomains } from './companyDomains.ts';
import { createEarlierReader, type EarlierDeps } from './earlierSaid.ts';
import { followCorrections } from './followMerges.ts';
import { mergedRefs } from './liveRecords.ts';
import type { Marks } from './marks.ts';
import type { Features, PlannedSession } from './plan.types.ts';
import { ref } from './ref.ts';
import type { Snapshot } from './snapshot.types.ts';
import { companiesTold } from './companiesTold.ts';
import { createAccountReader } from './readAccounts.ts';
import { companiesToAsk, createDealReader, idsByRecord } from './readDeals.ts';
import { contactsWhoMeet, createCalendarReader, noCalendar } from './readCalendar.ts';
import { createDomainReader, inOne, NO_DOMAINS } from './readCompanies.ts';
import { createLinkReader } from './readLinks.ts';
import { createMappedReader } from './readMapped.ts';
import { createPastReader } from './readPast.ts';
import { contactOf, createPeopleReader } from './readPeople.ts';
import { createTaskReader } from './readTasks.ts';
import { contactsWithTickets, createTicketReader, NO_TICKETS } from './readTickets.ts';
import { createSwitches, orAccessLost } from './switchedOff.ts';
import { goneOf, readWanted } from './wantedRecords.ts';

export interface SnapshotDeps extends EarlierDeps {
  conversations: Pick<Conversations, 'newest' | 'counts' | 'asking'>;
  objects: Objects;
  searchNames: SearchNames;
  associations: Associations;
  directory: Directory;
  companyDomains: CompanyDomains;
  corrections: Corrections;
  marks: Marks;
  proposals: Proposals;
  clock: Clock;
  crash: Crashpoint;
}

/**
 * Everything plan() needs, for all conversations of a turn at once; it reads and changes nothing. Rounds to
 * HubSpot (performance.md §1.4): contacts ∥ tasks ∥ directory [→ names of strangers] → companies ∥ deals ∥
 * tickets of support ∥ meetings of those who agreed on a next one ∥ domains of strangers → records of deals, companies,
 * tickets and meetings ∥ domains of contacts without a company [→ those companies, where something is said of them]
 * [→ deals of companies, only where the strategy may need them].
 */
export function createSnapshotReader(deps: SnapshotDeps) {
  const readPeople = createPeopleReader(deps);
  const readDomains = createDomainReader(deps);
  const linksTo = createLinkReader(deps);
  const readDeals = createDealReader(deps);
  const readPast = createPastReader(deps);
  const mapped = createMappedReader(deps);
  const readTickets = createTicketReader(deps);
  const readTasks = createTaskReader(deps);
  const readCalendar = createCalendarReader(deps);
  const readAccounts = createAccountReader(deps);
  const readEarlier = createEarlierReader(deps);

  return async (
    context: CallContext,
    sessions: readonly PlannedSession[],
    settings: Settings,
    features: Features,
  ): Promise<Snapshot> => {
    const { matching } = settings;
    const { off, read } = createSwitches();
    const spoken = new Map(
      sessions.flatMap(({ session }): [Session, ExternalPerson[]][] =>
        session && excludedTitleWord(session, settings) === undefined
          ? [[session, externalPeople(session, settings).people]]
          : [],
      ),
    );
    const people = [...spoken.values()].flat();
    const peopleOf = (session: Session) => spoken.get(session) ?? [];
    await deps.crash('snapshot.wanted');
    await deps.crash('snapshot.contacts');
    const reading = readWanted(deps.corrections, sessions, settings);
    const [wanted, contacts, tasks, owners, stages, properties, meetings] = await Promise.all([
      reading,
      orAccessLost(readPeople(context, people, reading, settings)),
      read('tasks', NO_RECORDS, () => readTasks(context, sessions)),
      read('owners', NO_OWNERS, () => deps.directory.owners(context)),
      // Whether a deal is open says its stage: without stages no deal can be chosen.
      read('deals', NO_STAGES, () => deps.directory.dealStages(context)),
      mapped.properties(context, settings, features.tickets, read),
      read('meetings', NO_RECORDS, () => mapped.meetings(context, sessions, settings)),
    ]);
    const contactIds = [...contacts.byId.keys()];
    const byDomain = matching.linkCompanyByDomain || matching.primary === 'company_domain';
    const domainsOf = (some: readonly ExternalPerson[]) =>
      byDomain ? some.flatMap(({ domain }) => domain ?? []) : [];
    const known = (person: ExternalPerson) => contactOf(person, contacts);
    const strangers = people.filter((person) => matching.primary === 'company_domain' || !known(person));
    const now = deps.clock.now();
    const ticketHolders = contactsWithTickets(sessions, peopleOf, known);
    const whoMeet = contactsWhoMeet(sessions, settings, peopleOf, known, now);

    await deps.crash('snapshot.links');
    const [companyLinks, dealLinks, strangerDomains, ticketLinks, meetingLinks] = await Promise.all([
      linksTo('companies', context, contactIds, read),
      linksTo('deals', context, contactIds, read),
      read('companies', NO_DOMAINS, () => readDomains(context, domainsOf(strangers))),
      read('tickets', null, () => readTickets.links(context, ticketHolders, features.tickets)),
      linksTo('meetings', context, whoMeet, read),
    ]);
    const companyOfContact = new Map(
      [...companyLinks].flatMap(([id, links]): [string, string][] => {
        const primary = primaryOf(links);
        return primary ? [[id, primary]] : [];
      }),
    );
    const dealsOfContact = idsByRecord(dealLinks);
    const homeless = people.filter((person) => {
      const contact = known(person);
      return contact && !companyOfContact.has(contact.id) && !strangers.includes(person);
    });

    const employers = new Set(companyOfContact.values());
    const employerOf = ({ contactId = '', domain = '' }: Employee, byDomain: Snapshot['companyByDomain']) =>
      companyOfContact.get(contactId) ?? byDomain.get(domain) ?? [];
    const employeeOf = (person: ExternalPerson) => ({ contactId: known(person)?.id, domain: person.domain });
    const accountsOf = (
      companies: readonly string[],
      existing: readonly string[],
      byDomain: Snapshot['companyByDomain'],
    ) => {
      const employersOf = (session: Session) =>
        peopleOf(session).flatMap((person) => employerOf(employeeOf(person), byDomain));
      const told = companiesTold(sessions, employersOf, wanted.corrections);
      return readAccounts(context, { sessions, settings, features, companies, existing, told }, read);
    };
    const soonKnown = [...employers, ...strangerDomains.byDomain.values(), ...wanted.companies];
    await deps.crash('snapshot.deals');
    const [deals, contactDomains, early, tickets, calendar] = await Promise.all([
      read('deals', new Map<string, CrmRecord>(), () =>
        readDeals.read(context, [...dealsOfContact.values()].flat().concat(wanted.deals), settings),
      ),
      read('companies', NO_DOMAINS, () => readDomains(context, domainsOf(homeless))),
      accountsOf(
        soonKnown,
        // Those of the contacts are there; only what was linked before or named by a person may be gone.
        wanted.companies.filter((id) => !employers.has(id)),
        strangerDomains.byDomain,
      ),
      read('tickets', NO_TICKETS, () => readTickets.records(context, ticketLinks, wanted.tickets, settings)),
      read('meetings', noCalendar(now), () => readCalendar(context, sessions, meetingLinks, now)),
    ]);
    const {
      byDomain: companyByDomain,
      records: byTheirDomain,
      ...domains
    } = inOne(strangerDomains, contactDomains);
    const employees = [
      ...people.map(employeeOf),
      ...wanted.movedTo.contacts.map((contactId): Employee => ({ contactId, domain: undefined })),
    ].map((one) => ({ contactId: one.contactId, companies: [employerOf(one, companyByDomain)].flat() }));
    const asked = companiesToAsk(settings.deals, employees, dealsOfContact, deals, stages);
    await deps.crash('snapshot.companies');
    const [dealsOfCompany, late] = await Promise.all([
      read('deals', NO_IDS, () =>
        readDeals.ofCompanies(context, [...asked, ...wanted.movedTo.companies], deals, settings),
      ),
      accountsOf(
        [...companyByDomain.values()].filter((id) => !soonKnown.includes(id)),
        [],
        companyByDomain,
      ),
    ]);
    const companies = new Map([...early.records, ...late.records]);

    const records = [
      ...[...contacts.byId.values()].map((record) => ({ type: 'contacts' as const, record })),
      ...[...deals.values()].map((record) => ({ type: 'deals' as const, record })),
    ];
    await deps.crash('snapshot.history');
    const refs = [
      ...records.map(({ type, record }) => ref(type, record.id)),
      ...[...soonKnown, ...companyByDomain.values()].map((id) => ref('companies', id)),
      ...[...tickets.byId.keys()].map((id) => ref('tickets', id)),
    ];
    const [past, marks, proposals] = await Promise.all([
      readPast(context.portalId, records),
      deps.marks.read(context.portalId, refs),
      mapped.proposals(context.portalId, sessions, refs),
    ]);
    const merged = new Map([
      ...mergedRefs('contacts', contacts.byId.values()),
      ...mergedRefs('deals', deals.values()),
      ...mergedRefs('tickets', tickets.byId.values()),
      ...mergedRefs('companies', [...byTheirDomain, ...companies.values()]),
    ]);
    await deps.crash('snapshot.done');
    const snapshot: Snapshot = {
      contactsByEmail: contacts.byEmail,
      contactsById: contacts.byId,
      contactsByName: contacts.byName,
      companyOfContact,
      companyByDomain,
      dealsOfContact,
      dealsOfCompany,
      deals,
      stages,
      owners,
      tasks,
      tickets,
      earlier: new Map(),
      counts: past.counts,
      history: new Map([...past.history, ...early.history, ...late.history]),
      accounts: new Map([...early.accounts, ...late.accounts]),
      marks,
      properties,
      companies,
      meetings,
      calendar,
      proposals,
      corrections: followCorrections(wanted.corrections, merged),
      merged,
      gone: goneOf(wanted, { contacts: contacts.byId, companies, deals }, employers, merged, off),
      off,
      domains,
    };
    const earlier = await readEarlier(context.portalId, { sessions, settings, features, snapshot });
    return { ...snapshot, earlier };
  };
}

export type ReadSnapshot = ReturnType<typeof createSnapshotReader>;

interface Employee {
  contactId: string | undefined;
  domain: string | undefined;
}

const NO_RECORDS: ReadonlyMap<string, CrmRecord> = new Map();
const NO_OWNERS: Snapshot['owners'] = new Map();
const NO_STAGES: Snapshot['stages'] = new Map();
const NO_IDS: Snapshot['dealsOfCompany'] = new Map();
