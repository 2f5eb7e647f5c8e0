import type { SyncSkip } from '../../shared/ledger.ts';
import type { Session } from '../../shared/session.ts';
import type { CrmRecord } from '../hubspot/objects.ts';
import type { ProposalDraft } from '../proposals/proposal.ts';
import type { KnownProposal } from '../proposals/reconcile.ts';
import { decideStage, type StageDecision } from '../stages/decideStage.ts';
import { titleOf } from './content.ts';
import type { PlanInput } from './plan.types.ts';
import type { PastConversation } from './snapshot.types.ts';
import { newestFirst, type RecordAdditions } from './planMappedRecord.ts';
import type { TouchedRecord } from './planRecords.ts';
import { standingOf } from './standing.ts';

export interface StagePlan extends RecordAdditions {
  /** Set when the stage is written without asking: what records it, so that it can be taken back. */
  automatic: ProposalDraft | null;
}

const STAGE_TYPE = { type: 'enumeration', fieldType: 'radio' } as const;

/**
 * The stage of one deal: what the newest conversation of this turn that asks for one wants. A conversation
 * older than the last one that had a say does not move the deal again, only the newest of all moves it back,
 * and what a person chose stays. Pure.
 * @param history of the deal after this turn, newest first.
 */
export function planStage(
  { linked, sessionIds }: TouchedRecord,
  deal: CrmRecord,
  history: readonly PastConversation[],
  { settings, snapshot }: Omit<PlanInput, 'sessions'>,
): StagePlan {
  const result: StagePlan = { properties: {}, guarded: {}, drafts: [], skips: [], automatic: null };
  const said = snapshot.proposals.filter(
    (one) => one.objectType === 'deal' && one.objectId === deal.id && one.property === 'dealstage',
  );
  for (const session of newestFirst(linked)) {
    const { decision, skip, asks } = decideStage(session, deal, snapshot.stages, settings.deals.stage);
    if (skip) result.skips.push(skip);
    if (!asks) continue;
    if (!decision) return result;
    const movesBack = decision.stage.order < decision.from.order;
    if (
      said.some((one) => one.state !== 'stale' && isLater(one, session, sessionIds)) ||
      (movesBack && history.some(({ facts }) => Date.parse(facts.startedAt) > Date.parse(session.started_at)))
    ) {
      result.skips.push(NEWER);
      return result;
    }
    const standing = standingOf(snapshot.marks.get(`deals:${deal.id}`), 'dealstage', decision.from.id);
    const draft = draftOf(session, deal, decision);
    const mine = said.find(({ sessionId }) => sessionId === session.id);
    if (decision.mode === 'auto' && standing !== 'theirs' && !wasDecided(mine, draft)) {
      result.automatic = draft;
      result.properties = { pipeline: decision.stage.pipeline, dealstage: decision.stage.id };
      const by = { sessionId: session.id, at: draft.conversationAt };
      result.guarded['dealstage'] = { value: decision.stage.id, before: decision.from.id, by };
    } else {
      result.drafts.push(draft);
    }
    return result;
  }
  return result;
}

const NEWER: SyncSkip = {
  what: 'deal stage',
  reason: 'newer_conversation: a newer conversation has the say about the stage of this deal',
};

function isLater(
  { sessionId, conversationAt }: KnownProposal,
  session: Session,
  sessionIds: readonly string[],
): boolean {
  return !sessionIds.includes(sessionId) && conversationAt.getTime() > Date.parse(session.started_at);
}

/** Rejected, taken back or approved by a person: a rule does not overrule that for the same stage. */
function wasDecided(known: KnownProposal | undefined, { proposed }: ProposalDraft): boolean {
  if (known?.proposed !== proposed) return false;
  return (
    known.state === 'rejected' ||
    known.state === 'undone' ||
    (known.state === 'approved' && known.decidedBy !== 'system')
  );
}

function draftOf(session: Session, deal: CrmRecord, decision: StageDecision): ProposalDraft {
  const { stage, from, reason, quote, confidence } = decision;
  return {
    sessionId: session.id,
    sessionTitle: titleOf(session),
    conversationAt: new Date(session.started_at),
    kind: 'stage',
    objectType: 'deal',
    objectId: deal.id,
    property: 'dealstage',
    valueType: STAGE_TYPE,
    what: 'Deal stage',
    current: from.id,
    currentLabel: from.label,
    proposed: stage.id,
    proposedLabel: stage.label,
    // A stage never goes without its pipeline (hubspot-api.md §2.5).
    alongside: { pipeline: stage.pipeline },
    reason,
    quote,
    confidence,
  };
}
