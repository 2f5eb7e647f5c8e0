import type { ReportName, Reports } from './reports.ts';

/** The reports as our page draws them: worded and formatted by the server, in the reader's language of numbers. */
export interface ReportsView {
  /** Since when, until when, in whose time. */
  note: string;
  /** Set when there is nothing to count: why, and what will appear. */
  empty: { title: string; message: string } | null;
  sections: ReportSection[];
}

export interface ReportSection {
  report: ReportName;
  title: string;
  /** How to read it. */
  note: string;
  figures: ReportFigure[];
  charts: ReportChart[];
  /** null: there are no rows; `none` says what will appear. */
  table: ReportTable | null;
  none: string;
}

export interface ReportFigure {
  label: string;
  value: string;
}

/** For the eye: the same values are in the table. */
export interface ReportChart {
  kind: 'bar' | 'line';
  title: string;
  /** Names of the axes. */
  x: string;
  y: string;
  points: { x: string; y: number }[];
}

export interface ReportTable {
  /** What opens it; null: it is open. */
  fold: string | null;
  columns: string[];
  /** `url`: where the first cell leads. */
  rows: { cells: string[]; url: string | null }[];
}

/** Answer of `GET …/reports`. */
export interface ReportsAnswer extends Reports {
  view: ReportsView;
}
