import type { History } from '../../chaos/checker/history.types.ts';
import { withRecords, withRow } from './badHistories.ts';
import { call, meeting, record, T0, task } from './goodHistory.ts';

/** What looks odd and is right. */
export const GOOD: readonly (readonly [string, Partial<History>])[] = [
  ['a run without a fault', {}],
  ['a limit that a fault pretended', { calls: [call({ status: 429, fault: 'status' })] }],
  [
    'a call with a property that a person has just deleted',
    {
      takenAway: [{ portalId: '1', property: 'liveprompt_key', at: T0 }],
      calls: [call({ violations: ['Property "liveprompt_key" does not exist'] })],
    },
  ],
  [
    'a meeting a person deleted',
    {
      ...withRecords({ meetings: [meeting('1', 'ses_1', 'Call v1', { archived: true })] }),
      people: [{ did: 'remove', portalId: '1', type: 'meetings', id: '1', at: T0 }],
    },
  ],
  [
    'a meeting that came very late and was swept away',
    {
      ...withRecords({
        meetings: [
          meeting('1', 'ses_1', 'Call v1'),
          meeting('7', 'ses_1', 'Call v1', {
            archived: true,
            archivedAt: new Date(T0 + 600_000).toISOString(),
          }),
        ],
      }),
      lateSurplus: true,
    },
  ],
  [
    'a task that went and came again',
    withRecords({
      tasks: [
        task('8', 'ses_1', 'act_1', {
          archived: true,
          createdAt: new Date(T0 - 2_000).toISOString(),
          archivedAt: new Date(T0 - 1_000).toISOString(),
        }),
        task('2', 'ses_1', 'act_1'),
      ],
    }),
  ],
  [
    'what was wiped with its organisation',
    {
      database: { journal: [], sessions: [], syncs: [], installs: [] },
      ties: [{ orgId: 'org_1', portalId: '1', from: T0, until: T0 + 1 }],
      usage: {},
    },
  ],
  [
    'a read after the disconnect',
    {
      silences: [{ portalId: '1', from: T0 - 1, until: null }],
      calls: [call({ path: '/crm/objects/2026-09/contacts/batch/read' })],
    },
  ],
  ['a write before it', { silences: [{ portalId: '1', from: T0 + 1, until: null }] }],
  [
    'an edit that stands',
    {
      ...withRecords({
        tasks: [
          {
            ...task('2', 'ses_1', 'act_1'),
            properties: { ...task('2', 'ses_1', 'act_1').properties, hs_task_subject: 'Mine' },
          },
        ],
      }),
      people: [
        {
          did: 'edit',
          portalId: '1',
          type: 'tasks',
          id: '2',
          at: T0,
          properties: { hs_task_subject: 'Mine' },
        },
      ],
    },
  ],
  [
    'a company a person made later',
    withRecords({
      companies: [
        record('companies', '9', { domain: 'acme.com' }),
        record(
          'companies',
          '12',
          { domain: 'acme.com' },
          { createdBy: 'person', createdAt: new Date(T0 + 1).toISOString() },
        ),
      ],
    }),
  ],
  [
    'a planted bad conversation that was refused',
    { plantedBad: ['org_1:ses_1'], ...withRow({ state: 'partial' }) },
  ],
];
