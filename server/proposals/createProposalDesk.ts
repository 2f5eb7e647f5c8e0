import type { Proposal, ProposalPage } from '../../shared/proposal.ts';
import type { Audit } from '../audit/audit.types.ts';
import type { Clock } from '../clock.ts';
import { createBatchWriter } from '../hubspot/batchWrite.ts';
import type { HubSpotCall } from '../hubspot/call.types.ts';
import type { HubSpotError } from '../hubspot/errors.ts';
import { createObjects } from '../hubspot/objects.ts';
import type { InstallDocument } from '../installs/install.ts';
import { readCursor, writeCursor } from '../store/pageCursor.ts';
import { createRecordDecision } from './auditEntry.ts';
import { createCarryOut, type ValueMarks } from './carryOut.ts';
import { createClaims } from './claims.ts';
import { createDecisions, type Decider } from './decisions.ts';
import type { Decision } from './proposal.ts';
import type { ProposalFilter, Proposals } from './proposalStore.ts';
import { toProposal } from './view.ts';

export interface ProposalDeskDeps {
  proposals: Proposals;
  call: HubSpotCall;
  marks: ValueMarks;
  installOf: (orgId: string) => Promise<InstallDocument | null>;
  audit: Audit;
  clock: Clock;
  sleep: (ms: number) => Promise<void>;
}

/** One decision as a person is told about it. */
export interface Answered {
  id: string;
  /** null: there is no such proposal. */
  proposal: Proposal | null;
  ok: boolean;
  message: string | null;
  error: HubSpotError | null;
}

export interface ProposalDesk {
  /** @returns undefined when the cursor is not one of this organisation. */
  list(
    orgId: string,
    query: ProposalFilter & { limit: number; cursor?: string },
  ): Promise<ProposalPage | undefined>;
  /** One answer per id, in the order asked. */
  decide(who: Omit<Decider, 'portalId'>, decision: Decision, ids: readonly string[]): Promise<Answered[]>;
}

/** Everything people do with proposals, put together. */
export function createProposalDesk(deps: ProposalDeskDeps): ProposalDesk {
  const { documents } = deps.proposals;
  const decide = createDecisions({
    documents,
    claims: createClaims({ ...deps, documents }),
    carryOut: createCarryOut({
      objects: createObjects(deps.call),
      write: createBatchWriter(deps.call, deps.sleep),
      marks: deps.marks,
    }),
    record: createRecordDecision(deps.audit),
    clock: deps.clock,
  });
  return {
    async list(orgId, { limit, cursor, ...filter }) {
      const start = cursor === undefined ? null : readCursor(orgId, cursor);
      if (start === undefined) return undefined;
      const [found, install] = await Promise.all([
        deps.proposals.list(orgId, filter, limit + 1, start),
        deps.installOf(orgId),
      ]);
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map((document) => toProposal(document, install)),
        nextCursor:
          found.length > limit && last ? writeCursor(orgId, { at: last.createdAt, id: last._id }) : null,
      };
    },

    async decide(who, decision, ids) {
      const install = await deps.installOf(who.orgId);
      // Leaving takes the proposals along: every id is unknown, and a foreign one looks the same (contract §3).
      if (!install) return ids.map((id) => ({ id, proposal: null, ok: false, message: null, error: null }));
      const decided = await decide({ ...who, portalId: install._id }, decision, ids);
      return decided.map(({ document, ...rest }) => ({
        ...rest,
        proposal: document && toProposal(document, install),
      }));
    },
  };
}
