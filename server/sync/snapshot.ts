import pLimit from 'p-limit';
import type { Session } from '../../shared/session.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Conversations } from '../cards/conversations.ts';
import { PRIMARY_COMPANY, type Associations, type Link } from '../hubspot/associations.ts';
import type { Directory } from '../hubspot/directory.ts';
import type { CallContext, CrmRecord, Objects } from '../hubspot/objects.ts';
import { DEAL_READ_PROPERTIES } from '../matching/deals.ts';
import { externalPeople, type ExternalPerson } from '../matching/people.ts';
import { CONTACT_PROPERTIES } from '../../shared/properties.ts';
import type { CompanyDomains } from './companyDomains.ts';
import type { Marks } from './marks.ts';
import {
  idOf,
  ref,
  typeOf,
  type PastConversation,
  type PlannedSession,
  type Ref,
  type Snapshot,
} from './plan.types.ts';

export interface SnapshotDeps {
  objects: Objects;
  associations: Associations;
  directory: Directory;
  companyDomains: CompanyDomains;
  conversations: Conversations;
  marks: Marks;
}

const CONTACT_READ_PROPERTIES = [
  'email',
  'firstname',
  'lastname',
  'hs_additional_emails',
  ...CONTACT_PROPERTIES.map(({ name }) => name),
];
const TASK_READ_PROPERTIES = [
  'hs_timestamp',
  'hs_task_subject',
  'hs_task_status',
  'hs_task_priority',
  'hubspot_owner_id',
];
/** The score looks at three conversations; the rest is for deletions that leave a hole. */
const HISTORY = 10;

/**
 * Everything plan() needs, for all conversations of a turn at once. Rounds to HubSpot (performance.md
 * §1.4): contacts ∥ tasks ∥ directory → their companies ∥ deals ∥ domains of strangers → deal records ∥
 * domains of contacts without a company [→ deals of companies, only where a contact has no deal].
 */
