import type { SyncSkip } from '../../shared/ledger.ts';
import type { ProposalDraft } from '../proposals/proposal.ts';
import { planMappedRecord } from './planMappedRecord.ts';
import { currentOf, planOwnValues, type TouchedRecord } from './planRecords.ts';
import { planSaid } from './planSaid.ts';
import { planStage } from './planStage.ts';
import type { PlanInput, RecordUpdate } from './plan.types.ts';
import { typeOf } from './ref.ts';
import type { PastConversation } from './snapshot.types.ts';

export interface TouchedPlan {
  update: RecordUpdate | null;
  drafts: ProposalDraft[];
  automatic: ProposalDraft[];
  skips: SyncSkip[];
  missing: string[];
  /** Nothing is decided before it is known what HubSpot shows. */
  looks: boolean;
}

/** Everything a turn changes or proposes on one record: our own properties, mapped ones, the stage. Pure. */
export function planTouched(
  touched: TouchedRecord,
  history: readonly PastConversation[],
  input: Omit<PlanInput, 'sessions'>,
): TouchedPlan {
  const current = currentOf(touched.ref, input.snapshot);
  const own = planOwnValues(touched, history, input);
  const said = planSaid(touched, history, input);
  const mapped = planMappedRecord(touched, current, input);
  const stage =
    typeOf(touched.ref) === 'deals' && current ? planStage(touched, current, history, input) : undefined;
  const properties = { ...own.properties, ...said.properties, ...mapped.properties, ...stage?.properties };
  const guarded = { ...own.guarded, ...said.guarded, ...mapped.guarded, ...stage?.guarded };
  return {
    update:
      Object.keys(properties).length > 0
        ? { ref: touched.ref, properties, guarded, sessionIds: touched.sessionIds }
        : null,
    drafts: [...mapped.drafts, ...(stage?.drafts ?? [])],
    automatic: stage?.automatic ? [stage.automatic] : [],
    skips: [...own.skips, ...said.skips, ...mapped.skips, ...(stage?.skips ?? [])],
    missing: [...own.missing, ...said.missing],
    looks: said.looks,
  };
}
