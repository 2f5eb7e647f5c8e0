import type { DealPipeline } from '../../../shared/options.ts';
import { accountReport } from '../../../server/reports/accountReport.ts';
import type { FiguresDocument, TaskFigure } from '../../../server/reports/figures.ts';
import { nextLook } from '../../../server/reports/nextLook.ts';
import { periodOf } from '../../../server/reports/period.ts';
import { requestReport } from '../../../server/reports/requestReport.ts';
import { stageReport } from '../../../server/reports/stageReport.ts';
import { taskReport } from '../../../server/reports/taskReport.ts';
import { trendReport } from '../../../server/reports/trendReport.ts';

const NOW = new Date('2026-11-25T12:00:00Z');
const day = (daysAgo: number) => new Date(NOW.getTime() - daysAgo * 86_400_000);

let made = 0;
function conversation(change: Partial<FiguresDocument> = {}): FiguresDocument {
  const sessionId = `ses_${(made += 1)}`;
  return {
    _id: `1:${sessionId}`,
    portalId: '1',
    orgId: 'org_1',
    sessionId,
    startedAt: day(1),
    minutes: 30,
    dealId: null,
    stage: null,
    companies: [],
    score: null,
    requests: [],
    tasks: {},
    lookAt: null,
    ...change,
  };
}
const task = (change: Partial<TaskFigure> = {}): TaskFigure => ({
  owner: 'dana@seller.com',
  dueAt: null,
  doneAt: null,
  ...change,
});

describe('the trend', () => {
  it('averages scores over conversations that have one, and keeps weeks without any conversation', () => {
    const period = periodOf('30d', 'week', 'UTC', NOW);
    const { totals, trend } = trendReport(
      [
        conversation({ score: 80, companies: ['1', '2'] }),
        conversation({ score: 61, companies: ['1'] }),
        conversation({ startedAt: day(15), minutes: null }),
      ],
      period,
    );
    expect(totals).toEqual({ conversations: 3, minutes: 60, accounts: 2, averageScore: 71 });
    expect(trend.map(({ conversations }) => conversations)).toEqual([0, 0, 1, 0, 2]);
    expect(trend[2]).toMatchObject({ averageScore: null, scored: 0, minutes: 0 });
    expect(trend[4]).toMatchObject({ averageScore: 71, scored: 2, accounts: 2 });
  });
});

describe('length by deal stage', () => {
  const stage = (id: string, label: string) => ({ id, pipelineId: 'default', label });
  const pipelines: DealPipeline[] = [
    {
      id: 'default',
      label: 'Sales',
      stages: [
        { id: 'new', label: 'New', closed: false },
        { id: 'offer', label: 'Offer sent', closed: false },
      ],
    },
  ];
  const all = [
    conversation({ minutes: 10 }),
    conversation({ dealId: '9', stage: null }),
    conversation({ dealId: '9', stage: stage('gone', 'Old stage'), minutes: 50 }),
    conversation({ dealId: '9', stage: stage('offer', 'Offer'), minutes: 40 }),
    conversation({ dealId: '8', stage: stage('offer', 'Offer'), minutes: null }),
    conversation({ dealId: '9', stage: stage('new', 'New'), minutes: 20 }),
  ];

  it('follows the pipeline, then deleted stages, unknown ones and conversations without a deal', () => {
    expect(
      stageReport(all, pipelines).map(({ kind, stage: name, conversations, averageMinutes }) => [
        kind,
        name,
        conversations,
        averageMinutes,
      ]),
    ).toEqual([
      ['stage', 'New', 1, 20],
      ['stage', 'Offer sent', 2, 40],
      ['stage', 'Old stage', 1, 50],
      ['unknown', null, 1, 30],
      ['no_deal', null, 1, 10],
    ]);
  });

  it('works without HubSpot telling the pipelines', () => {
    expect(stageReport(all, []).map(({ stage: name, pipeline }) => [name, pipeline])).toContainEqual([
      'Offer',
      'default',
    ]);
  });
});

describe('action items', () => {
  it('are counted by owner: done, overdue, and how long they took', () => {
    const report = taskReport(
      [
        conversation({
          startedAt: day(10),
          tasks: {
            1: task({ doneAt: day(9) }),
            2: task({ doneAt: day(5), dueAt: day(7) }),
            3: task({ dueAt: day(1) }),
            4: task({ dueAt: day(-1), owner: null }),
          },
        }),
      ],
      NOW,
    );
    expect(report).toMatchObject({
      created: 4,
      completed: 2,
      open: 2,
      overdue: 1,
      completionShare: 0.5,
      medianDays: 3,
    });
    expect(report.byOwner.map(({ owner, created, overdue }) => [owner, created, overdue])).toEqual([
      ['dana@seller.com', 3, 1],
      [null, 1, 0],
    ]);
  });

  it('have no share and no median where there are none', () => {
    expect(taskReport([conversation()], NOW)).toMatchObject({
      created: 0,
      completionShare: null,
      medianDays: null,
      byOwner: [],
    });
  });

  it('are looked at hourly at first, daily later, and no more after a year', () => {
    const next = (age: number, tasks: FiguresDocument['tasks']) => {
      const at = nextLook({ startedAt: day(age), tasks }, NOW);
      return at && (at.getTime() - NOW.getTime()) / 3_600_000;
    };
    const [open, done] = [{ 1: task() }, { 1: task({ doneAt: NOW }) }];
    expect([1, 20, 100, 400].map((age) => next(age, open))).toEqual([1, 6, 24, null]);
    expect([1, 20, 100].map((age) => next(age, done))).toEqual([24, 24, null]);
    expect(next(1, {})).toBeNull();
  });
});

describe('accounts', () => {
  it('are sorted by how often one speaks with them, with the days in between', () => {
    const at = (daysAgo: number, ...companies: string[]) =>
      conversation({ startedAt: day(daysAgo), companies });
    expect(accountReport([at(1, '7'), at(2, '8'), at(5, '8', '9'), at(12, '8')])).toMatchObject([
      { id: '8', conversations: 3, minutes: 90, averageGapDays: 5, lastAt: day(2).toISOString() },
      { id: '7', conversations: 1, averageGapDays: null },
      { id: '9', conversations: 1 },
    ]);
  });
});

describe('feature requests', () => {
  it('are one in every spelling, once per conversation, and named as they were said last', () => {
    expect(
      requestReport([
        conversation({ requests: ['Éxport to  CSV', 'export to csv'], companies: ['7'] }),
        conversation({ startedAt: day(3), requests: ['Export to CSV', 'Dark mode'], companies: ['7', '8'] }),
      ]),
    ).toMatchObject([
      { title: 'export to csv', conversations: 2, accountCount: 2, accounts: ['7', '8'] },
      { title: 'Dark mode', conversations: 1, lastAt: day(3).toISOString() },
    ]);
  });
});
