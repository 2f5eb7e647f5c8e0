import { journalId } from '../../../server/intake/journal.ts';
import { NEVER } from '../../../server/queue/lease.ts';
import type { LedgerObject, SyncDocument } from '../../../server/sync/ledger.types.ts';
import type { Accepted, History } from '../../chaos/checker/history.types.ts';
import type { PortalDump } from '../../sandbox/hubspot/portal/dump.ts';
import type { SandboxCall, SandboxRecord } from '../../sandbox/sandbox.types.ts';

export const APP = 'https://app.example';
export const T0 = Date.parse('2026-11-24T10:00:00Z');

export const record = (
  type: string,
  id: string,
  properties: Record<string, string>,
  rest: Partial<SandboxRecord> = {},
): SandboxRecord => ({
  id,
  type,
  properties,
  createdAt: new Date(T0).toISOString(),
  updatedAt: new Date(T0).toISOString(),
  archived: false,
  createdBy: 'app',
  associations: [{ type: 'contacts', id: '501', typeIds: [200] }],
  ...rest,
});

const link = (sessionId: string, part = ''): string => `${APP}/s/${sessionId}${part && `#${part}`}`;
export const meeting = (id: string, sessionId: string, title: string, rest: Partial<SandboxRecord> = {}) =>
  record('meetings', id, { hs_meeting_title: title, hs_meeting_external_url: link(sessionId) }, rest);
export const task = (id: string, sessionId: string, item: string, rest: Partial<SandboxRecord> = {}) =>
  record('tasks', id, { hs_task_body: `<p><a href="${link(sessionId, item)}">From</a></p>` }, rest);
export const request = (id: string, sessionId: string) =>
  record('notes', id, { hs_note_body: `<p><a href="${link(sessionId, 'request:ab')}">Asked</a></p>` });
export const note = (id: string, sessionId: string) =>
  record('notes', id, { hs_note_body: `<ul></ul><p><a href="${link(sessionId, 'note')}">From</a></p>` });
export const call = (over: Partial<SandboxCall>): SandboxCall => ({
  at: T0,
  portalId: '1',
  method: 'POST',
  path: '/crm/objects/2026-09/meetings/batch/create',
  status: 201,
  inputs: 1,
  violations: [],
  round: 1,
  ...over,
});

export const accepted = (over: Partial<Accepted> = {}): Accepted => ({
  webhookId: 'msg_1',
  at: T0,
  type: 'session.completed',
  orgId: 'org_1',
  session: {
    id: 'ses_1',
    version: 1,
    title: 'Call v1',
    brief: 'b',
    actionItems: ['act_1'],
    notes: ['note'],
  },
  ...over,
});

const object = (key: string, type: LedgerObject['type'], id: string): LedgerObject => ({
  key,
  type,
  id,
  state: 'live',
  written: {},
  links: ['contacts:501'],
  rule: 'conversation',
  at: new Date(T0),
});

export const row = (over: Partial<SyncDocument> = {}): SyncDocument => ({
  _id: 'org_1:ses_1',
  orgId: 'org_1',
  portalId: '1',
  sessionId: 'ses_1',
  title: 'Call v1',
  state: 'synced',
  heldReason: null,
  version: 1,
  syncedVersion: 1,
  removed: false,
  receivedAt: new Date(T0),
  syncedAt: new Date(T0),
  firstSyncedAt: new Date(T0),
  attempts: 1,
  dueAt: NEVER,
  objects: [
    object('activity', 'meetings', '1'),
    object('task:act_1', 'tasks', '2'),
    object('note', 'notes', '3'),
  ],
  links: [{ type: 'contacts', id: '501', rule: 'email', confidence: 1, evidence: '' }],
  events: ['ses_1:conversation_completed_contact:501'],
  skips: [],
  error: null,
  fence: 1,
  ...over,
});

export const portal = (records: PortalDump['records'], portalId = '1'): PortalDump => ({
  portalId,
  records,
  events: [
    {
      eventTypeName: 'conversation_completed_contact',
      id: 'ses_1:conversation_completed_contact:501',
      objectId: '501',
      timestamp: '',
      properties: {},
    },
  ],
  owners: [],
  pipelines: {},
});

export const goodRecords = (): PortalDump['records'] => ({
  meetings: [meeting('1', 'ses_1', 'Call v1')],
  tasks: [task('2', 'ses_1', 'act_1')],
  notes: [note('3', 'ses_1')],
  companies: [record('companies', '9', { domain: 'acme.com' })],
});

/** A run without a fault: one conversation, told once, shown once. */
export function goodHistory(over: Partial<History> = {}): History {
  return {
    appUrl: APP,
    portals: [portal(goodRecords())],
    calls: [call({})],
    accepted: [accepted()],
    database: {
      journal: [{ _id: journalId('msg_1'), projectedAt: new Date(T0) }],
      sessions: [{ _id: 'org_1:ses_1', version: 1, stage: 'finished' }],
      syncs: [row()],
      installs: [{ _id: '1', orgId: 'org_1', status: 'active', activityKeyMode: 'marker' }],
    },
    ties: [{ orgId: 'org_1', portalId: '1', from: T0, until: null }],
    silences: [],
    people: [],
    takenAway: [],
    plantedBad: [],
    lateSurplus: false,
    fences: [
      { document: 'portals:1', fence: 1, holder: 'worker 1' },
      { document: 'portals:1', fence: 1, holder: null },
      { document: 'portals:1', fence: 2, holder: 'worker 2' },
    ],
    rerun: [call({ path: '/crm/objects/2026-09/contacts/batch/read', status: 200 })],
    usage: { org_1: 1 },
    outputs: ['{"level":30,"msg":"ready"}'],
    canaries: ['CANARY'],
    ...over,
  };
}
