import { SINGULAR } from '../hubspot/objectNames.ts';
import { proposals as proposalCollection } from '../proposals/proposal.ts';
import { createProposals } from '../proposals/proposalStore.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';
import type { SubscribedType } from './crmEvent.ts';
import type { Owner } from './handleCrmEvent.ts';

const STAGE = 'dealstage';
const MOVED =
  'Somebody moved the deal to another stage in HubSpot after the conversation. Their stage stays; look at the deal.';
const THERE = 'The deal is in the proposed stage already; nothing is left to decide.';

/** What waits for a person, seen from the record it is about. */
export interface OpenProposals {
  /** Nothing proposed for this record can be decided any more. */
  withdraw(owner: Owner, type: SubscribedType, objectId: string, message: string): Promise<void>;
  /** The deal is in this stage by now; proposals made for another one are stale. */
  stageIsNow(owner: Owner, dealId: string, stage: string): Promise<void>;
}

export function createOpenProposals({ store, clock }: { store: Store; clock: Clock }): OpenProposals {
  const documents = store.collection(proposalCollection);
  const { withdraw } = createProposals({ store, clock });
  const open = ({ portalId }: Owner, type: SubscribedType, objectId: string) => ({
    portalId,
    objectType: SINGULAR[type],
    objectId,
    state: 'open' as const,
  });
  return {
    async withdraw(owner, type, objectId, message) {
      const found = await documents.find(open(owner, type, objectId)).toArray();
      await withdraw(
        owner,
        found.map(({ _id: id }) => ({ id, message })),
      );
    },

    async stageIsNow(owner, dealId, stage) {
      const found = await documents.find({ ...open(owner, 'deals', dealId), property: STAGE }).toArray();
      const stale = found.filter(({ current }) => current !== stage);
      await withdraw(
        owner,
        stale.map(({ _id: id, proposed }) => ({ id, message: proposed === stage ? THERE : MOVED })),
      );
    },
  };
}
