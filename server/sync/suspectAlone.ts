import type { SyncDocument } from './ledger.types.ts';

/** A turn that died leaves its rows `running`; after this many deaths a row works alone (reliability.md §4). */
const SUSPECT_DEATHS = 2;

/** One conversation that kills its turn must not take ninety-nine others along. */
export function suspectAlone(due: readonly SyncDocument[]): readonly SyncDocument[] {
  const suspect = due.find(({ state, attempts }) => state === 'running' && attempts >= SUSPECT_DEATHS);
  return suspect ? [suspect] : due;
}
