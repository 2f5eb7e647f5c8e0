import { DONE, type CrmEventHandler } from './handleCrmEvent.ts';
import type { OpenProposals } from './openProposals.ts';

/** A deal moved: what waits for a decision about its stage was asked for another deal than the one that is there now. */
export function createOnStageChange(deps: { proposals: OpenProposals }): CrmEventHandler {
  return async ({ objectId, value }, owner) => {
    if (value !== null) await deps.proposals.stageIsNow(owner, objectId, value);
    return DONE;
  };
}
