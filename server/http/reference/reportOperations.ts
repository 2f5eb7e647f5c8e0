import { getReportsQuery } from '../api/getReports.ts';
import type { Operation } from './operation.types.ts';

/** Figures over many conversations. */
export const reportOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/reports',
    chapter: 'Reports',
    summary: 'Read the reports of a period',
    detail:
      'Conversations and score over time, length by the deal stage of then, what became of action items, accounts and feature requests. Days, weeks and months are those of the zone in the settings. With `report` and `Accept: text/csv` one report as a table that is safe to open in a spreadsheet, with up to 1,000 rows; with `report` alone the same text in JSON. `view` is the same in words, for our page in HubSpot.',
    access: 'read',
    query: getReportsQuery,
    answer: {
      status: 200,
      schema: 'ReportsAnswer',
      example: {
        period: {
          name: '90d',
          groupBy: 'week',
          from: '2026-08-23T22:00:00.000Z',
          to: '2026-11-20T12:00:00.000Z',
          timeZone: 'Europe/Berlin',
          complete: true,
        },
        totals: { conversations: 214, minutes: 6420, accounts: 57, requests: 12, averageScore: 71 },
        trend: [
          {
            start: '2026-11-16',
            conversations: 19,
            minutes: 570,
            accounts: 12,
            averageScore: 74,
            scored: 18,
          },
        ],
        stages: [
          {
            kind: 'stage',
            pipelineId: 'default',
            pipeline: 'Sales Pipeline',
            stageId: 'contractsent',
            stage: 'Contract sent',
            conversations: 31,
            minutes: 1240,
            averageMinutes: 40,
          },
        ],
        tasks: {
          created: 320,
          completed: 256,
          open: 64,
          overdue: 12,
          completionShare: 0.8,
          medianDays: 2.5,
          byOwner: [
            {
              owner: 'rep@seller.com',
              created: 180,
              completed: 151,
              open: 29,
              overdue: 4,
              completionShare: 0.839,
              medianDays: 2.1,
            },
          ],
        },
        accounts: [
          {
            id: '901',
            name: 'Acme',
            url: 'https://app.hubspot.com/contacts/12345678/record/0-2/901',
            conversations: 9,
            minutes: 310,
            lastAt: '2026-11-19T10:00:00.000Z',
            averageGapDays: 8.4,
          },
        ],
        requests: [
          {
            title: 'Single sign-on',
            conversations: 7,
            lastAt: '2026-11-19T10:00:00.000Z',
            accountCount: 1,
            accounts: [
              {
                id: '901',
                name: 'Acme',
                url: 'https://app.hubspot.com/contacts/12345678/record/0-2/901',
              },
            ],
          },
        ],
        view: {
          note: 'Aug 24, 2026 to Nov 20, 2026, days of Europe/Berlin.',
          empty: null,
          sections: [
            {
              report: 'requests',
              title: 'Feature requests',
              note: 'The same request in another spelling is counted with it.',
              figures: [],
              charts: [],
              table: {
                fold: null,
                columns: ['Feature', 'Times', 'Asked by', 'Last time'],
                rows: [{ cells: ['Single sign-on', '7', 'Acme', 'Nov 19, 2026'], url: null }],
              },
              none: 'What customers ask for appears here, counted over all conversations.',
            },
          ],
        },
      },
    },
  },
];
