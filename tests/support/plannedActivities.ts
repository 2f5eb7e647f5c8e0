import { fingerprints, wordPrints } from '../../server/sync/fingerprint.ts';
import type { LedgerObject } from '../../server/sync/ledger.types.ts';
import type { ActivityWrite } from '../../server/sync/plan.types.ts';
import type { Ref } from '../../server/sync/ref.ts';

const AT = new Date('2026-11-24T10:00:00Z');

/** What the ledger says of an activity after a write that HubSpot took. */
export function afterWrite(
  write: ActivityWrite,
  before: LedgerObject | undefined,
  resolve: (one: Ref) => Ref,
  newId: () => string,
): LedgerObject {
  const { key, type } = write;
  if (write.action === 'create') {
    return {
      key,
      type,
      id: newId(),
      state: 'live',
      written: fingerprints(write.properties),
      words: wordPrints(write.properties),
      links: write.links.map(resolve),
      rule: write.rule,
      at: AT,
    };
  }
  if (!before) throw new Error(`${write.action} of ${key}, which was never made`);
  if (write.action === 'archive') return { ...before, state: 'archived' };
  const links = before.links.filter((link) => !write.removeLinks.includes(link as Ref));
  return {
    ...before,
    written: { ...before.written, ...fingerprints(write.properties) },
    words: { ...before.words, ...wordPrints(write.properties) },
    links: [...links, ...write.addLinks.map(resolve)],
  };
}
