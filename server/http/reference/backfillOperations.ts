import { backfillRequest } from '../../../shared/backfill.ts';
import { listBackfillsQuery } from '../api/listBackfills.ts';
import type { Operation } from './operation.types.ts';
import { pageOf } from './syncOperations.ts';

const BACKFILL = {
  id: 'bf_7Qm2',
  state: 'running',
  from: '2026-10-01',
  to: '2026-10-31',
  total: 412,
  queued: 100,
  synced: 96,
  failed: 0,
  startedBy: 'admin@seller.com',
  startedAt: '2026-11-25T08:00:00.000Z',
  endedAt: null,
};

const steer = (verb: 'pause' | 'resume' | 'cancel', summary: string, state: string): Operation => ({
  method: 'post',
  path: `/api/v1/backfill/:id/${verb}`,
  chapter: 'Past conversations',
  summary,
  detail:
    'Pressing twice is pressing once. What is queued already, one portion at most, is synced to its end.',
  access: 'write',
  answer: { status: 200, schema: 'Backfill', example: { ...BACKFILL, state } },
  errors: { 404: ['not_found'], 409: ['backfill_ended'] },
});

/** Syncing stored conversations of some days again. */
export const backfillOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/v1/backfill',
    chapter: 'Past conversations',
    summary: 'Sync past conversations',
    detail:
      'Days are those of the zone in the settings, both included. With `dryRun` the answer is 200 and what would be written, as of a trial run; otherwise 202. One at a time for an organisation; new conversations come first.',
    access: 'write',
    body: { schema: backfillRequest, example: { from: '2026-10-01', to: '2026-10-31', dryRun: false } },
    answer: { status: 202, schema: 'Backfill', example: { ...BACKFILL, queued: 0, synced: 0 } },
    errors: { 409: ['not_connected', 'backfill_open'] },
  },
  {
    method: 'get',
    path: '/api/v1/backfill',
    chapter: 'Past conversations',
    summary: 'List runs over past conversations',
    access: 'read',
    query: listBackfillsQuery,
    answer: { status: 200, schema: pageOf('Backfill'), example: { items: [BACKFILL], nextCursor: null } },
    errors: { 400: ['invalid_cursor'] },
  },
  {
    method: 'get',
    path: '/api/v1/backfill/:id',
    chapter: 'Past conversations',
    summary: 'Read how far a run is',
    access: 'read',
    answer: { status: 200, schema: 'Backfill', example: BACKFILL },
    errors: { 404: ['not_found'] },
  },
  steer('pause', 'Pause a run', 'paused'),
  steer('resume', 'Resume a run', 'running'),
  steer('cancel', 'Stop a run', 'cancelled'),
];
