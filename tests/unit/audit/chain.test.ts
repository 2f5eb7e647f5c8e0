import fc from 'fast-check';
import { digestOf, GENESIS, hashOf, verifyChain } from '../../../server/audit/chain.ts';
import { createSeals } from '../../../server/audit/seal.ts';
import type { AuditDocument } from '../../../server/audit/audit.types.ts';

const seals = createSeals([{ kid: 'now', key: Buffer.alloc(32, 1) }]);

function trailOf(length: number): AuditDocument[] {
  const trail: AuditDocument[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const details = {
      salt: `salt-${seq}`,
      subject: seq % 2 === 0 ? null : `ses_${seq}`,
      before: { 'sync.auto': 'true' },
      after: { 'sync.auto': 'false' },
    };
    const row = {
      _id: `entry-${seq}`,
      orgId: 'org_1',
      seq,
      at: new Date(1_700_000_000_000 + seq),
      who: 'admin@seller.com',
      what: 'settings_changed' as const,
      where: 'liveprompt' as const,
      portalId: null,
      details,
      digest: digestOf(details),
      prev: trail.at(-1)?.hash ?? GENESIS,
    };
    const hash = hashOf(row);
    trail.push({ ...row, hash, seal: seals.seal('entry', { ...row, hash }) });
  }
  return trail;
}
const headOf = (trail: readonly AuditDocument[]) => {
  const end = { seq: trail.length, hash: trail.at(-1)?.hash ?? GENESIS };
  return { ...end, seal: seals.seal('end', { orgId: 'org_1', ...end }) };
};
const verify = (trail: readonly AuditDocument[], head: ReturnType<typeof headOf>) =>
  verifyChain(trail, head, seals);

/** Everything somebody with access to the database could do to one entry. */
const ALTERATIONS: Record<string, (entry: AuditDocument) => AuditDocument> = {
  who: (entry) => ({ ...entry, who: 'somebody@else.com' }),
  what: (entry) => ({ ...entry, what: 'connected' }),
  where: (entry) => ({ ...entry, where: 'system' }),
  when: (entry) => ({ ...entry, at: new Date(entry.at.getTime() + 1) }),
  portal: (entry) => ({ ...entry, portalId: '101' }),
  before: (entry) => ({ ...entry, details: entry.details && { ...entry.details, before: null } }),
  after: (entry) => ({
    ...entry,
    details: entry.details && { ...entry.details, after: { 'sync.auto': 'x' } },
  }),
  subject: (entry) => ({ ...entry, details: entry.details && { ...entry.details, subject: 'ses_other' } }),
  'who, and its own hash': (entry) => {
    const forged = { ...entry, who: 'somebody@else.com' };
    return { ...forged, hash: hashOf(forged) };
  },
};

describe('the chain of the audit trail', () => {
  it('holds for what was written, and when the values were dropped', () => {
    const trail = trailOf(5);
    expect(verify(trail, headOf(trail))).toEqual({ intact: true, entries: 5, brokenAt: null, unsealed: 0 });
    const redacted = trail.map((entry) => ({ ...entry, details: null }));
    expect(verify(redacted, headOf(trail)).intact).toBe(true);
    expect(verify([], headOf([])).intact).toBe(true);
  });

  it('holds when a writer died before it moved the head', () => {
    const trail = trailOf(5);
    expect(verify(trail, headOf(trailOf(4))).intact).toBe(true);
  });

  it.each(Object.entries(ALTERATIONS))('shows any entry whose %s was altered', (_name, alter) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(), (length, pick) => {
        const trail = trailOf(length);
        const at = pick % length;
        const altered = trail.map((entry, index) => (index === at ? alter(entry) : entry));
        expect(verify(altered, headOf(trail)).intact).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('shows where entries were removed, wherever they stood', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(), fc.nat(), (length, first, count) => {
        const trail = trailOf(length);
        const from = first % length;
        const rest = trail.filter((_, index) => index < from || index > from + (count % 3));
        expect(verify(rest, headOf(trail))).toEqual({
          intact: false,
          entries: rest.length,
          brokenAt: from + 1,
          unsealed: 0,
        });
      }),
    );
  });
});
