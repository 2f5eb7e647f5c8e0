import { audit } from '../audit/audit.ts';
import type { AuditDocument } from '../audit/audit.types.ts';
import type { Store } from '../store/store.ts';
import { createScrubber } from './scrub.ts';

/**
 * Drops what audit entries say when it names the person; that they happened stays, and so does the chain,
 * which holds fingerprints only.
 */
export async function redactAudit(store: Store, orgId: string, needles: readonly string[]): Promise<void> {
  const naming = await entriesNaming(store, orgId, needles);
  if (naming.length === 0) return;
  await store
    .collection(audit)
    .updateMany({ _id: { $in: naming.map(({ _id }) => _id) } }, { $set: { details: null } });
}

/** What the trail says that names the person, newest first. */
export async function entriesNaming(
  store: Store,
  orgId: string,
  needles: readonly string[],
): Promise<AuditDocument[]> {
  const scrub = createScrubber(needles);
  const naming: AuditDocument[] = [];
  const entries = store.collection(audit).find({ orgId, details: { $ne: null } });
  for await (const entry of entries.sort({ seq: -1 })) {
    const { salt: _salt, ...said } = entry.details ?? { salt: '' };
    const text = JSON.stringify(said);
    if (scrub(text) !== text) naming.push(entry);
  }
  return naming;
}
