import type { Logger } from 'pino';
import type { Audit } from '../audit/audit.types.ts';
import type { Clock } from '../clock.ts';
import type { InstallDocument } from '../installs/install.ts';
import { createErasePerson } from '../privacy/erasePerson.ts';
import type { Tombstones } from '../privacy/tombstones.ts';
import type { PortalQueue } from '../queue/portalQueue.ts';
import type { Store } from '../store/store.ts';
import { createRecordChanges } from '../sync/recordChanges.ts';
import { createAcceptCrmEvents } from './acceptCrmEvents.ts';
import { createEventLog } from './eventLog.ts';
import { createHandleCrmEvents } from './handleCrmEvent.ts';
import { createLinkedRows } from './linkedRows.ts';
import { createOnDeletion, createOnRestore } from './onDeletion.ts';
import { createOnMerge } from './onMerge.ts';
import { createOnPrivacyDeletion } from './onPrivacyDeletion.ts';
import { createOnStageChange } from './onStageChange.ts';
import { createOpenProposals } from './openProposals.ts';
import { createSyncAgain } from './syncAgain.ts';

/** What people do to records in HubSpot, from the webhook to everything it changes here. */
export function createCrmEvents(deps: {
  store: Store;
  clock: Clock;
  log: Logger;
  queue: Pick<PortalQueue, 'wake'>;
  audit: Audit;
  tombstones: Tombstones;
  installOf: (portalId: string) => Promise<InstallDocument | null>;
}) {
  const { store, log, installOf } = deps;
  const eventLog = createEventLog(deps);
  const records = createRecordChanges(deps);
  const proposals = createOpenProposals(deps);
  const linked = createLinkedRows(deps);
  const syncAgain = createSyncAgain(deps);
  const worker = createHandleCrmEvents({
    log,
    eventLog,
    installOf,
    handlers: {
      merge: createOnMerge({ eventLog, records, proposals, syncAgain }),
      deletion: createOnDeletion({ eventLog, records, linked, proposals, syncAgain }),
      restore: createOnRestore({ eventLog, syncAgain }),
      stage: createOnStageChange({ proposals }),
      privacy: createOnPrivacyDeletion({
        eventLog,
        linked,
        records,
        erase: createErasePerson({ store, tombstones: deps.tombstones }),
        audit: deps.audit,
      }),
    },
  });
  return { accept: createAcceptCrmEvents({ log, eventLog, installOf, offer: worker.offer }), worker };
}
