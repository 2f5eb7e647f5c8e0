import { isSecondLook, nextRematch } from '../../../server/sync/rematch.ts';
import type { Rematch } from '../../../server/sync/ledger.types.ts';
import type { Ref } from '../../../server/sync/ref.ts';
import type { Work } from '../../../server/sync/turn.types.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);
const DAY = 86_400_000;
const NO_DEAL = { what: 'deal', reason: 'no_open_deal: these contacts have no deal' };

const work = (
  over: { skips?: { what: string; reason: string }[]; rematch?: Rematch | null; outcome?: string } = {},
) =>
  ({
    row: { rematch: over.rematch, syncedVersion: 1 },
    version: 1,
    objects: [],
    session: null,
    plan: {
      outcome: over.outcome ?? 'write',
      skips: over.skips ?? [],
      links: [{ ref: 'contacts:new:js@old.com', rule: 'created', evidence: '', confidence: 1 }],
    },
  }) as unknown as Work;
const turn = (...found: Ref[]) => ({
  found: new Map(found.map((ref) => [ref, { rule: 'email', evidence: '', confidence: 1 }])),
});

describe('the next look at a synced conversation', () => {
  it('is in a day while it has no deal, and none when it has one or is not in HubSpot', () => {
    expect(nextRematch(turn(), work({ skips: [NO_DEAL] }), NOW)?.at).toEqual(later(DAY));
    expect(nextRematch(turn(), work(), NOW)).toBeNull();
    expect(nextRematch(turn(), work({ skips: [NO_DEAL], outcome: 'filtered' }), NOW)).toBeNull();
  });

  it('keeps the end of the week that began with the first, and stops there', () => {
    const first = nextRematch(turn(), work({ skips: [NO_DEAL] }), NOW);
    const next = nextRematch(turn(), work({ skips: [NO_DEAL], rematch: first }), later(3 * DAY));
    expect(next?.until).toEqual(first?.until);
    expect(nextRematch(turn(), work({ skips: [NO_DEAL], rematch: first }), later(7 * DAY))).toBeNull();
  });

  it('is in a minute when a contact turned out to exist that nothing was read of', () => {
    expect(nextRematch(turn('contacts:new:js@old.com'), work(), NOW)?.at).toEqual(later(60_000));
    expect(nextRematch(turn('companies:new:old.com'), work(), NOW)).toBeNull();
  });

  it('is a second look only when it is due and the version is the one that was synced', () => {
    const rematch = { at: NOW, until: later(DAY) };
    expect(isSecondLook(work({ rematch }), NOW)).toBe(true);
    expect(isSecondLook(work({ rematch }), later(-1))).toBe(false);
    expect(isSecondLook({ ...work({ rematch }), version: 2 }, NOW)).toBe(false);
    expect(isSecondLook(work({ rematch: null }), NOW)).toBe(false);
  });
});
