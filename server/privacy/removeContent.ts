import type { mongo } from 'mongoose';
import { audit } from '../audit/audit.ts';
import { conversations } from '../cards/conversations.ts';
import { NOTHING_SAID } from '../insights/nothingSaid.ts';
import { proposals } from '../proposals/proposal.ts';
import { NEVER } from '../queue/lease.ts';
import { figures } from '../reports/figures.ts';
import type { SessionDocument } from '../sessions/sessionStore.ts';
import type { Store } from '../store/store.ts';
import { expiredRow } from '../sync/expired.ts';
import { syncs } from '../sync/ledger.ts';
import type { SyncDocument } from '../sync/ledger.types.ts';

/** A conversation as far as its traces are concerned. */
export type Expiring = Pick<SessionDocument, '_id' | 'orgId' | 'sessionId'>;

/** Nobody works on it, and nobody is about to: what waits for a person or a plan waits for nothing any more. */
const AT_REST = ['synced', 'partial', 'filtered', 'failed', 'held'] as const;

/** How a conversation reads of which only the ids are left. Titles are content. */
const UNTITLED = 'Conversation';

/**
 * Removes what was said, and who took part, from everything kept beside the conversation itself. Ids stay: what it
 * made in HubSpot is still known, so nothing is made twice and a deletion at liveprompt still archives it. So do
 * figures without words: score, length, counts. Safe to repeat.
 */
export function createRemoveContent({ store }: { store: Store }) {
  return {
    /** What the ledger says of it. False: a turn has it, or an answer of HubSpot is still awaited. */
    async fromLedger({ _id }: Expiring): Promise<boolean> {
      const documents = store.collection(syncs);
      const row = await documents.findOne({ _id });
      if (!row) return true;
      if (!isAtRest(row)) return false;
      const { state, change } = expiredRow(row);
      const links = row.links.map(({ person: _person, ...link }) => ({ ...link, evidence: '' }));
      const set = { ...change, state, links, title: UNTITLED, heldReason: null, dueAt: NEVER };
      // A retry, a newer version or a turn that came meanwhile shows in the state, the version or the fence.
      const { matchedCount } = await documents.updateOne(
        { _id, state: row.state, version: row.version, fence: row.fence },
        { $set: set, $unset: { deletedPeople: '', dismissed: '' } },
      );
      return matchedCount === 1;
    },

    /** Cards, reports, proposals, and what the trail says of them. */
    async fromTheRest(orgId: string, expiring: readonly Expiring[]): Promise<void> {
      if (expiring.length === 0) return;
      const sessionId = { $in: expiring.map((one) => one.sessionId) };
      const shown = store.collection(conversations);
      await shown.updateMany(
        { orgId, sessionId },
        {
          $set: {
            contentRemoved: true,
            'conversation.title': UNTITLED,
            'conversation.brief': '',
            'conversation.matchedBy.evidence': '',
            insights: { ...NOTHING_SAID, competitors: [], objections: [], budget: null },
            nextStep: null,
            nextMeeting: null,
            tasks: [],
          },
          $unset: { taskActs: '' },
        },
      );
      await store.collection(figures).updateMany({ orgId, sessionId }, { $set: { requests: [] } });
      const made = store.collection(proposals);
      const decided = await made.find({ orgId, sessionId }, { projection: { _id: 1 } }).toArray();
      await made.deleteMany({ orgId, sessionId });
      const subjects = [...sessionId.$in, ...decided.map(({ _id }) => _id)];
      await store
        .collection(audit)
        .updateMany({ orgId, 'details.subject': { $in: subjects } }, { $set: { details: null } });
    },
  };
}

export type RemoveContent = ReturnType<typeof createRemoveContent>;

function isAtRest({ state, doubt, objects }: mongo.WithId<SyncDocument>): boolean {
  const isKnown = objects.every((one) => one.state !== 'sending' && one.state !== 'unknown');
  return AT_REST.some((one) => one === state) && !doubt && isKnown;
}
