import type { History, Rule } from '../../chaos/checker/history.types.ts';
import {
  accepted,
  call,
  goodHistory,
  goodRecords,
  meeting,
  note,
  request,
  portal,
  record,
  row,
  T0,
  task,
} from './goodHistory.ts';

const at = new Date(T0);
export const withRow = (over: Parameters<typeof row>[0]): Partial<History> => ({
  database: { ...goodHistory().database, syncs: [row(over)] },
});
export const withRecords = (over: ReturnType<typeof goodRecords>): Partial<History> => ({
  portals: [portal({ ...goodRecords(), ...over })],
});
const [object] = row().objects;

/** Each history breaks one promise, and its rule is among those that notice. */
export const BAD: readonly (readonly [Rule, string, Partial<History>])[] = [
  ['V1', 'a 202 that is not in the journal', { database: { ...goodHistory().database, journal: [] } }],
  [
    'V1',
    'an accepted version that never arrived',
    { accepted: [accepted({ session: { id: 'ses_1', version: 2 } })] },
  ],
  ['V2', 'a conversation that is still queued', withRow({ state: 'queued' })],
  ['V2', 'a conversation left running', withRow({ state: 'running' })],
  ['V2', 'a conversation nobody put into the ledger', { database: { ...goodHistory().database, syncs: [] } }],
  [
    'V2',
    'a conversation held although the portal is connected',
    withRow({ state: 'held', heldReason: 'paused' }),
  ],
  [
    'V3',
    'two meetings',
    withRecords({ meetings: [meeting('1', 'ses_1', 'Call v1'), meeting('7', 'ses_1', 'Call v1')] }),
  ],
  ['V3', 'no meeting', withRecords({ meetings: [] })],
  [
    'V3',
    'a meeting that shows an older version',
    withRecords({ meetings: [meeting('1', 'ses_1', 'Call v0')] }),
  ],
  [
    'V4',
    'two tasks for one action item',
    withRecords({ tasks: [task('2', 'ses_1', 'act_1'), task('8', 'ses_1', 'act_1')] }),
  ],
  [
    'V3',
    'two meetings for a while',
    withRecords({
      meetings: [
        meeting('1', 'ses_1', 'Call v1'),
        meeting('7', 'ses_1', 'Call v1', {
          archived: true,
          createdAt: new Date(T0 + 1_000).toISOString(),
          archivedAt: new Date(T0 + 600_000).toISOString(),
        }),
      ],
    }),
  ],
  ['V4', 'no task', withRecords({ tasks: [] })],
  [
    'V4',
    'a task nobody asked for',
    withRecords({ tasks: [task('2', 'ses_1', 'act_1'), task('8', 'ses_1', 'act_9')] }),
  ],
  ['V4', 'a note nobody asked for', withRecords({ notes: [note('3', 'ses_1'), request('4', 'ses_1')] })],
  ['V4', 'two notes', withRecords({ notes: [note('3', 'ses_1'), note('4', 'ses_1')] })],
  ['V5', 'an event the ledger says was sent', withRow({ events: ['ses_1:other:501'] })],
  ['V5', 'an event listed twice', withRow({ events: [...row().events, ...row().events] })],
  [
    'V5',
    'two events of one happening',
    {
      portals: [
        {
          ...portal(goodRecords()),
          events: [
            ...portal({}).events,
            ...portal({}).events.map((one) => ({ ...one, id: `${one.id}:again` })),
          ],
        },
      ],
    },
  ],
  ['V6', 'a ledger id that does not exist', withRow({ objects: object ? [{ ...object, id: '404' }] : [] })],
  ['V6', 'a live meeting no row knows', withRow({ objects: row().objects.slice(1) })],
  [
    'V6',
    'a ledger id of another conversation',
    withRecords({ meetings: [meeting('1', 'ses_2', 'Call v1')] }),
  ],
  [
    'V6',
    'an archived meeting called live',
    withRecords({ meetings: [meeting('1', 'ses_1', 'Call v1', { archived: true })] }),
  ],
  [
    'V7',
    'a meeting with nobody',
    withRecords({ meetings: [meeting('1', 'ses_1', 'Call v1', { associations: [] })] }),
  ],
  [
    'V8',
    'two companies of ours for a domain',
    withRecords({
      companies: [
        record('companies', '9', { domain: 'acme.com' }),
        record('companies', '10', { domain: 'ACME.com' }),
      ],
    }),
  ],
  [
    'V8',
    'a company beside the one that was there',
    withRecords({
      companies: [
        record(
          'companies',
          '5',
          { domain: 'acme.com' },
          { createdBy: 'person', createdAt: new Date(T0 - 1).toISOString() },
        ),
        record('companies', '9', { domain: 'acme.com' }),
      ],
    }),
  ],
  [
    'V9',
    'a conversation in a stranger’s portal',
    { ties: [{ orgId: 'org_1', portalId: '2', from: T0, until: null }] },
  ],
  ['V10', 'a write after the disconnect', { silences: [{ portalId: '1', from: T0 - 1, until: null }] }],
  ['V11', 'a limit that was passed', { calls: [call({ status: 429 })] }],
  ['V11', 'a call HubSpot objects to', { calls: [call({ violations: ['unknown key'] })] }],
  [
    'V11',
    'a call with another property than the one a person deleted',
    {
      takenAway: [{ portalId: '1', property: 'liveprompt_key', at: T0 }],
      calls: [call({ violations: ['liveprompt_kee does not exist'] })],
    },
  ],
  [
    'V12',
    'an edit that was overwritten',
    {
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
    'V12',
    'an edited task that is gone',
    {
      people: [
        {
          did: 'edit',
          portalId: '1',
          type: 'tasks',
          id: '77',
          at: T0,
          properties: { hs_task_subject: 'Mine' },
        },
      ],
    },
  ],
  [
    'V12',
    'a meeting made again that a person removed',
    {
      ...withRecords({
        meetings: [meeting('1', 'ses_1', 'Call v1', { archived: true }), meeting('5', 'ses_1', 'Call v1')],
      }),
      people: [{ did: 'remove', portalId: '1', type: 'meetings', id: '1', at: T0 }],
    },
  ],
  ['V13', 'a good conversation refused', withRow({ state: 'failed' })],
  ['V13', 'a bad conversation that went through', { plantedBad: ['org_1:ses_1'] }],
  [
    'V14',
    'a fence that fell',
    {
      fences: [
        { document: 'portals:1', fence: 2 },
        { document: 'portals:1', fence: 1 },
      ],
    },
  ],
  [
    'V14',
    'two workers with one fence',
    {
      fences: [
        { document: 'portals:1', fence: 1, holder: 'worker 1' },
        { document: 'portals:1', fence: 1, holder: null },
        { document: 'portals:1', fence: 1, holder: 'worker 2' },
      ],
    },
  ],
  ['V15', 'a further run that wrote', { rerun: [call({})] }],
  ['V16', 'a synced conversation that is not counted', withRow({ firstSyncedAt: null })],
  [
    'V16',
    'a filtered one that is',
    withRow({ state: 'filtered', objects: [], links: [], firstSyncedAt: at }),
  ],
  ['V16', 'a wrong answer about usage', { usage: { org_1: 2 } }],
  ['V17', 'a secret in a log', { outputs: ['token=CANARY'] }],
  [
    'V18',
    'a deleted conversation that is still shown',
    {
      ...withRow({ state: 'removed' }),
      accepted: [
        accepted(),
        accepted({ webhookId: 'msg_1', type: 'session.deleted', session: { id: 'ses_1', version: 1 } }),
      ],
    },
  ],
];
