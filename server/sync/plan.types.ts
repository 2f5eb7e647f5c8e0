import type { SyncSkip } from '../../shared/ledger.ts';
import type { Session } from '../../shared/session.ts';
import type { Settings } from '../../shared/settings.ts';
import type { OwnedType } from '../hubspot/objects.ts';
import type { ActivityKeyMode } from '../installs/install.ts';
import type { Evidence } from '../matching/people.ts';
import type { ProposalNews, Withdrawal } from '../proposals/reconcile.ts';
import type { StageThen } from '../reports/figures.ts';
import type { CoachingFeature } from './coachingFeature.ts';
import type { LedgerLink, LedgerObject, TaskStatus } from './ledger.types.ts';
import type { Ref } from './ref.ts';
import type { MarkSource, Snapshot } from './snapshot.types.ts';
import type { Part } from './switchedOff.ts';

/** What the portal and the deployment allow. */
export interface Features {
  activityKeyMode: ActivityKeyMode;
  appEvents: boolean;
  /** Whether the portal lets us read and write tickets. */
  tickets: boolean;
  /** Whether the portal has the custom object for coaching sessions. */
  coaching: CoachingFeature;
  /** Whether the portal lets us keep properties of ours on companies. */
  companyProperties: boolean;
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
  type: OwnedType;
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
  /** Parts of the portal that it goes without, because HubSpot did not let us read them. */
  without: Part[];
  figures: PlannedFigures;
}

/** What reports count of a conversation and only the snapshot knows. */
export interface PlannedFigures {
  /** Engagement score after it, one per contact. */
  scores: number[];
  /** Stage of its deal, before this plan moves it. */
  stage: StageThen | null;
  /** False: HubSpot did not let us read tasks. */
  tasksSeen: boolean;
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
  /** Companies on which something may have to be written once it is known what they show (`readAccounts.ts`). */
  looks: Ref[];
}
