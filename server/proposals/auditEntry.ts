import type { Audit } from '../audit/audit.types.ts';
import type { Decider } from './decisions.ts';
import type { Decision, ProposalDocument } from './proposal.ts';

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

/** The trail outlives a disconnect and holds nothing that was said: free text is only told to be there. */
function told({ valueType: { type } }: ProposalDocument, value: string): string {
  return value !== '' && (type === 'string' || type === 'phone_number') ? '(text)' : value;
}
