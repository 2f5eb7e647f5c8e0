import type { Session } from '../../shared/session.ts';
import type { WritableProperty } from '../../shared/options.ts';
import type { Settings } from '../../shared/settings.ts';
import type { SyncSkip } from '../../shared/ledger.ts';
import type { DealStage } from '../hubspot/directory.ts';
import type { PipelineStage } from '../hubspot/pipelines.ts';
import type { CrmRecord, ObjectType } from '../hubspot/objects.ts';
import type { LinkCorrection } from '../matching/corrections.ts';
import type { Evidence } from '../matching/people.ts';
import type { ActivityKeyMode } from '../installs/install.ts';
import type { ConversationFacts } from '../scoring/engagementScore.ts';
import type { ActivityType } from '../hubspot/objects.ts';
import type { KnownProposal, ProposalNews, Withdrawal } from '../proposals/reconcile.ts';
import type { LedgerLink, LedgerObject, TaskStatus } from './ledger.types.ts';

/**
 * A record by type and id, `contacts:501`. A record this plan creates has no id yet and is named by what
 * makes it unique: `contacts:new:mary@acme.com`, `companies:new:acme.com`.
 */
export type Ref = `${ObjectType}:${string}`;

/** An earlier conversation of a record, as the read model remembers it. */
export interface PastConversation {
  sessionId: string;
  facts: ConversationFacts;
  brief: string;
  nextStep: string | null;
}

/** What we last wrote into the properties of one record that people edit too: theirs is never replaced. */
export interface RecordMarks {
  /** Fingerprints by property. */
  written: Readonly<Record<string, string>>;
  /** Which conversation said it, and when that was: an older one does not take over again. */
  by: Readonly<Record<string, MarkSource>>;
  /** Values on their way, and what stood there before: the answer may be lost, or this process. */
  sending: Readonly<Record<string, { value: string; before: string }>>;
}

export interface MarkSource {
  sessionId: string;
  at: Date;
}

/** Everything plan() knows of the portal; read in batches before, never during (design.md "How sync works"). */
export interface Snapshot {
  contactsByEmail: ReadonlyMap<string, CrmRecord>;
  contactsById: ReadonlyMap<string, CrmRecord>;
  /** By full name as `fullName` writes it; only of people whom no address found. */
  contactsByName: ReadonlyMap<string, readonly CrmRecord[]>;
  companyOfContact: ReadonlyMap<string, string>;
  companyByDomain: ReadonlyMap<string, string>;
  dealsOfContact: ReadonlyMap<string, readonly string[]>;
  dealsOfCompany: ReadonlyMap<string, readonly string[]>;
  deals: ReadonlyMap<string, CrmRecord>;
  stages: ReadonlyMap<string, DealStage>;
  /** Owner id by lower-case e-mail. */
  owners: ReadonlyMap<string, string>;
  /** Tasks we made earlier, as they are now; only for sessions that change. */
  tasks: ReadonlyMap<string, CrmRecord>;
  /** Tickets of the people of support conversations. */
  tickets: {
    /** Reading them is an optional permission. */
    readable: boolean;
    ofContact: ReadonlyMap<string, readonly string[]>;
    byId: ReadonlyMap<string, CrmRecord>;
    stages: ReadonlyMap<string, PipelineStage>;
  };
  /** Newest first, at most ten, of every contact and deal in play. */
  history: ReadonlyMap<Ref, readonly PastConversation[]>;
  /** What we last wrote into records that people edit too. */
  marks: ReadonlyMap<Ref, RecordMarks>;
  /** Writable properties by name, of the object types that are mapped. */
  properties: ReadonlyMap<ObjectType, ReadonlyMap<string, WritableProperty>>;
  /** Companies by id, only where company properties are mapped. */
  companies: ReadonlyMap<string, CrmRecord>;
  /** Meetings we made earlier, only where meeting properties are mapped. */
  meetings: ReadonlyMap<string, CrmRecord>;
  /** What these conversations, and others on the same records, proposed so far. */
  proposals: readonly KnownProposal[];
  /** What people said about links, by session id. */
  corrections: ReadonlyMap<string, readonly LinkCorrection[]>;
  /** Other conversations of records that lose a mapped value with one of this turn (`earlierSaid.ts`). */
  earlier: ReadonlyMap<Ref, readonly Session[]>;
  /** Records that were merged into others, and where they are found now. */
  merged: ReadonlyMap<Ref, Ref>;
  /** Records this product knows by id and HubSpot no longer has. */
  gone: ReadonlySet<Ref>;
  /** What was learned about companies by domain, worth remembering. */
  domains: DomainFindings;
}

