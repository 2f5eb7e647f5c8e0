import { decideProposalsBody } from '../api/decideProposals.ts';
import { listProposalsQuery } from '../api/listProposals.ts';
import type { Operation } from './operation.types.ts';

const PROPOSAL = {
  id: 'prp_3K',
  sessionId: 'ses_01',
  sessionTitle: 'Sales call',
  kind: 'stage',
  objectType: 'deal',
  objectId: '7001',
  objectUrl: 'https://app.hubspot.com/contacts/12345678/record/0-3/7001',
  property: 'dealstage',
  what: 'Deal stage',
  current: 'qualifiedtobuy',
  proposed: 'contractsent',
  currentLabel: 'Qualified to buy',
  proposedLabel: 'Contract sent',
  reason: '"contract" was said (a next step), and your rule for it is Contract sent.',
  quote: 'Please send us the contract this week.',
  confidence: null,
  state: 'open',
  message: null,
  createdAt: '2026-11-20T10:31:04.000Z',
  decidedAt: null,
  decidedBy: null,
  undoUntil: null,
};
const DECIDED = { decidedAt: '2026-11-20T12:00:00.000Z', decidedBy: 'admin@seller.com' };
const UNTIL = { undoUntil: '2026-12-20T12:00:00.000Z' };

const decide = (
  verb: 'approve' | 'reject' | 'undo',
  summary: string,
  change: Readonly<Record<string, unknown>>,
): Operation => ({
  method: 'post',
  path: `/api/v1/proposals/:id/${verb}`,
  chapter: 'Proposals',
  summary,
  detail:
    'The proposal as it is afterwards; repeating it answers the same. `stale`, with its reason, when HubSpot shows another value than was decided on.',
  access: 'write',
  answer: { status: 200, schema: 'Proposal', example: { ...PROPOSAL, ...DECIDED, ...change } },
  errors: { 404: ['not_found'], 409: ['proposal_decided', 'reconnect_required'] },
});

/** Changes that wait for a person. */
export const proposalOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/proposals',
    chapter: 'Proposals',
    summary: 'List proposals',
    detail:
      'Changes of deal stages and mapped properties that wait for a person, newest first; with `state` those that were decided, or `all`.',
    access: 'read',
    query: listProposalsQuery,
    answer: { status: 200, schema: 'ProposalPage', example: { items: [PROPOSAL], nextCursor: null } },
    errors: { 400: ['invalid_cursor'] },
  },
  decide('approve', 'Approve a proposal', { state: 'approved', ...UNTIL }),
  decide('reject', 'Reject a proposal', { state: 'rejected' }),
  decide('undo', 'Take an approved change back', { state: 'undone' }),
  {
    method: 'post',
    path: '/api/v1/proposals/decide',
    chapter: 'Proposals',
    summary: 'Decide on many proposals',
    detail: 'Up to a hundred; one row per id, in the order asked.',
    access: 'write',
    body: { schema: decideProposalsBody, example: { ids: ['prp_3K'], decision: 'approve' } },
    answer: {
      status: 200,
      schema: 'ProposalDecisions',
      example: { results: [{ id: 'prp_3K', ok: true, state: 'approved', message: null }] },
    },
    errors: { 409: ['reconnect_required'] },
  },
];
