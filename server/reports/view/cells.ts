import type { ReportTable } from '../../../shared/reportsView.ts';
import type { Reader } from '../../text/reader.ts';
import { shorten } from '../../text/shorten.ts';
import { texts } from './words.ts';

/** What fits on a page without becoming a list to scroll through. */
export const SHOWN = 15;
const AXIS_LABEL = 28;

/** A long name would leave no room for its bar. */
export function axisLabel(name: string): string {
  return shorten(name, AXIS_LABEL);
}

export function numberOr(value: number | null, reader: Reader): string {
  return value === null ? texts.unknown : reader.number(value);
}

export function shareOr(value: number | null, reader: Reader): string {
  return value === null ? texts.unknown : reader.percent(value);
}

/** null: without rows there is no table. */
export function tableOr(columns: readonly string[], rows: ReportTable['rows']): ReportTable | null {
  return rows.length === 0 ? null : { fold: null, columns: [...columns], rows: rows.slice(0, SHOWN) };
}

/** The note of a section, and that not all of it is shown. */
export function noteFor(note: string, rows: number, reader: Reader): string {
  return rows <= SHOWN ? note : `${note} ${texts.first(reader.number(SHOWN), reader.number(rows))}`;
}
