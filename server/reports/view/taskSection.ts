import type { Reports } from '../../../shared/reports.ts';
import type { ReportSection } from '../../../shared/reportsView.ts';
import type { Reader } from '../../text/reader.ts';
import { noteFor, numberOr, shareOr, tableOr } from './cells.ts';
import { texts } from './words.ts';

const words = texts.tasks;

/** What became of action items. Pure. */
export function taskSection({ tasks }: Reports, reader: Reader): ReportSection {
  const { byOwner } = tasks;
  return {
    report: 'tasks',
    title: words.title,
    note: noteFor(words.note, byOwner.length, reader),
    figures:
      tasks.created === 0
        ? []
        : [
            { label: words.figures.created, value: reader.number(tasks.created) },
            {
              label: words.figures.completed,
              value: words.completed(reader.number(tasks.completed), shareOr(tasks.completionShare, reader)),
            },
            { label: words.figures.overdue, value: reader.number(tasks.overdue) },
            { label: words.figures.median, value: numberOr(tasks.medianDays, reader) },
          ],
    charts: [],
    table: tableOr(
      words.columns,
      byOwner.map((row) => ({
        url: null,
        cells: [
          row.owner ?? words.nobody,
          reader.number(row.created),
          reader.number(row.completed),
          shareOr(row.completionShare, reader),
          reader.number(row.overdue),
          numberOr(row.medianDays, reader),
        ],
      })),
    ),
    none: words.none,
  };
}
