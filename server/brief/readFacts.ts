import type { Settings } from '../../shared/settings.ts';
import type { Conversations } from '../cards/conversations.ts';
import type { Clock } from '../clock.ts';
import type { HubSpotCall } from '../hubspot/call.types.ts';
import { readContactWithLinks, type ContactWithLinks } from '../hubspot/contactWithLinks.ts';
import type { Directory } from '../hubspot/directory.ts';
import type { CallContext, CrmRecord, Objects, ObjectType } from '../hubspot/objects.ts';
import type { InstallDocument } from '../installs/install.ts';
import type { BriefFacts, Invited, KnownPerson } from './facts.types.ts';
import type { EarlierLinks } from './knownPeople.ts';
import { createParts } from './parts.ts';
import type { Guests } from './guests.ts';

export interface ReadFactsDeps {
  call: HubSpotCall;
  objects: Pick<Objects, 'read'>;
  directory: Pick<Directory, 'pipelines' | 'people'>;
  conversations: Pick<Conversations, 'newestOfAny'>;
  appUrl: string;
  clock: Clock;
  /** A signal that fires after so many milliseconds. */
  deadline: (ms: number) => AbortSignal;
}

/** A brief is read before a call begins: it is there in two seconds, with what came by then. */
const WHOLE_MS = 1_900;
/** So that a person whom HubSpot answers slowly does not cost the others their second round. */
const FIRST_ROUND_MS = 1_100;
/** HubSpot's batch (hubspot-api.md §2.1); of many tasks, meetings and deals the latest made. */
const LATEST = 100;
const CONVERSATIONS = 20;

const LINKED = ['companies', 'deals', 'tasks', 'meetings'] as const;
type Linked = (typeof LINKED)[number];

const PROPERTIES = {
  contacts: [
    'email',
    'firstname',
    'lastname',
    'jobtitle',
    'associatedcompanyid',
    'notes_last_contacted',
    'liveprompt_engagement_score',
    'liveprompt_sentiment',
  ],
  companies: ['name', 'domain', 'numberofemployees', 'industry'],
  deals: [
    'dealname',
    'amount',
    'deal_currency_code',
    'dealstage',
    'pipeline',
    'closedate',
    'hs_next_step',
    'hubspot_owner_id',
    'hs_lastmodifieddate',
  ],
  tasks: ['hs_task_subject', 'hs_task_status', 'hs_timestamp', 'hubspot_owner_id'],
  meetings: ['hs_meeting_title', 'hs_meeting_start_time', 'hs_meeting_location', 'hs_meeting_outcome'],
} as const satisfies Partial<Record<ObjectType, readonly string[]>>;

/**
 * Reads what a brief is made of: two rounds to HubSpot, each call on the share of people, and the conversations
 * we keep beside them. Round one: every person with the ids of what hangs on it, stages and owners (cached);
 * round two: companies, deals, tasks and meetings in a batch each.
 */
export function createReadFacts(deps: ReadFactsDeps) {
  return async (
    install: InstallDocument,
    { matching, sync }: Settings,
    guests: Guests,
    earlier: EarlierLinks,
  ): Promise<BriefFacts> => {
    const { orgId, _id: portalId } = install;
    const { under, leftOut } = createParts();
    const whole = deps.deadline(WHOLE_MS);
    const first = deps.deadline(FIRST_ROUND_MS);
    const context: CallContext = { portalId, lane: 'people', signal: whole };
    // Others wait for these too, so that our deadline must not cut them off.
    const shared: CallContext = { portalId, lane: 'people' };

    const early = under(first);
    const [answers, pipelines, owners] = await Promise.all([
      Promise.all(guests.people.map((one) => early<Answer>(nameOf(one), look(context, one), LATE))),
      early('names of stages', deps.directory.pipelines(shared), []),
      early('names of owners', deps.directory.people(shared), []),
    ]);
    const found = answers.flatMap((one) => (one === LATE || one === null ? [] : [one]));
    const idsOf = (type: Linked, more: readonly string[] = []) =>
      latest(found.flatMap(({ links }) => links[type]).concat(more));
    const people = guests.people.flatMap((one, index): KnownPerson[] => {
      const answer = answers[index];
      return answer && answer !== LATE
        ? [{ ...one, contact: answer.contact, companyId: companyOf(answer) }]
        : [];
    });

    const part = under(whole);
    const read = (type: Linked, ids: readonly string[]): Promise<CrmRecord[]> =>
      ids.length === 0 ? Promise.resolve([]) : deps.objects.read(context, type, ids, PROPERTIES[type]);
    const contactIds = [...new Set([...people.map(({ contact }) => contact.id), ...earlier.contacts])];
    const [companies, deals, tasks, meetings, conversations] = await Promise.all([
      part(
        'company',
        read(
          'companies',
          people.flatMap(({ companyId }) => companyId ?? []),
        ),
        [],
      ),
      part('deals', read('deals', idsOf('deals', earlier.deals)), []),
      part<CrmRecord[] | null>('tasks', read('tasks', idsOf('tasks')), null),
      part('meetings', read('meetings', idsOf('meetings')), []),
      part(
        'earlier conversations',
        deps.conversations.newestOfAny({ portalId, objectType: 'contacts' }, contactIds, CONVERSATIONS),
        [],
      ),
    ]);
    return {
      now: deps.clock.now(),
      timeZone: sync.timeZone,
      appUrl: deps.appUrl,
      install,
      people,
      unknown: [
        ...guests.unknown,
        ...guests.people.flatMap((one, index) =>
          answers[index] === null
            ? [{ ...one, reason: matching.noMatch === 'create' ? NEW_CREATED : NEW }]
            : [],
        ),
      ],
      skipped: guests.skipped,
      companies: present(companies),
      deals: present(deals),
      pipelines,
      owners,
      tasks: present(tasks ?? []),
      tasksComplete: tasks !== null && !answers.includes(LATE),
      meetings: present(meetings),
      conversations: conversations.filter((one) => one.orgId === orgId),
      leftOut,
    };
  };

  function look(context: CallContext, { email }: Invited): Promise<ContactWithLinks<Linked> | null> {
    return email
      ? readContactWithLinks(deps.call, context, email, PROPERTIES.contacts, LINKED)
      : Promise.resolve(null);
  }
}

/** Not answered in time: neither known nor unknown. */
const LATE = 'late' as const;
type Answer = ContactWithLinks<Linked> | null | typeof LATE;
const NEW = 'not_in_hubspot: no contact has this address';
const NEW_CREATED = `${NEW}; the contact is created with the conversation`;

function nameOf({ email, name }: Invited): string {
  return email ?? name ?? '';
}

/** The primary company, which HubSpot keeps on the contact; else the first. */
function companyOf({ contact, links }: ContactWithLinks<Linked>): string | null {
  return contact.properties['associatedcompanyid'] || (links.companies[0] ?? null);
}

/** Ids grow with time. */
function latest(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort((left, right) => Number(right) - Number(left)).slice(0, LATEST);
}

function present(records: readonly CrmRecord[]): CrmRecord[] {
  return records.filter(({ archived }) => !archived);
}
