import type { ReportName, Reports } from '../../../shared/reports.ts';
import type { ReportSection, ReportsView } from '../../../shared/reportsView.ts';
import type { Reader } from '../../text/reader.ts';
import { accountSection, requestSection } from './accountSections.ts';
import { stageSection } from './stageSection.ts';
import { taskSection } from './taskSection.ts';
import { trendSection } from './trendSection.ts';
import { texts } from './words.ts';

const SECTIONS: Record<ReportName, (reports: Reports, reader: Reader) => ReportSection> = {
  trend: trendSection,
  stages: stageSection,
  tasks: taskSection,
  accounts: accountSection,
  requests: requestSection,
};

/** All reports as a person reads them, in the order in which they are asked for. Pure. */
export function reportsView(reports: Reports, reader: Reader): ReportsView {
  const { from, to, timeZone, complete } = reports.period;
  const since = texts.since(reader.day(from), reader.day(to), timeZone);
  return {
    note: complete ? since : `${since} ${texts.cut(reader.dateTime(from))}`,
    empty: reports.totals.conversations === 0 ? texts.empty : null,
    sections: Object.values(SECTIONS).map((section) => section(reports, reader)),
  };
}