export function createSnapshotReader(deps: SnapshotDeps) {
  return async (
    context: CallContext,
    sessions: readonly PlannedSession[],
    settings: Settings,
  ): Promise<Snapshot> => {
    const live = sessions.flatMap(({ session }) => (session ? [session] : []));
    const people = live.flatMap((session: Session) => externalPeople(session, settings).people);
    const touched = touchedBefore(sessions);

    const [contacts, tasks, owners, stages] = await Promise.all([
      readContacts(context, people, touched, settings),
      readTasks(context, sessions),
      deps.directory.owners(context),
      deps.directory.dealStages(context),
    ]);
    const contactIds = [...contacts.byId.keys()];
    const strangers = people.filter(({ email }) => !contacts.byEmail.has(email));

    const [companyLinks, dealLinks, strangerDomains] = await Promise.all([
      contactIds.length ? deps.associations.read(context, 'contacts', 'companies', contactIds) : NONE,
      contactIds.length ? deps.associations.read(context, 'contacts', 'deals', contactIds) : NONE,
      readDomains(context, strangers, settings),
    ]);
    const companyOfContact = new Map([...companyLinks].flatMap(([id, links]) => primaryCompany(id, links)));
    const dealsOfContact = new Map([...dealLinks].map(([id, links]) => [id, links.map(({ toId }) => toId)]));
    const homeless = people.filter(({ email }) => {
      const contact = contacts.byEmail.get(email);
      return contact && !companyOfContact.has(contact.id);
    });

    const dealIds = [...dealsOfContact.values()].flat().concat(idsOf(touched, 'deals'));
    const [deals, contactDomains] = await Promise.all([
      readDeals(context, dealIds),
      readDomains(context, homeless, settings),
    ]);
    const companyByDomain = new Map([...strangerDomains, ...contactDomains]);
    const dealsOfCompany = new Map<string, string[]>();
    if (settings.deals.linkByDomain && live.length > 0) {
      const open = (id: string) => !stages.get(deals.get(id)?.properties['dealstage'] ?? '')?.closed;
      const dealless = people.flatMap(({ email, domain }) => {
        const contact = contacts.byEmail.get(email);
        if (contact && (dealsOfContact.get(contact.id) ?? []).some(open)) return [];
        const company =
          (contact && companyOfContact.get(contact.id)) ?? (domain && companyByDomain.get(domain));
        return company ? [company] : [];
      });
      if (dealless.length > 0) {
        const links = await deps.associations.read(context, 'companies', 'deals', dealless);
        for (const [company, found] of links)
          dealsOfCompany.set(
            company,
            found.map(({ toId }) => toId),
          );
        const more = await readDeals(
          context,
          [...dealsOfCompany.values()].flat().filter((id) => !deals.has(id)),
        );
        for (const [id, deal] of more) deals.set(id, deal);
      }
    }

    const records = [
      ...[...contacts.byId.keys()].map((id) => ref('contacts', id)),
      ...[...deals.keys()].map((id) => ref('deals', id)),
    ];
    const [history, marks] = await Promise.all([
      readHistory(context.portalId, records),
      deps.marks.read(context.portalId, records),
    ]);
    return {
      contactsByEmail: contacts.byEmail,
      contactsById: contacts.byId,
      companyOfContact,
      companyByDomain,
      dealsOfContact,
      dealsOfCompany,
      deals,
      stages,
      owners,
      tasks,
      history,
      marks,
    };
  };

  async function readContacts(
    context: CallContext,
    people: readonly ExternalPerson[],
    touched: readonly Ref[],
    settings: Settings,
  ) {
    const emails = people.map(({ email }) => email);
    const known = idsOf(touched, 'contacts');
    const { noMatch, defaultContactId } = settings.matching;
    const ids = noMatch === 'default_contact' && defaultContactId ? [...known, defaultContactId] : known;
    const [found, earlier] = await Promise.all([
      deps.objects.read(context, 'contacts', emails, CONTACT_READ_PROPERTIES, 'email'),
      deps.objects.read(context, 'contacts', ids, CONTACT_READ_PROPERTIES),
    ]);
    const byId = new Map(
      [...earlier, ...found].filter(({ archived }) => !archived).map((contact) => [contact.id, contact]),
    );
    const byEmail = new Map<string, CrmRecord>();
    for (const contact of byId.values()) {
      for (const email of addressesOf(contact)) if (emails.includes(email)) byEmail.set(email, contact);
    }
    return { byId, byEmail };
  }

  async function readTasks(
    context: CallContext,
    sessions: readonly PlannedSession[],
  ): Promise<Map<string, CrmRecord>> {
    const ids = sessions.flatMap(({ objects }) =>
      objects.flatMap(({ type, id, state }) => (type === 'tasks' && id && state === 'live' ? [id] : [])),
    );
    return byId(await deps.objects.read(context, 'tasks', ids, TASK_READ_PROPERTIES));
  }

  async function readDeals(context: CallContext, ids: readonly string[]): Promise<Map<string, CrmRecord>> {
    return byId(await deps.objects.read(context, 'deals', ids, DEAL_READ_PROPERTIES));
  }

  /** Our own table first: it knows what search does not show yet. */
  async function readDomains(context: CallContext, people: readonly ExternalPerson[], settings: Settings) {
    if (!settings.matching.linkCompanyByDomain) return new Map<string, string>();
    const domains = [...new Set(people.flatMap(({ domain }) => domain ?? []))];
    if (domains.length === 0) return new Map<string, string>();
    const known = await deps.companyDomains.known(context.portalId, domains);
    const unknown = domains.filter((domain) => !known.has(domain));
    if (unknown.length === 0) return known;
    for (const company of await deps.objects.searchCompaniesByDomain(context, unknown)) {
      const domain = company.properties['domain']?.toLowerCase();
      if (!domain || known.has(domain)) continue;
      known.set(domain, company.id);
      await deps.companyDomains.remember(context.portalId, domain, company.id);
    }
    return known;
  }

  async function readHistory(
    portalId: string,
    records: readonly Ref[],
  ): Promise<Map<Ref, PastConversation[]>> {
    const limit = pLimit(16);
    const pages = records.map((record) =>
      limit(async () => {
        const key = { portalId, objectType: typeOf(record) as 'contacts' | 'deals', objectId: idOf(record) };
        const found = await deps.conversations.newest(key, HISTORY);
        return [
          record,
          found.map(({ sessionId, facts, conversation, nextStep }) => ({
            sessionId,
            facts,
            brief: conversation.brief,
            nextStep,
          })),
        ] as const;
      }),
    );
    return new Map(await Promise.all(pages));
  }
}

export type ReadSnapshot = ReturnType<typeof createSnapshotReader>;

const NONE: ReadonlyMap<string, Link[]> = new Map();

function touchedBefore(sessions: readonly PlannedSession[]): Ref[] {
  return sessions.flatMap(({ links }) => links.map(({ type, id }) => ref(type, id)));
}

function idsOf(refs: readonly Ref[], type: 'contacts' | 'deals'): string[] {
  return refs.filter((one) => typeOf(one) === type).map(idOf);
}

function byId(records: readonly CrmRecord[]): Map<string, CrmRecord> {
  return new Map(records.filter(({ archived }) => !archived).map((record) => [record.id, record]));
}

/** Additional addresses belong to the same person (hubspot-api.md §2.3); they come separated by semicolons. */
function addressesOf({ properties }: CrmRecord): string[] {
  const additional = (properties['hs_additional_emails'] ?? '').split(';');
  return [properties['email'] ?? '', ...additional]
    .map((email) => email.trim().toLowerCase())
    .filter(Boolean);
}

function primaryCompany(contactId: string, links: readonly Link[]): [string, string][] {
  const primary = links.find(({ typeIds }) => typeIds.includes(PRIMARY_COMPANY)) ?? links[0];
  return primary ? [[contactId, primary.toId]] : [];
}
