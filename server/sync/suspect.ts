import type { SyncDocument } from './ledger.types.ts';

/** A turn that died leaves its rows `running`; after this many deaths a row works alone (reliability.md §4). */
const SUSPECT_DEATHS = 2;

/** The conversation that may be what kills its turns: it must not take ninety-nine others along. */
export function suspectOf(due: readonly SyncDocument[]): SyncDocument | undefined {
  return due.find(({ state, attempts }) => state === 'running' && attempts >= SUSPECT_DEATHS);
}
