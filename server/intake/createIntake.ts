import type { Store } from '../store/store.ts';
import { createAdmit } from '../queue/admission.ts';
import { createJournal, type Journal } from './journal.ts';
import { createProjection, type ProjectDeps } from './project.ts';
import { createProjector } from './projector.ts';

type AdmitDeps = Parameters<typeof createAdmit>[0];

export interface IntakeDeps extends Omit<ProjectDeps, 'journal' | 'admit'>, AdmitDeps {
  store: Store;
  /** The journal as it is to be used, counted for example. */
  watched: (journal: Journal) => Journal;
}

/** What liveprompt sends, put together: stored first, then carried into the session store, the ledger and the queue. */
export function createIntake(deps: IntakeDeps) {
  const journal = deps.watched(createJournal(deps));
  const project = createProjection({ ...deps, journal, admit: createAdmit(deps) });
  return { journal, project, projector: createProjector({ project, log: deps.log }) };
}
