import { z } from 'zod';
import { MAPPABLE_OBJECTS } from '../../../shared/options.ts';
import { PROPOSAL_STATES } from '../../../shared/proposal.ts';
import type { ProposalDesk } from '../../proposals/createProposalDesk.ts';
import { invalidCursor } from '../errors.ts';
import { pageLimit, parseBody } from '../input.ts';
import type { ApiRoute } from '../route.ts';

export const listProposalsQuery = z.strictObject({
  state: z.enum([...PROPOSAL_STATES, 'all']).default('open'),
  objectType: z.enum(MAPPABLE_OBJECTS).optional(),
  objectId: z
    .string()
    .regex(/^\d{1,20}$/, 'is not a HubSpot record id')
    .optional(),
  limit: pageLimit,
  cursor: z.string().max(1_000).optional(),
});

const DEFAULT_LIMIT = 25;

/** `GET /api/v1/proposals?state=&objectType=&objectId=&limit=&cursor=`: what waits for a person, newest first; `state` for the rest. */
export function listProposals(deps: { proposalDesk: Pick<ProposalDesk, 'list'> }): ApiRoute {
  return {
    method: 'get',
    path: '/proposals',
    access: 'read',
    async handle({ caller, query: given }) {
      const {
        state,
        objectType,
        objectId,
        limit = DEFAULT_LIMIT,
        cursor,
      } = parseBody(listProposalsQuery, given);
      const page = await deps.proposalDesk.list(caller.orgId, {
        limit,
        ...(state === 'all' ? {} : { state }),
        ...(objectType ? { objectType } : {}),
        ...(objectId ? { objectId } : {}),
        ...(cursor ? { cursor } : {}),
      });
      if (!page) throw invalidCursor();
      return { status: 200, body: page };
    },
  };
}
