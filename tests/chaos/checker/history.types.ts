import type { InstallDocument } from '../../../server/installs/install.ts';
import type { JournalDocument } from '../../../server/intake/journal.ts';
import type { SessionDocument } from '../../../server/sessions/sessionStore.ts';
import type { SyncDocument } from '../../../server/sync/ledger.types.ts';
import type { PortalDump } from '../../sandbox/hubspot/portal/dump.ts';
import type { SandboxCall } from '../../sandbox/sandbox.types.ts';

/** Everything a run leaves behind; `check` judges it and nothing else (reliability.md §2 "Checker"). */
export interface History {
  /** Base of the links by which our activities are recognised. */
  appUrl: string;
  /** What HubSpot holds at the end. */
  portals: readonly PortalDump[];
  /** Every call HubSpot saw, faults included. */
  calls: readonly SandboxCall[];
  /** Every webhook that got its 202. */
  accepted: readonly Accepted[];
  database: DatabaseDump;
  /** Which organisation owned which portal, and when; from the scenario, not from the product. */
  ties: readonly Tie[];
  /** Spans in which a portal must not be written to: disconnected, or access withdrawn. */
  silences: readonly Silence[];
  /** What people did in HubSpot's own screens, oldest first. */
  people: readonly PersonAct[];
  /** Properties that people deleted: who writes to one before they know is refused, and may be. */
  takenAway: readonly TakenAway[];
  /** Ids of conversations that HubSpot must refuse: `orgId:sessionId`. */
  plantedBad: readonly string[];
  /**
   * Something may have reached HubSpot later than the quarantine lasts (a process that slept through its lease, an
   * effect two minutes late): what it doubled may live until a sweep comes by.
   */
  lateSurplus: boolean;
  /** Fences as every write left them, in order. */
  fences: readonly FenceSeen[];
  /** What HubSpot was sent when everything was synced a second time. */
  rerun: readonly SandboxCall[];
  /** Conversations used this month, by organisation, as `GET /connection` answers. */
  usage: Readonly<Record<string, number>>;
  /** Logs and answers; none may hold a canary. */
  outputs: readonly string[];
  canaries: readonly string[];
}

export interface Accepted {
  webhookId: string;
  at: number;
  type: string;
  orgId: string;
  /** null for events that are not about a conversation. */
  session: AcceptedSession | null;
}

export interface AcceptedSession {
  id: string;
  version: number;
  /** Absent where the conversation was deleted. */
  title?: string;
  brief?: string;
  actionItems?: readonly string[];
  /** What its tasks are called, by the id of the action item. */
  taskTitles?: Readonly<Record<string, string>>;
  /** Keys of issues that ask for a task of their own, and of those that may have one. */
  openIssues?: readonly string[];
  issues?: readonly string[];
  /** When people meet next, and how they call it. */
  nextMeeting?: string;
  nextTitle?: string;
  /** Keys of the notes it asks for. */
  notes?: readonly string[];
}

export interface DatabaseDump {
  journal: readonly Pick<JournalDocument, '_id' | 'projectedAt'>[];
  sessions: readonly Pick<SessionDocument, '_id' | 'version' | 'stage'>[];
  syncs: readonly SyncDocument[];
  installs: readonly Pick<InstallDocument, '_id' | 'orgId' | 'status' | 'activityKeyMode'>[];
}

export interface Tie {
  orgId: string;
  portalId: string;
  from: number;
  /** null: to the end. */
  until: number | null;
}

export interface Silence {
  portalId: string;
  from: number;
  until: number | null;
}

export type PersonAct = { portalId: string; type: string; id: string; at: number } & (
  { did: 'edit'; properties: Readonly<Record<string, string>> } | { did: 'remove' }
);

export interface TakenAway {
  portalId: string;
  property: string;
  at: number;
}

export interface FenceSeen {
  document: string;
  fence: number;
  /** Who works on a portal, null for nobody; absent where it was not looked at. */
  holder?: string | null;
}

export const RULES = [
  'V1',
  'V2',
  'V3',
  'V4',
  'V5',
  'V6',
  'V7',
  'V8',
  'V9',
  'V10',
  'V11',
  'V12',
  'V13',
  'V14',
  'V15',
  'V16',
  'V17',
  'V18',
] as const;
export type Rule = (typeof RULES)[number];

export interface Breach {
  rule: Rule;
  /** What was seen, with the ids a person needs to look it up. */
  what: string;
}
