import type { Session } from '../../shared/session.ts';
import type { Settings } from '../../shared/settings.ts';
import type { SyncSkip } from '../../shared/ledger.ts';
import type { DealStage } from '../hubspot/directory.ts';
import type { CrmRecord, ObjectType } from '../hubspot/objects.ts';
import type { LinkCorrection } from '../matching/corrections.ts';
import type { Evidence } from '../matching/people.ts';
import type { ActivityKeyMode } from '../installs/install.ts';
import type { ConversationFacts } from '../scoring/engagementScore.ts';
import type { ActivityType } from '../hubspot/objects.ts';
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
  /** Newest first, at most ten, of every contact and deal in play. */
  history: ReadonlyMap<Ref, readonly PastConversation[]>;
  /** Fingerprints of what we last wrote into a record that people edit too. */
  marks: ReadonlyMap<Ref, Readonly<Record<string, string>>>;
  /** What people said about links, by session id. */
  corrections: ReadonlyMap<string, readonly LinkCorrection[]>;
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
  appUrl: string;
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
  /** Which conversations asked for it: they share the blame when HubSpot refuses. */
  sessionIds: string[];
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
}

/** A list of writes with stable keys; empty when HubSpot already shows what the conversations say. */
export interface Plan {
  sessions: SessionPlan[];
  companies: CompanyCreate[];
  contacts: ContactCreate[];
  companyLinks: CompanyLink[];
  activities: ActivityWrite[];
  records: RecordUpdate[];
  events: AppEvent[];
}

export function ref(type: ObjectType, id: string): Ref {
  return `${type}:${id}`;
}

export function typeOf(reference: Ref): ObjectType {
  return reference.slice(0, reference.indexOf(':')) as ObjectType;
}

export function idOf(reference: Ref): string {
  return reference.slice(reference.indexOf(':') + 1);
}
