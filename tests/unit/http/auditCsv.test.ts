import fc from 'fast-check';
import type { AuditEntry } from '../../../shared/audit.ts';
import { auditCsv } from '../../../server/http/auditCsv.ts';

const entry = (change: Partial<AuditEntry>): AuditEntry => ({
  id: '1',
  at: '2026-11-24T10:00:00.000Z',
  who: 'admin@seller.com',
  what: 'settings_changed',
  where: 'liveprompt',
  subject: null,
  before: null,
  after: null,
  ...change,
});

/** A reader of RFC 4180, written from the RFC and not from our writer. */
function parse(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < csv.length; at += 1) {
    const char = csv[at] ?? '';
    if (quoted && char === '"' && csv[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (char === '"') quoted = !quoted;
    else if (!quoted && char === ',') {
      row.push(cell);
      cell = '';
    } else if (!quoted && char === '\r' && csv[at + 1] === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
      at += 1;
    } else cell += char;
  }
  return rows;
}

describe('the audit trail as a table', () => {
  it('has a heading and one row per entry', () => {
    const table = parse(
      auditCsv([entry({ before: { 'sync.auto': 'true' }, after: { 'sync.auto': 'false' } })]),
    );
    expect(table).toEqual([
      ['at', 'who', 'what', 'where', 'subject', 'before', 'after'],
      [
        '2026-11-24T10:00:00.000Z',
        'admin@seller.com',
        'settings_changed',
        'liveprompt',
        '',
        'sync.auto: true',
        'sync.auto: false',
      ],
    ]);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('makes %j text', (who) => {
    expect(parse(auditCsv([entry({ who })]))[1]?.[1]).toBe(`'${who}`);
  });

  it('comes back as it was, whatever people typed, and never begins like a formula', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (who, subject) => {
        const [, row] = parse(auditCsv([entry({ who, subject })]));
        expect(row).toHaveLength(7);
        expect([who, `'${who}`]).toContain(row?.[1]);
        expect([subject, `'${subject}`]).toContain(row?.[4]);
        for (const cell of row ?? []) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      }),
      { numRuns: 500 },
    );
  });
});
