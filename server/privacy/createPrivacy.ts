import { createErasePerson } from './erasePerson.ts';
import { createErasures, type ErasuresDeps } from './erasures.ts';
import { createExportPerson } from './exportPerson.ts';
import { createTombstones } from './tombstones.ts';

/** What a person may ask of us about themselves, put together. */
export function createPrivacy(deps: Omit<ErasuresDeps, 'erase'>) {
  const tombstones = createTombstones(deps);
  return {
    tombstones,
    erasures: createErasures({ ...deps, erase: createErasePerson({ store: deps.store, tombstones }) }),
    exportPerson: createExportPerson(deps),
  };
}
