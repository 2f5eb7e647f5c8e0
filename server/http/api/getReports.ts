import { z } from 'zod';
import {
  REPORT_GROUPINGS,
  REPORT_NAMES,
  REPORT_PERIODS,
  type ReportName,
  type Reports,
} from '../../../shared/reports.ts';
import type { ReadReports } from '../../reports/createReports.ts';
import { reportTable } from '../../reports/reportTables.ts';
import { reportsView } from '../../reports/view/reportsView.ts';
import { readerOf } from '../../text/reader.ts';
import { csv } from '../csv.ts';
import { parseBody, unprocessable } from '../input.ts';
import type { ApiRoute } from '../route.ts';

export const getReportsQuery = z.strictObject({
  period: z.enum(REPORT_PERIODS).default('90d').describe('The last days or months up to now.'),
  groupBy: z.enum(REPORT_GROUPINGS).default('week').describe('Rows of the report `trend`.'),
  report: z.enum(REPORT_NAMES).optional().describe('One report as a table.'),
  locale: z.string().max(40).optional().describe('How dates and numbers of `view` are written.'),
});

/** As much as a page can show; an export has more of its own rows and none of others. */
const PAGE = { accounts: 50, requests: 50 };
const EXPORT_ROWS = 1_000;

/**
 * `GET /api/v1/reports?period=&groupBy=`: all reports of a period. With `report=` and `Accept: text/csv` one of them
 * as a table; inside HubSpot, where a page cannot receive a file, the same text in JSON.
 */
export function getReports(deps: { readReports: ReadReports }): ApiRoute {
  return {
    method: 'get',
    path: '/reports',
    access: 'read',
    async handle({ caller, query, headers }) {
      const { period, groupBy, report, locale } = parseBody(getReportsQuery, query);
      const asTable = headers['accept']?.includes('text/csv') === true;
      if (asTable && !report) {
        const message = `names the table to export: one of ${REPORT_NAMES.join(', ')}`;
        throw unprocessable([{ path: 'report', message }]);
      }
      const rows = report ? { accounts: 0, requests: 0, [report]: EXPORT_ROWS } : PAGE;
      const reports = await deps.readReports(caller.orgId, { period, groupBy, rows });
      if (report) return asTable ? asFile(report, reports) : asText(report, reports);
      const view = reportsView(reports, readerOf(locale, reports.period.timeZone));
      return { status: 200, body: { ...reports, view } };
    },
  };
}

function asFile(report: ReportName, reports: Reports) {
  return {
    status: 200,
    body: tableOf(report, reports),
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="liveprompt-${report}-${reports.period.name}.csv"`,
    },
  };
}

function asText(report: ReportName, reports: Reports) {
  return { status: 200, body: { report, csv: tableOf(report, reports) } };
}

function tableOf(report: ReportName, reports: Reports): string {
  const { columns, rows } = reportTable(report, reports);
  return csv(columns, rows);
}
