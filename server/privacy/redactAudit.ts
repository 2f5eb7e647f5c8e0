import { audit } from '../audit/audit.ts';
import type { Store } from '../store/store.ts';
import { createScrubber } from './scrub.ts';

/**
 * Drops what audit entries say when it names the person; that they happened stays, and so does the chain,
 * which holds fingerprints only.
 */
export async function redactAudit(store: Store, orgId: string, needles: readonly string[]): Promise<void> {
  const entries = store.collection(audit);
  const scrub = createScrubber(needles);
  const naming: string[] = [];
  for await (const { _id, details } of entries.find({ orgId, details: { $ne: null } })) {
    const { salt: _salt, ...said } = details ?? { salt: '' };
    const text = JSON.stringify(said);
    if (scrub(text) !== text) naming.push(_id);
  }
  if (naming.length > 0) await entries.updateMany({ _id: { $in: naming } }, { $set: { details: null } });
}
