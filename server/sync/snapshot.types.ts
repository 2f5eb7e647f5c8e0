import type { CustomerInsights } from '../../shared/card.ts';
import type { WritableProperty } from '../../shared/options.ts';
import type { Session } from '../../shared/session.ts';
import type { AskingConversation } from '../cards/asking.ts';
import type { DealStage } from '../hubspot/directory.ts';
import type { CrmRecord, ObjectType } from '../hubspot/objects.ts';
import type { PipelineStage } from '../hubspot/pipelines.ts';
import type { LinkCorrection } from '../matching/corrections.ts';
import type { KnownProposal } from '../proposals/reconcile.ts';
import type { ConversationFacts } from '../scoring/engagementScore.ts';
import type { Ref } from './ref.ts';
import type { SwitchedOff } from './switchedOff.ts';

/** An earlier conversation of a record, as the read model remembers it. */
export interface PastConversation {
  sessionId: string;
  facts: ConversationFacts;
  brief: string;
  nextStep: string | null;
  said: CustomerInsights;
  /** What was said is not kept any more: what HubSpot shows of it may not be taken for a lack of words. */
  wordless?: boolean;
}

/** As little of an earlier conversation as counting needs. */
export interface CountedConversation {
  sessionId: string;
  minutes: number | null;
  actionItems: number;
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
  /** Newest first, at most ten, of every contact and deal in play, and of the companies in `accounts`. */
  history: ReadonlyMap<Ref, readonly PastConversation[]>;
  /** All conversations of every contact and deal in play. */
  counts: ReadonlyMap<Ref, readonly CountedConversation[]>;
  /** What we last wrote into records that people edit too. */
  marks: ReadonlyMap<Ref, RecordMarks>;
  /** Writable properties by name, of the object types that are mapped. */
  properties: ReadonlyMap<ObjectType, ReadonlyMap<string, WritableProperty>>;
  /** Companies that HubSpot was asked for; where company properties are mapped, all of them. */
  companies: ReadonlyMap<string, CrmRecord>;
  /** What is remembered of companies of which something is said, or was. */
  accounts: ReadonlyMap<string, Account>;
  /** Meetings we made earlier, only where meeting properties are mapped. */
  meetings: ReadonlyMap<string, CrmRecord>;
  /** What next meetings are planned from; read only where a conversation agreed on one. */
  calendar: CalendarFacts;
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
  /** Parts of the portal that HubSpot did not let us read: nothing is known of them, and nothing is written there. */
  off: SwitchedOff;
  /** What was learned about companies by domain, worth remembering. */
  domains: DomainFindings;
}

export interface CalendarFacts {
  /** When HubSpot was asked. */
  now: Date;
  /** Meetings of each contact, whoever made them; without those in the recycle bin. */
  ofContact: ReadonlyMap<string, readonly CrmRecord[]>;
  /** Next meetings of ours as they are now, by id. */
  made: ReadonlyMap<string, CrmRecord>;
}

export interface Account {
  asking: readonly AskingConversation[];
  /** Our properties as HubSpot shows them; undefined while nobody had to look. */
  shown?: CrmRecord['properties'];
}

export interface DomainFindings {
  /** Domain → company id as search showed it. */
  found: ReadonlyMap<string, string>;
  /** Domains whose company a person deleted in HubSpot: it is not made again. */
  gone: ReadonlySet<string>;
}
