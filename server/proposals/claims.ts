import type { Clock } from '../clock.ts';
import type { ProposalDocument } from './proposal.ts';
import { free, type Proposals } from './proposalStore.ts';

/** Longer than any call to HubSpot takes; a process that died in between frees its claims by it. */
const CLAIM_MS = 60_000;
const WAIT_MS = 100;
const WAITS = 150;

/** A decision that only this caller carries out until it is finished. */
export type Claimed = ProposalDocument & { busyUntil: Date };

export type Change = Partial<
  Pick<ProposalDocument, 'state' | 'message' | 'decidedAt' | 'decidedBy' | 'undoUntil'>
>;

/**
 * One decision at a time on one proposal: two people who press at the same moment must not both write
 * into HubSpot, and the slower one gets the answer of the faster one.
 */
export function createClaims(deps: {
  documents: Proposals['documents'];
  clock: Clock;
  sleep: (ms: number) => Promise<void>;
}) {
  return {
    /** The proposal, if it is in this state and nobody else is at work on it. */
    async claim(orgId: string, id: string, state: 'open' | 'approved'): Promise<Claimed | null> {
      const now = deps.clock.now();
      const busyUntil = new Date(now.getTime() + CLAIM_MS);
      const claimed = await deps.documents.findOneAndUpdate(
        { _id: id, orgId, state, ...free(now), ...(state === 'approved' ? { undoUntil: { $gt: now } } : {}) },
        { $set: { busyUntil } },
        { returnDocument: 'after' },
      );
      return claimed && { ...claimed, busyUntil };
    },

    /** What the claim led to. A claim that ran out meanwhile changes nothing any more. */
    async finish({ _id, busyUntil }: Claimed, change: Change): Promise<ProposalDocument | null> {
      const done = await deps.documents.findOneAndUpdate(
        { _id, busyUntil },
        { $set: { ...change, busyUntil: null } },
        { returnDocument: 'after' },
      );
      return done ?? deps.documents.findOne({ _id });
    },

    /** The proposal as it is once nobody is at work on it; as it is now when that takes too long. */
    async settled(orgId: string, id: string): Promise<ProposalDocument | null> {
      for (let waited = 0; ; waited += 1) {
        const found = await deps.documents.findOne({ _id: id, orgId });
        const busy = found?.busyUntil && found.busyUntil > deps.clock.now();
        if (!busy || waited >= WAITS) return found;
        await deps.sleep(WAIT_MS);
      }
    },
  };
}

export type Claims = ReturnType<typeof createClaims>;
