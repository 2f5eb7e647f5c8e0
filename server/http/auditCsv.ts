import type { AuditEntry } from '../../shared/audit.ts';

const COLUMNS = ['at', 'who', 'what', 'where', 'subject', 'before', 'after'] as const;

/** The trail as a table (RFC 4180), one row per entry. */
export function auditCsv(entries: readonly AuditEntry[]): string {
  const rows = entries.map((entry) => COLUMNS.map((column) => cell(textOf(entry[column]))).join(','));
  return [COLUMNS.join(','), ...rows].map((row) => `${row}\r\n`).join('');
}

function textOf(value: AuditEntry[(typeof COLUMNS)[number]]): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  return Object.entries(value)
    .map(([path, text]) => `${path}: ${text}`)
    .join('\n');
}

/** A cell that begins like a formula is one to a spreadsheet; an apostrophe makes it text again (OWASP, CSV injection). */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) || harmless !== harmless.trim()
    ? `"${harmless.replaceAll('"', '""')}"`
    : harmless;
}
