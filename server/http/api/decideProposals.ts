import { z } from 'zod';
import type { ProposalDecisions } from '../../../shared/proposal.ts';
import type { ProposalDesk } from '../../proposals/createProposalDesk.ts';
import { parseBody } from '../input.ts';
import type { ApiRoute } from '../route.ts';

export const decideProposalsBody = z.object({
  ids: z.array(z.string().min(1).max(100)).min(1).max(100),
  decision: z.enum(['approve', 'reject']),
});

const UNKNOWN = 'There is no such proposal. Reload the list of proposals.';

/** `POST /api/v1/proposals/decide` `{ids, decision}`: up to a hundred at once, one row per id in the order asked. */
export function decideProposals(deps: { proposalDesk: Pick<ProposalDesk, 'decide'> }): ApiRoute {
  return {
    method: 'post',
    path: '/proposals/decide',
    access: 'write',
    async handle({ caller: { orgId, email, door }, body: given }) {
      const { ids, decision } = parseBody(decideProposalsBody, given);
      const answers = await deps.proposalDesk.decide({ orgId, email, door }, decision, ids);
      const decisions: ProposalDecisions = {
        results: answers.map(({ id, proposal, ok, message }) => ({
          id,
          ok,
          state: proposal?.state ?? null,
          message: proposal ? message : UNKNOWN,
        })),
      };
      return { status: 200, body: decisions };
    },
  };
}
