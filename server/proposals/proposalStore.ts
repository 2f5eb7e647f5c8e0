import type { CardProposal } from '../../shared/card.ts';
import { MAPPABLE_OBJECTS, type MappableObject } from '../../shared/options.ts';
import type { ProposalState } from '../../shared/proposal.ts';
import type { Clock } from '../clock.ts';
import { olderThan, type PageStart } from '../store/pageCursor.ts';
import { isDuplicateKey } from '../store/connect.ts';
import type { Store } from '../store/store.ts';
import { proposalId, proposals, UNDO_MS, type ProposalDocument, type ProposalDraft } from './proposal.ts';
import type { ProposalNews, Withdrawal } from './reconcile.ts';
import { toCardProposal } from './view.ts';

/** As many as a card can show with their quotes; the page shows all. */
const ON_A_CARD = 20;
/** For this long a card offers to take an approved change back; the page does as long as it can be. */
const LATELY_MS = 7 * 86_400_000;

export interface ProposalFilter {
  state?: ProposalState;
  objectType?: MappableObject;
  objectId?: string;
}

interface Tenant {
  orgId: string;
  portalId: string;
}

export function createProposals({ store, clock }: { store: Store; clock: Clock }) {
  const documents = store.collection(proposals);
  return {
    documents,

    /** Newest first, one more than a page when there is another. */
    list(orgId: string, filter: ProposalFilter, limit: number, start: PageStart | null) {
      return documents
        .find({ orgId, ...filter, ...(start ? olderThan('createdAt', start) : {}) })
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit)
        .toArray();
    },

    /** What waits for a person on one record, then what was done lately and can be taken back; newest first. */
    async onCard(portalId: string, objectType: MappableObject, objectId: string): Promise<CardProposal[]> {
      const now = clock.now();
      const lately = { decidedAt: { $gt: new Date(now.getTime() - LATELY_MS) }, undoUntil: { $gt: now } };
      const found = await documents
        .find({
          portalId,
          objectType,
          objectId,
          $or: [{ state: 'open' }, { state: 'approved', ...lately }],
        })
        // "open" after "approved" in the alphabet.
        .sort({ state: -1, createdAt: -1, _id: -1 })
        .limit(ON_A_CARD)
        .toArray();
      return found.map(toCardProposal);
    },

    /** Everything these conversations ever proposed, and everything proposed for these records. */
    async known(
      portalId: string,
      sessionIds: readonly string[],
      records: readonly Pick<ProposalDraft, 'objectType' | 'objectId'>[],
    ): Promise<ProposalDocument[]> {
      if (sessionIds.length === 0) return [];
      const ofRecords = MAPPABLE_OBJECTS.flatMap((objectType) => {
        const ids = records.filter((one) => one.objectType === objectType).map(({ objectId }) => objectId);
        return ids.length > 0 ? [{ portalId, objectType, objectId: { $in: ids } }] : [];
      });
      return documents
        .find({ $or: [{ portalId, sessionId: { $in: [...sessionIds] } }, ...ofRecords] })
        .toArray();
    },

    /** Opens a proposal, or updates the one there is, unless a person decided or decides on it meanwhile. */
    put: (tenant: Tenant, news: ProposalNews): Promise<boolean> => save(tenant, news, OPEN),

    /**
     * A change that the organisation's own rule makes without asking: recorded before it is made, so that
     * it can be taken back. @returns false when a person decided meanwhile: then it is not to be made.
     */
    putAutomatic(tenant: Tenant, news: ProposalNews): Promise<boolean> {
      const decidedAt = clock.now();
      return save(tenant, news, {
        state: 'approved',
        message: null,
        decidedAt,
        decidedBy: 'system',
        undoUntil: new Date(decidedAt.getTime() + UNDO_MS),
      });
    },

    /** The automatic change was refused: nothing happened that could be undone. */
    async failAutomatic(orgId: string, draft: ProposalDraft, message: string): Promise<void> {
      await documents.updateOne(
        { _id: proposalId(orgId, draft), state: 'approved', decidedBy: 'system' },
        { $set: { state: 'stale', message, undoUntil: null } },
      );
    },

    /** Open ones only: what a person decided stays decided. */
    async withdraw(
      { portalId }: Pick<Tenant, 'portalId'>,
      withdrawals: readonly Withdrawal[],
    ): Promise<void> {
      if (withdrawals.length === 0) return;
      const now = clock.now();
      await documents.bulkWrite(
        withdrawals.map(({ id, message }) => ({
          updateOne: {
            filter: { _id: id, portalId, state: 'open' as const, ...free(now) },
            update: { $set: { state: 'stale' as const, message } },
          },
        })),
        { ordered: false },
      );
    },
  };

  async function save({ orgId, portalId }: Tenant, { draft, was }: ProposalNews, decision: Decision) {
    const now = clock.now();
    const _id = proposalId(orgId, draft);
    const fields = { ...draft, ...decision, orgId, portalId, busyUntil: null };
    if (was !== null) {
      const { matchedCount } = await documents.updateOne({ _id, state: was, ...free(now) }, { $set: fields });
      return matchedCount === 1;
    }
    try {
      await documents.insertOne({ _id, ...fields, createdAt: now });
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return false;
    }
  }
}

type Decision = Pick<ProposalDocument, 'state' | 'message' | 'decidedAt' | 'decidedBy' | 'undoUntil'>;

const OPEN: Decision = { state: 'open', message: null, decidedAt: null, decidedBy: null, undoUntil: null };

export type Proposals = ReturnType<typeof createProposals>;

/** Nobody is carrying out a decision on it. */
export function free(now: Date) {
  return { $or: [{ busyUntil: null }, { busyUntil: { $lt: now } }] };
}
