import type { AuditEntry } from '#shared/audit.ts';

/** `sync.frequency: realtime → daily; …`, and what it was done to. */
export function changesOf({ before, after, subject }: AuditEntry): string {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const changes = names.map((name) => `${name}: ${before?.[name] ?? '–'} → ${after?.[name] ?? '–'}`);
  return [subject ?? '', ...changes].filter((part) => part !== '').join('; ');
}

/** RFC 4180, and nothing a spreadsheet would run as a formula. */
export function toCsv(entries: readonly AuditEntry[]): string {
  const rows = entries.map((entry) => [entry.at, entry.who, entry.what, entry.where, changesOf(entry)]);
  return [['at', 'who', 'what', 'where', 'changes'], ...rows]
    .map((row) => row.map(cell).join(','))
    .join('\r\n');
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
