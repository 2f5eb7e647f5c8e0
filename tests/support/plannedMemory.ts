import type { ProposalState } from '../../shared/proposal.ts';
import type { DealStage } from '../../server/hubspot/directory.ts';
import type { PipelineStage } from '../../server/hubspot/pipelines.ts';
import { proposalId } from '../../server/proposals/proposal.ts';
import type { KnownProposal, ProposalNews } from '../../server/proposals/reconcile.ts';
import { PLURAL } from '../../server/proposals/view.ts';
import { fingerprint } from '../../server/sync/fingerprint.ts';

import type { Guard, PlannedProposals } from '../../server/sync/plan.types.ts';
import { idOf, ref, type Ref } from '../../server/sync/ref.ts';
import type { RecordMarks } from '../../server/sync/snapshot.types.ts';

/** What the product remembers beside its ledger: its own hand on records, and what was proposed. */
export class PlannedMemory {
  readonly marks = new Map<Ref, RecordMarks>();
  readonly proposals = new Map<string, KnownProposal>();

  mark(name: Ref, guarded: Readonly<Record<string, Guard>>): void {
    const before = this.marks.get(name);
    const written = new Map(Object.entries(before?.written ?? {}));
    const by = new Map(Object.entries(before?.by ?? {}));
    for (const [property, guard] of Object.entries(guarded)) {
      if (guard.value === '') {
        written.delete(property);
        by.delete(property);
      } else {
        written.set(property, fingerprint(guard.value));
        by.set(property, guard.by);
      }
    }
    this.marks.set(name, {
      written: Object.fromEntries(written),
      by: Object.fromEntries(by),
      sending: {},
    });
  }

  /** @param place the record a draft is about, which the same plan may have made. */
  decide(
    { put, automatic, withdraw }: PlannedProposals,
    place: (record: Ref, sessionId: string) => Ref,
  ): void {
    const save = ({ draft }: ProposalNews, state: ProposalState, decidedBy: string | null) => {
      const objectId = idOf(place(ref(PLURAL[draft.objectType], draft.objectId), draft.sessionId));
      const placed = { ...draft, objectId };
      const _id = proposalId('org_1', placed);
      this.proposals.set(_id, { ...placed, _id, state, decidedBy });
    };
    for (const news of put) save(news, 'open', null);
    for (const news of automatic) save(news, 'approved', 'system');
    for (const { id } of withdraw) this.setState(id, 'stale');
  }

  setState(id: string, state: ProposalState, decidedBy: string | null = null): void {
    const known = this.proposals.get(id);
    if (known) this.proposals.set(id, { ...known, state, decidedBy });
  }
}

/** One pipeline with an open and a closed stage; tests add others. */
export function plannedStages(): Map<string, DealStage> {
  return new Map<string, DealStage>([
    ['open', { id: 'open', pipeline: 'default', label: 'Open', closed: false, order: 0 }],
    ['closed', { id: 'closed', pipeline: 'default', label: 'Closed', closed: true, order: 1 }],
  ]);
}

/** One open and one closed stage of tickets. */
export function plannedTicketStages(): Map<string, PipelineStage> {
  return new Map<string, PipelineStage>([
    ['1', { id: '1', pipeline: '0', label: 'New', closed: false, order: 0 }],
    ['4', { id: '4', pipeline: '0', label: 'Closed', closed: true, order: 1 }],
  ]);
}