export interface DomainFindings {
  /** Domain → company id as search showed it. */
  found: ReadonlyMap<string, string>;
  /** Domains whose company a person deleted in HubSpot: it is not made again. */
  gone: ReadonlySet<string>;
}

/** What the portal and the deployment allow. */
export interface Features {
  activityKeyMode: ActivityKeyMode;
  appEvents: boolean;
  /** Whether the portal lets us read and write tickets. */
  tickets: boolean;
  /** Properties of ours that the portal does not have. */
  withheld: ReadonlySet<string>;
  appUrl: string;
  /** Of the portal; amounts of deals without a currency of their own are in it. */
  currency: string | null;
}

export interface PlannedSession {
  sessionId: string;
  version: number;
  /** null: liveprompt deleted the conversation. */
  session: Session | null;
  objects: readonly LedgerObject[];
  links: readonly LedgerLink[];
  events: readonly string[];
  /** Addresses whose contact was found deleted by an earlier turn. */
  deletedPeople?: readonly string[];
  /** What people decided on a card about our tasks, by task id. */
  decided?: Readonly<Record<string, TaskStatus>>;
}

export interface PlanInput {
  sessions: readonly PlannedSession[];
  settings: Settings;
  snapshot: Snapshot;
  features: Features;
}

export interface CompanyCreate {
  ref: Ref;
  domain: string;
  properties: Record<string, string>;
}

export interface ContactCreate {
  ref: Ref;
  email: string;
  properties: Record<string, string>;
  company: Ref | null;
}

export interface CompanyLink {
  contact: Ref;
  company: Ref;
}

interface ActivityBase {
  sessionId: string;
  key: string;
  type: ActivityType;
  /** As people call it: `task "Send the offer"`, `meeting`. */
  what: string;
}

export type ActivityWrite =
  | (ActivityBase & { action: 'create'; properties: Record<string, string>; links: Ref[]; rule: string })
  | (ActivityBase & {
      action: 'update';
      id: string;
      properties: Record<string, string>;
      addLinks: Ref[];
      removeLinks: Ref[];
      rule: string;
    })
  | (ActivityBase & { action: 'archive'; id: string });

export interface RecordUpdate {
  ref: Ref;
  properties: Record<string, string>;
  /** Those of the properties that people edit too, with what has to be remembered about them. */
  guarded: Record<string, Guard>;
  /** Which conversations asked for it: they share the blame when HubSpot refuses. */
  sessionIds: string[];
}

export interface Guard {
  /** The new value and the one before, in one spelling (`canonical`). */
  value: string;
  before: string;
  by: MarkSource;
}

/** Changes that wait for a person, and changes a rule makes without asking, recorded to be taken back. */
export interface PlannedProposals {
  put: ProposalNews[];
  automatic: ProposalNews[];
  withdraw: Withdrawal[];
}

export interface AppEvent {
  sessionId: string;
  eventTypeName: string;
  /** Tells several of one kind apart, see `eventId`. */
  n?: string | undefined;
  /** Its id is made of the record's, which may not be known yet; see `eventId`. */
  record: Ref;
  timestamp: string;
  properties: Record<string, string>;
}

export interface PlannedLink extends Evidence {
  ref: Ref;
  /** Address of the participant who led here. */
  person?: string;
}

/** What a plan says about one conversation. */
export interface SessionPlan {
  sessionId: string;
  version: number;
  outcome: 'write' | 'filtered' | 'remove';
  links: PlannedLink[];
  skips: SyncSkip[];
  /** Properties of ours that would have been written and are withheld, `contacts.liveprompt_sentiment`. */
  missing: string[];
}

/** A list of writes with stable keys; empty when HubSpot already shows what the conversations say. */
export interface Plan {
  sessions: SessionPlan[];
  companies: CompanyCreate[];
  contacts: ContactCreate[];
  companyLinks: CompanyLink[];
  activities: ActivityWrite[];
  records: RecordUpdate[];
  proposals: PlannedProposals;
  events: AppEvent[];
}

export function ref(type: ObjectType, id: string): Ref {
  return `${type}:${id}`;
}

/** A record that a plan makes has no id yet. */
export function isNew(reference: Ref): boolean {
  return reference.includes(':new:');
}

export function typeOf(reference: Ref): ObjectType {
  return reference.slice(0, reference.indexOf(':')) as ObjectType;
}

export function idOf(reference: Ref): string {
  return reference.slice(reference.indexOf(':') + 1);
}
