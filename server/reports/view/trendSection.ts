import type { Reports } from '../../../shared/reports.ts';
import type { ReportSection } from '../../../shared/reportsView.ts';
import type { Reader } from '../../text/reader.ts';
import { numberOr } from './cells.ts';
import { texts } from './words.ts';

const words = texts.trend;

/** Conversations and score, week by week or month by month. Pure. */
export function trendSection({ totals, trend }: Reports, reader: Reader): ReportSection {
  const day = (start: string) => reader.calendarDay(start);
  return {
    report: 'trend',
    title: words.title,
    note: words.note,
    figures: [
      { label: words.figures.conversations, value: reader.number(totals.conversations) },
      { label: words.figures.hours, value: reader.number(Math.round(totals.minutes / 6) / 10) },
      { label: words.figures.accounts, value: reader.number(totals.accounts) },
      { label: words.figures.score, value: numberOr(totals.averageScore, reader) },
    ],
    charts: [
      {
        kind: 'bar',
        title: words.conversations,
        x: texts.axes.start,
        y: texts.axes.conversations,
        points: trend.map(({ start, conversations }) => ({ x: day(start), y: conversations })),
      },
      {
        kind: 'line',
        title: words.score,
        x: texts.axes.start,
        y: texts.axes.score,
        // A week without a score is no week with a score of nothing.
        points: trend.flatMap(({ start, averageScore }) =>
          averageScore === null ? [] : [{ x: day(start), y: averageScore }],
        ),
      },
    ],
    table: {
      fold: texts.asTable,
      columns: [...words.columns],
      rows: trend
        .filter(({ conversations }) => conversations > 0)
        .reverse()
        .map((row) => ({
          url: null,
          cells: [
            day(row.start),
            reader.number(row.conversations),
            reader.number(row.minutes),
            reader.number(row.accounts),
            numberOr(row.averageScore, reader),
          ],
        })),
    },
    none: words.none,
  };
}
