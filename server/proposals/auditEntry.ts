import type { Audit } from '../audit/audit.types.ts';
import type { Decider } from './decisions.ts';
import { proposalId, type Decision, type ProposalDocument, type ProposalDraft } from './proposal.ts';

const WHAT = {
  approve: 'proposal_approved',
  reject: 'proposal_rejected',
  undo: 'proposal_undone',
} as const;

/** Notes a decision in the audit trail, once, however often the same decision is carried out again. */
export function createRecordDecision(audit: Audit) {
  return async (
    { orgId, portalId, email, door }: Decider,
    decision: Decision,
    document: ProposalDocument,
  ): Promise<void> => {
    const at = document.decidedAt?.toISOString() ?? '';
    const [before, after] =
      decision === 'undo' ? (['proposed', 'current'] as const) : (['current', 'proposed'] as const);
    await audit.record({
      id: `proposal:${document._id}:${decision}:${at}`,
      orgId,
      portalId,
      who: email,
      where: door,
      what: WHAT[decision],
      subject: document._id,
      before: { [document.property]: told(document, document[before]) },
      after: {
        [document.property]:
          decision === 'reject' ? told(document, document.current) : told(document, document[after]),
      },
    });
  };
}

/** Notes a stage that a rule of the organisation wrote without asking, once per value of a conversation. */
export function createStageWritten(audit: Audit) {
  return ({ orgId, portalId }: { orgId: string; portalId: string }, draft: ProposalDraft): Promise<void> =>
    audit.record({
      id: `stage:${proposalId(orgId, draft)}:${draft.current}:${draft.proposed}`,
      orgId,
      portalId,
      who: 'system',
      where: 'system',
      what: 'stage_changed',
      subject: draft.objectId,
      before: { dealstage: draft.current },
      after: { dealstage: draft.proposed },
    });
}

/** The trail outlives a disconnect and holds nothing that was said: free text is only told to be there. */
function told({ valueType: { type } }: ProposalDocument, value: string): string {
  return value !== '' && (type === 'string' || type === 'phone_number') ? '(text)' : value;
}
