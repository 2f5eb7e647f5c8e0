/** Reports over the conversations of an organisation (`GET /api/v1/reports`). Times are ISO-8601 instants in UTC. */
export const REPORT_PERIODS = ['30d', '90d', '12m'] as const;
export type ReportPeriodName = (typeof REPORT_PERIODS)[number];

export const REPORT_GROUPINGS = ['week', 'month'] as const;
export type ReportGrouping = (typeof REPORT_GROUPINGS)[number];

/** The tables, each of which can be exported. */
export const REPORT_NAMES = ['trend', 'stages', 'tasks', 'accounts', 'requests'] as const;
export type ReportName = (typeof REPORT_NAMES)[number];

export interface Reports {
  period: ReportPeriod;
  totals: ReportTotals;
  trend: ReportTrendRow[];
  stages: ReportStageRow[];
  tasks: ReportTasks;
  /** Most conversations first; cut where the answer would get too long for a page. */
  accounts: ReportAccountRow[];
  requests: ReportRequestRow[];
}

export interface ReportPeriod {
  name: ReportPeriodName;
  groupBy: ReportGrouping;
  from: string;
  to: string;
  /** Days, weeks and months are those of this zone. */
  timeZone: string;
  /** False: there were more conversations than are counted; `from` says since when all are. */
  complete: boolean;
}

export interface ReportTotals {
  conversations: number;
  minutes: number;
  /** Companies with at least one conversation. */
  accounts: number;
  /** Different features that were asked for. */
  requests: number;
  /** Mean engagement score after a conversation, null without any. */
  averageScore: number | null;
}

/** One week or month, oldest first; those without conversations too. */
export interface ReportTrendRow {
  /** `YYYY-MM-DD`: its first day, or the first day of the period. */
  start: string;
  conversations: number;
  minutes: number;
  /** Companies with at least one conversation in it. */
  accounts: number;
  averageScore: number | null;
  /** Conversations the average is made of. */
  scored: number;
}

/** Conversations by the stage their deal was in when they took place. */
export interface ReportStageRow {
  /** `unknown`: about a deal, but synced too long after to know its stage then. */
  kind: 'stage' | 'unknown' | 'no_deal';
  pipelineId: string | null;
  pipeline: string | null;
  stageId: string | null;
  stage: string | null;
  conversations: number;
  minutes: number;
  /** Of conversations whose length is known. */
  averageMinutes: number | null;
}

export interface ReportTaskCounts {
  created: number;
  completed: number;
  open: number;
  /** Open, and due before now. */
  overdue: number;
  /** 0–1, null without tasks. */
  completionShare: number | null;
  /** From the conversation to completion. */
  medianDays: number | null;
}

/** Tasks that came out of the conversations of the period, as HubSpot last showed them. */
export interface ReportTasks extends ReportTaskCounts {
  /** Most tasks first; `owner` is an e-mail, null: nobody. */
  byOwner: (ReportTaskCounts & { owner: string | null })[];
}

export interface ReportAccount {
  /** Company in HubSpot. */
  id: string;
  /** null: HubSpot did not tell just now, or the company is gone. */
  name: string | null;
  url: string | null;
}

export interface ReportAccountRow extends ReportAccount {
  conversations: number;
  minutes: number;
  lastAt: string;
  /** Days between two conversations, null for a single one. */
  averageGapDays: number | null;
}

/** A feature that was asked for, however it was spelt. */
export interface ReportRequestRow {
  title: string;
  conversations: number;
  lastAt: string;
  /** Companies that asked. */
  accountCount: number;
  /** The first few of them. */
  accounts: ReportAccount[];
}
