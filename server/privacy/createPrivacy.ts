import { createErasePerson } from './erasePerson.ts';
import { createErasures, type ErasuresDeps } from './erasures.ts';
import { createExportPerson } from './exportPerson.ts';
import { createRemoveContent } from './removeContent.ts';
import { createRetention, type RetentionDeps } from './retention.ts';
import { createTombstones } from './tombstones.ts';

/** What a person may ask of us about themselves, and how long conversations are kept, put together. */
export function createPrivacy(deps: Omit<ErasuresDeps, 'erase'> & Omit<RetentionDeps, 'removeContent'>) {
  const tombstones = createTombstones(deps);
  return {
    tombstones,
    erasures: createErasures({ ...deps, erase: createErasePerson({ store: deps.store, tombstones }) }),
    exportPerson: createExportPerson(deps),
    removeOldContent: createRetention({ ...deps, removeContent: createRemoveContent(deps) }),
  };
}
