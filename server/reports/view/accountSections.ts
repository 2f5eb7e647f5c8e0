import type { ReportAccount, Reports } from '../../../shared/reports.ts';
import type { ReportChart, ReportSection } from '../../../shared/reportsView.ts';
import type { Reader } from '../../text/reader.ts';
import { axisLabel, noteFor, numberOr, tableOr } from './cells.ts';
import { texts } from './words.ts';

/** Bars that can still be told apart. */
const BARS = 10;
/** Names in one cell. */
const NAMES = 3;

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
        points: bars(accounts),
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
export function requestSection({ requests, totals }: Reports, reader: Reader): ReportSection {
  const words = texts.requests;
  return {
    report: 'requests',
    title: words.title,
    note: noteFor(words.note, totals.requests, reader),
    figures: [],
    charts: [],
    table: tableOr(
      words.columns,
      requests.map(({ title, conversations, accounts, accountCount, lastAt }) => {
        const shown = accounts.slice(0, NAMES);
        const more = accountCount - shown.length;
        const names = shown.map(nameOf).join(', ');
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

/** Two companies of one name are two bars. */
function bars(accounts: Reports['accounts']): ReportChart['points'] {
  const names = accounts.map((row) => axisLabel(nameOf(row)));
  return accounts.slice(0, BARS).map((row, index) => {
    const name = names[index] ?? '';
    return { x: names.indexOf(name) === index ? name : `${name} (${row.id})`, y: row.conversations };
  });
}
