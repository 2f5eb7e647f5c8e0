import { AppError } from '../../errors.ts';
import type { Answered, ProposalDesk } from '../../proposals/createProposalDesk.ts';
import type { Decision } from '../../proposals/proposal.ts';
import { notFound } from '../errors.ts';
import type { ApiRoute } from '../route.ts';

/**
 * `POST /api/v1/proposals/:id/approve`, `…/reject` and `…/undo`: the proposal as it is now. Repeating it answers
 * the same. `stale` with its reason when HubSpot shows another value than was decided on; 409 when it was decided
 * otherwise before; 422 or 503 when HubSpot did not take the value, which leaves the proposal as it was.
 */
export function decideProposal(
  deps: { proposalDesk: Pick<ProposalDesk, 'decide'> },
  decision: Decision,
): ApiRoute {
  return {
    method: 'post',
    path: `/proposals/:id/${decision}`,
    access: 'write',
    async handle({ caller: { orgId, email, door }, params }) {
      const [answer] = await deps.proposalDesk.decide({ orgId, email, door }, decision, [params['id'] ?? '']);
      if (!answer?.proposal) throw notFound();
      if (answer.error) throw answer.error;
      if (!answer.ok && answer.proposal.state !== 'stale') throw decidedBefore(answer);
      return { status: 200, body: answer.proposal };
    },
  };
}

function decidedBefore({ message }: Answered): AppError {
  return new AppError({
    code: 'proposal_decided',
    kind: 'final',
    status: 409,
    message: message ?? 'This proposal no longer waits for a decision.',
    action: 'Reload the list of proposals.',
  });
}
