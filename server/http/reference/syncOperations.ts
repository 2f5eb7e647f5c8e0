import { listSyncsQuery } from '../api/listSyncs.ts';
import { retryFailedSyncsBody } from '../api/retryFailedSyncs.ts';
import { count, flag, record, text, type JsonSchema, type Operation } from './operation.types.ts';

/** A page of a list. */
export function pageOf(item: string): JsonSchema {
  return record({
    items: { type: 'array', items: { $ref: `#/components/schemas/${item}` } },
    nextCursor: {
      type: ['string', 'null'],
      description: 'Give it back as `cursor` for the next page; null: the end.',
    },
  });
}

export const SYNC_ROW = {
  sessionId: 'ses_01',
  title: 'Sales call',
  state: 'synced',
  version: 3,
  receivedAt: '2026-11-20T10:31:02.000Z',
  syncedAt: '2026-11-20T10:31:04.000Z',
  attempts: 1,
  nextAttemptAt: null,
  objects: [
    {
      type: 'contact',
      id: '501',
      url: 'https://app.hubspot.com/contacts/12345678/record/0-1/501',
      rule: 'email',
      evidence: 'john@acme.com',
      confidence: 1,
    },
    {
      type: 'meeting',
      id: '9001',
      url: 'https://app.hubspot.com/contacts/12345678/record/0-47/9001',
      rule: 'conversation',
    },
  ],
  skips: [
    { what: 'participant Ann', reason: 'no_consent: this person did not agree to being recorded in the CRM' },
  ],
  error: null,
};

/** The ledger: what became of every conversation, and starting it again. */
export const syncOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/syncs',
    chapter: 'Conversations',
    summary: 'List conversations',
    detail:
      'The ledger, newest first: state, attempts, every HubSpot object with its link, everything left out with its reason. `problems=true` lists failed and partial ones that nobody has dismissed.',
    access: 'read',
    query: listSyncsQuery,
    answer: { status: 200, schema: pageOf('SyncRow'), example: { items: [SYNC_ROW], nextCursor: null } },
    errors: { 400: ['invalid_cursor'] },
  },
  {
    method: 'get',
    path: '/api/v1/syncs/:sessionId',
    chapter: 'Conversations',
    summary: 'Read one conversation',
    access: 'read',
    answer: { status: 200, schema: 'SyncRow', example: SYNC_ROW },
    errors: { 404: ['not_found'] },
  },
  {
    method: 'post',
    path: '/api/v1/syncs/:sessionId/retry',
    chapter: 'Conversations',
    summary: 'Sync one conversation now',
    detail: 'Whatever it waited for: a retry, an hour of the day, a person.',
    access: 'write',
    answer: {
      status: 202,
      schema: record({ sessionId: text, accepted: flag }),
      example: { sessionId: 'ses_01', accepted: true },
    },
    errors: { 404: ['not_found'] },
  },
  {
    method: 'post',
    path: '/api/v1/syncs/retry',
    chapter: 'Conversations',
    summary: 'Retry what failed',
    detail:
      'Every failed conversation; with `held: true` also those that wait for an hour of the day or for somebody to press Sync now.',
    access: 'write',
    body: { schema: retryFailedSyncsBody, example: { held: true }, optional: true },
    answer: { status: 202, schema: record({ retried: count }), example: { retried: 4 } },
  },
  {
    method: 'post',
    path: '/api/v1/syncs/:sessionId/dismiss',
    chapter: 'Conversations',
    summary: 'Dismiss a problem',
    detail: 'Takes it off the list of problems until something about it changes.',
    access: 'write',
    answer: {
      status: 200,
      schema: record({ sessionId: text, dismissed: flag }),
      example: { sessionId: 'ses_01', dismissed: true },
    },
    errors: { 404: ['not_found'], 409: ['no_problem'] },
  },
];
