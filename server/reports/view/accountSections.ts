import type { ReportAccount, Reports } from '../../../shared/reports.ts';
import type { ReportSection } from '../../../shared/reportsView.ts';
import type { Reader } from '../../text/reader.ts';
import { noteFor, numberOr, tableOr } from './cells.ts';
import { texts } from './words.ts';

/** Bars that can still be told apart. */
const BARS = 10;

/** How often each company is spoken with. Pure. */
export function accountSection({ accounts, totals }: Reports, reader: Reader): ReportSection {
  const words = texts.accounts;
  return {
    report: 'accounts',
    title: words.title,
    note: noteFor(words.note, totals.accounts, reader),
    figures: [],
    charts: [
      {
        kind: 'bar',
        title: words.chart,
        x: words.columns[0],
        y: texts.axes.conversations,
        points: accounts.slice(0, BARS).map((row) => ({ x: nameOf(row), y: row.conversations })),
      },
    ],
    table: tableOr(
      words.columns,
      accounts.map((row) => ({
        url: row.url,
        cells: [
          nameOf(row),
          reader.number(row.conversations),
          reader.day(row.lastAt),
          numberOr(row.averageGapDays, reader),
        ],
      })),
    ),
    none: words.none,
  };
}

/** What was asked for, and by whom. Pure. */
export function requestSection({ requests }: Reports, reader: Reader): ReportSection {
  const words = texts.requests;
  return {
    report: 'requests',
    title: words.title,
    note: noteFor(words.note, requests.length, reader),
    figures: [],
    charts: [],
    table: tableOr(
      words.columns,
      requests.map(({ title, conversations, accounts, accountCount, lastAt }) => {
        const more = accountCount - accounts.length;
        const names = accounts.map(nameOf).join(', ');
        return {
          url: null,
          cells: [
            title,
            reader.number(conversations),
            more > 0 ? `${names} ${words.more(reader.number(more))}` : names || texts.unknown,
            reader.day(lastAt),
          ],
        };
      }),
    ),
    none: words.none,
  };
}

function nameOf({ id, name }: ReportAccount): string {
  return name ?? texts.accounts.unnamed(id);
}
