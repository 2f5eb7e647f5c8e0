import type { Audit } from '../audit/audit.types.ts';
import type { Clock } from '../clock.ts';
import { createAssociations } from '../hubspot/associations.ts';
import { createBatchWriter } from '../hubspot/batchWrite.ts';
import type { HubSpotCall } from '../hubspot/call.types.ts';
import type { Directory } from '../hubspot/directory.ts';
import { createObjects } from '../hubspot/objects.ts';
import type { Corrections } from '../matching/corrections.ts';
import { createCompleteTask, type CompleteTaskDeps } from './completeTask.ts';
import type { Conversations } from './conversations.ts';
import { createCorrectLink, type CorrectLinkDeps } from './correctLink.ts';
import { createSuggestLinks } from './suggestLinks.ts';
import { ticketContacts } from './ticketContacts.ts';

export interface CardRoomDeps
  extends
    Pick<CompleteTaskDeps, 'decideTask' | 'taskDecision' | 'tasksChanged'>,
    Pick<CorrectLinkDeps, 'resync'> {
  conversations: Conversations;
  corrections: Corrections;
  call: HubSpotCall;
  directory: Directory;
  audit: Audit;
  clock: Clock;
  sleep: (ms: number) => Promise<void>;
}

/** The cards' room, put together: what people do on a record, and what the read model does not know. */
export function createCards(deps: CardRoomDeps) {
  const objects = createObjects(deps.call);
  const associations = createAssociations(deps.call);
  return {
    ticketContacts: (portalId: string, ticketId: string) => ticketContacts(associations, portalId, ticketId),
    completeTask: createCompleteTask({ ...deps, objects, write: createBatchWriter(deps.call, deps.sleep) }),
    correctLink: createCorrectLink({ ...deps, objects }),
    suggestLinks: createSuggestLinks({
      ...deps,
      objects,
      associations,
      stageLabels: deps.directory.dealStages,
    }),
  };
}
