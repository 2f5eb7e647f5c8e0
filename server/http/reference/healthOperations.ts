import { listAuditQuery } from '../api/listAudit.ts';
import { count, flag, record, text, type Operation } from './operation.types.ts';
import { SYNC_ROW } from './syncOperations.ts';

const VERIFICATION = record({
  intact: flag,
  entries: count,
  brokenAt: { type: ['integer', 'null'] },
  unsealed: count,
});

/** How it goes: health, usage, the audit trail, and what a load balancer and Prometheus ask. */
export const healthOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/health',
    chapter: 'Health and usage',
    summary: 'Read the health dashboard',
    detail: '"Today" is the day of the zone in the settings.',
    access: 'read',
    answer: {
      status: 200,
      schema: 'Health',
      example: {
        status: 'active',
        lastSyncAt: '2026-11-20T10:31:04.000Z',
        today: { sessionsSynced: 12, tasksCreated: 19, contactsUpdated: 15, errors: 0 },
        queue: { waiting: 0, running: 0, retrying: 0, failed: 0, held: 2 },
        recent: [SYNC_ROW],
      },
    },
  },
  {
    method: 'get',
    path: '/api/v1/usage',
    chapter: 'Health and usage',
    summary: 'Read what is used of the plan',
    detail: 'This calendar month in the zone of the settings. `limit` is null on an unlimited plan.',
    access: 'read',
    answer: {
      status: 200,
      schema: 'Usage',
      example: {
        plan: 'professional',
        used: 214,
        limit: 1000,
        resetsAt: '2026-12-01T00:00:00.000Z',
        warning: false,
        held: 0,
        days: [{ date: '2026-11-01', count: 9 }],
      },
    },
  },
  {
    method: 'get',
    path: '/api/v1/audit',
    chapter: 'Audit',
    summary: 'Read the audit trail',
    detail:
      'Who did what, with the values before and after, newest first. With `Accept: text/csv` the same as a table that is safe to open in a spreadsheet; what is older than its 10,000 rows follows behind the header `x-next-cursor`.',
    access: 'read',
    query: listAuditQuery,
    answer: {
      status: 200,
      schema: 'AuditPage',
      example: {
        items: [
          {
            id: 'aud_19',
            at: '2026-11-20T12:00:00.000Z',
            who: 'admin@seller.com',
            what: 'settings_changed',
            where: 'hubspot',
            subject: null,
            before: { 'sync.notes': 'true' },
            after: { 'sync.notes': 'false' },
          },
        ],
        nextCursor: null,
      },
    },
    errors: { 400: ['invalid_cursor'] },
  },
  {
    method: 'get',
    path: '/api/v1/audit/verification',
    chapter: 'Audit',
    summary: 'Check the audit trail',
    detail:
      'Each entry carries the hash of the one before and a seal whose key is not in the database: whether the chain is whole, and where it first is not. `unsealed` counts entries from before there were seals.',
    access: 'read',
    answer: {
      status: 200,
      schema: VERIFICATION,
      example: { intact: true, entries: 41, brokenAt: null, unsealed: 0 },
    },
  },
  {
    method: 'get',
    path: '/healthz',
    chapter: 'Operations',
    summary: 'Is the process alive',
    access: 'open',
    answer: { status: 200, schema: record({ status: { const: 'ok' } }), example: { status: 'ok' } },
  },
  {
    method: 'get',
    path: '/readyz',
    chapter: 'Operations',
    summary: 'Can it serve',
    detail: '503 while the database does not answer, or the clock of the machine is more than 5 s off its.',
    access: 'open',
    answer: { status: 200, schema: record({ status: { const: 'ready' } }), example: { status: 'ready' } },
    errors: { 503: ['store_unavailable', 'clock_off'] },
  },
  {
    method: 'get',
    path: '/metrics',
    chapter: 'Operations',
    summary: 'Read the metrics',
    detail: 'Prometheus text format.',
    access: 'open',
    answer: {
      status: 200,
      schema: text,
      mediaType: 'text/plain',
      example: '# TYPE liveprompt_queue_waiting gauge\nliveprompt_queue_waiting 0\n',
    },
  },
];
