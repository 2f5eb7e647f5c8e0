import type { AuditEntry } from '../../shared/audit.ts';
import { csv } from './csv.ts';

const COLUMNS = ['at', 'who', 'what', 'where', 'subject', 'before', 'after'] as const;

/** The trail as a table, one row per entry. */
export function auditCsv(entries: readonly AuditEntry[]): string {
  return csv(
    COLUMNS,
    entries.map((entry) => COLUMNS.map((column) => textOf(entry[column]))),
  );
}

function textOf(value: AuditEntry[(typeof COLUMNS)[number]]): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  return Object.entries(value)
    .map(([path, text]) => `${path}: ${text}`)
    .join('\n');
}
