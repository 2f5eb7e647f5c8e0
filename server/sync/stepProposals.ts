import type { Crashpoint } from '../crashpoints.ts';
import { KIND_OF, type MappedType } from './planMapping.ts';
import { PLURAL } from '../proposals/view.ts';
import type { ProposalDraft } from '../proposals/proposal.ts';
import type { Proposals } from '../proposals/proposalStore.ts';
import { idOf, ref, typeOf, type Ref } from './ref.ts';
import { resolve, type Turn } from './turn.types.ts';

/** Opens, updates and withdraws what waits for a person; after the activities, whose ids it needs. */
export function createProposalStep({ proposals, crash }: { proposals: Proposals; crash: Crashpoint }) {
  return async (turn: Turn): Promise<void> => {
    const { put, withdraw } = turn.plan.proposals;
    if (put.length + withdraw.length === 0) return;
    await crash('proposals.put');
    for (const { draft, was } of put) {
      const orgId = turn.work.get(draft.sessionId)?.row.orgId;
      const record = recordOf(turn, draft);
      // Without its record there is nothing to decide on; the next try proposes it again.
      if (!orgId || !record) continue;
      const placed = { ...draft, objectType: KIND_OF[typeOf(record) as MappedType], objectId: idOf(record) };
      await proposals.put({ orgId, portalId: turn.context.portalId }, { draft: placed, was });
    }
    await crash('proposals.withdraw');
    await proposals.withdraw(turn.context, withdraw);
  };
}

/** A record this turn made has its id by now; a meeting has it in the ledger row of its conversation. */
function recordOf(turn: Turn, { objectType, objectId, sessionId }: ProposalDraft): Ref | null {
  if (objectType !== 'meeting' || !objectId.startsWith('new:')) {
    return resolve(turn, ref(PLURAL[objectType], objectId));
  }
  const made = turn.work
    .get(sessionId)
    ?.objects.find(({ key, type, state }) => key === 'activity' && type === 'meetings' && state === 'live');
  return made?.id ? ref('meetings', made.id) : null;
}
