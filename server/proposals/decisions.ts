import type { ProposalState } from '../../shared/proposal.ts';
import type { Clock } from '../clock.ts';
import type { HubSpotError } from '../hubspot/errors.ts';
import type { CarryOut, Effect } from './carryOut.ts';
import type { Change, Claimed, Claims } from './claims.ts';
import { UNDO_MS, type Decision, type ProposalDocument } from './proposal.ts';
import type { Proposals } from './proposalStore.ts';
import { changedMessage, decidedMessage, goneMessage, undoChangedMessage } from './words.ts';

/** Who decides, and where: for the audit trail. */
export interface Decider {
  orgId: string;
  portalId: string;
  email: string;
  door: 'liveprompt' | 'hubspot';
}

/** What became of one decision. `ok`: the proposal is as the person decided. */
export interface Decided {
  id: string;
  /** null: this organisation has no such proposal. */
  document: ProposalDocument | null;
  ok: boolean;
  message: string | null;
  /** Why HubSpot did not take it; the proposal stays as it was. */
  error: HubSpotError | null;
}

export interface DecisionDeps {
  claims: Claims;
  documents: Proposals['documents'];
  carryOut: CarryOut;
  /** Called once per decision that changed something. */
  record: (decider: Decider, decision: Decision, document: ProposalDocument) => Promise<void>;
  clock: Clock;
}

/**
 * Approving, rejecting and taking back. Safe to repeat and to press twice at once: the state stands in
 * the filter of the claim, and who comes second gets the first one's answer.
 */
export function createDecisions(deps: DecisionDeps) {
  return async (decider: Decider, decision: Decision, ids: readonly string[]): Promise<Decided[]> => {
    const unique = [...new Set(ids)];
    const claimed = new Map<string, Claimed>();
    const from = decision === 'undo' ? 'approved' : 'open';
    for (const id of unique) {
      const one = await deps.claims.claim(decider.orgId, id, from);
      if (one) claimed.set(id, one);
    }
    const done = await carryOutAll(decider, decision, [...claimed.values()]);
    const results = new Map<string, Decided>();
    for (const id of unique) {
      results.set(id, done.get(id) ?? standing(id, decision, await deps.claims.settled(decider.orgId, id)));
    }
    return ids.flatMap((id) => results.get(id) ?? []);
  };

  async function carryOutAll(
    decider: Decider,
    decision: Decision,
    claimed: readonly Claimed[],
  ): Promise<Map<string, Decided>> {
    const effects =
      decision === 'reject'
        ? new Map<string, Effect>()
        : await deps
            .carryOut(
              { portalId: decider.portalId, lane: 'people' },
              claimed.map((one) =>
                decision === 'approve'
                  ? { claimed: one, expected: one.current, value: one.proposed, ours: true }
                  : { claimed: one, expected: one.proposed, value: one.current, ours: false },
              ),
            )
            .catch(async (error: unknown) => {
              for (const one of claimed) await deps.claims.finish(one, {});
              throw error;
            });
    const results = new Map<string, Decided>();
    for (const one of claimed) {
      const effect = effects.get(one._id) ?? { kind: 'done' };
      results.set(one._id, await settle(decider, decision, one, effect));
    }
    return results;
  }

  async function settle(
    decider: Decider,
    decision: Decision,
    one: Claimed,
    effect: Effect,
  ): Promise<Decided> {
    if (effect.kind === 'refused') {
      const { error } = effect;
      const message = `${error.message} ${error.action}`.trim();
      // An approved change that could not be taken back stays approved, and its own words stay with it.
      const document = await deps.claims.finish(one, decision === 'approve' ? { message } : {});
      return { id: one._id, document, ok: false, message, error };
    }
    const change = effect.kind === 'done' ? decided(decider, decision) : stale(decision, one, effect);
    const document = await deps.claims.finish(one, change);
    if (document && effect.kind === 'done') await deps.record(decider, decision, document);
    return { ...standing(one._id, decision, document), id: one._id };
  }

  function decided({ email }: Decider, decision: Decision): Change {
    const decidedAt = deps.clock.now();
    const undoUntil = decision === 'approve' ? new Date(decidedAt.getTime() + UNDO_MS) : null;
    return { state: RESULT[decision], message: null, decidedAt, decidedBy: email, undoUntil };
  }
}

const RESULT: Readonly<Record<Decision, ProposalState>> = {
  approve: 'approved',
  reject: 'rejected',
  undo: 'undone',
};

function stale(
  decision: Decision,
  one: Claimed,
  effect: Extract<Effect, { kind: 'changed' | 'gone' }>,
): Change {
  const message =
    effect.kind === 'gone'
      ? goneMessage(one)
      : decision === 'undo'
        ? undoChangedMessage(one)
        : changedMessage(one, effect.shown);
  return { state: 'stale', message, undoUntil: null };
}

/** The answer of a decision that was made before, by whoever made it. */
function standing(id: string, decision: Decision, document: ProposalDocument | null): Decided {
  const ok = document?.state === RESULT[decision];
  const message = ok || !document ? null : (document.message ?? decidedMessage(document, decision));
  return { id, document, ok, message, error: null };
}
