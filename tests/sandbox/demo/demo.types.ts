import type { SyncRow } from '../../../shared/ledger.ts';
import type { SampleEntry } from '../samples/samples.ts';

/** What the demo's page and its server say to each other. Times are ISO-8601 instants in UTC. */
export interface Overview {
  organization: string;
  person: string;
  portalId: string;
  /** Of the HubSpot account; the page tells every time in it. */
  timeZone: string;
  /** Body of `GET /api/v1/connection`. */
  connection: ConnectionView;
  /** Body of `GET /api/v1/health`. */
  health: HealthView;
  samples: Pick<SampleEntry, 'key' | 'label' | 'watch'>[];
  /** The call that was ended last, for the page that opens after it. */
  lastSessionId: string | null;
}

export interface ConnectionView {
  status: 'not_connected' | 'active' | 'paused' | 'reconnect_required';
  statusReason: string | null;
  portalId: string | null;
  portalName: string | null;
  scopes: string[];
  missingScopes: string[];
  connectedBy: string | null;
  connectedAt: string | null;
  plan: string;
  usage: { used: number; limit: number | null };
}

export interface HealthView {
  today: { sessionsSynced: number; tasksCreated: number; contactsUpdated: number; errors: number };
  queue: { waiting: number; running: number; retrying: number; failed: number; held: number };
  recent: SyncRow[];
}

/** What our server answered to one signed webhook. */
export interface Delivery {
  status: number;
  duplicate: boolean;
  error: { code: string; message: string; action?: string; issues?: Issue[] } | null;
  /** Null when the call was refused: there is nothing to follow. */
  sessionId: string | null;
  version: number | null;
}

export interface Issue {
  path: string;
  message: string;
}

/** One conversation on its way into HubSpot. */
export interface Following {
  sessionId: string;
  title: string;
  /** The sync has come to an end, or waits for a person. */
  done: boolean;
  row: SyncRow | null;
  objects: NamedObject[];
  /** Calls to HubSpot since the last delivery of this conversation. */
  calls: number;
  /** What the local HubSpot's rules objected to in those calls; nothing, when all is well. */
  violations: number;
  version: number;
  deleted: boolean;
}

/** An object of the ledger with the name a person knows it by. */
export interface NamedObject {
  type: string;
  id: string;
  rule: string;
  name: string;
  /** The record page on which it can be seen. */
  shownOn: RecordRef | null;
}

/** Records with a card of ours. */
export type CardType = 'contacts' | 'deals' | 'companies' | 'tickets';
export type RecordType = CardType | 'coaching_sessions';

export interface RecordRef {
  type: RecordType;
  id: string;
}

export interface RecordLine extends RecordRef {
  title: string;
  subtitle: string;
  /** Made by our app, not by a person. */
  createdByApp: boolean;
}

export type RecordLists = Record<RecordType, RecordLine[]>;

export interface RecordPage extends RecordLine {
  groups: PropertyGroupView[];
  associations: { label: string; records: RecordLine[] }[];
  timeline: TimelineItem[];
}

export interface PropertyGroupView {
  label: string;
  /** This group was made by our app. */
  ours: boolean;
  properties: { name: string; label: string; value: string }[];
}

export interface TimelineItem {
  id: string;
  kind: 'meeting' | 'call' | 'note' | 'task' | 'event';
  title: string;
  at: string;
  /** `at` in the account's time zone. */
  when: string;
  /** As HubSpot stores it: foreign markup, shown only inside a frame without scripts. */
  html: string | null;
  facts: { label: string; value: string }[];
  /** Only of tasks. */
  done: boolean | null;
}
