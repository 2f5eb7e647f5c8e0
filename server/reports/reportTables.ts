import type { ReportName, Reports } from '../../shared/reports.ts';

/** One report as a table for a spreadsheet: plain numbers, ISO dates, an empty cell for what nobody knows. */
export interface PlainTable {
  columns: readonly string[];
  rows: string[][];
}

type Value = string | number | null;

/** Pure. */
export function reportTable(name: ReportName, reports: Reports): PlainTable {
  const { columns, rows } = TABLES[name](reports);
  return { columns, rows: rows.map((row) => row.map((value) => (value === null ? '' : String(value)))) };
}

const TABLES: Record<ReportName, (reports: Reports) => { columns: readonly string[]; rows: Value[][] }> = {
  trend: ({ trend }) => ({
    columns: ['start', 'conversations', 'minutes', 'accounts', 'average_score', 'scored_conversations'],
    rows: trend.map((row) => [
      row.start,
      row.conversations,
      row.minutes,
      row.accounts,
      row.averageScore,
      row.scored,
    ]),
  }),
  stages: ({ stages }) => ({
    columns: ['kind', 'pipeline', 'stage', 'stage_id', 'conversations', 'minutes', 'average_minutes'],
    rows: stages.map((row) => [
      row.kind,
      row.pipeline,
      row.stage,
      row.stageId,
      row.conversations,
      row.minutes,
      row.averageMinutes,
    ]),
  }),
  tasks: ({ tasks }) => ({
    columns: [
      'owner',
      'created',
      'completed',
      'open',
      'overdue',
      'completion_share',
      'median_days_to_completion',
    ],
    rows: tasks.byOwner.map((row) => [
      row.owner,
      row.created,
      row.completed,
      row.open,
      row.overdue,
      row.completionShare === null ? null : row.completionShare.toFixed(3),
      row.medianDays,
    ]),
  }),
  accounts: ({ accounts }) => ({
    columns: ['company_id', 'company', 'conversations', 'minutes', 'last_conversation', 'average_gap_days'],
    rows: accounts.map((row) => [
      row.id,
      row.name,
      row.conversations,
      row.minutes,
      row.lastAt,
      row.averageGapDays,
    ]),
  }),
  requests: ({ requests }) => ({
    columns: ['feature', 'conversations', 'companies', 'asked_by', 'last_asked'],
    rows: requests.map((row) => [
      row.title,
      row.conversations,
      row.accountCount,
      row.accounts.map(({ name, id }) => name ?? id).join('; '),
      row.lastAt,
    ]),
  }),
};
