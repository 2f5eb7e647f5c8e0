import type { StageThen } from '../reports/figures.ts';
import { scoreOf } from './planEvents.ts';
import type { SessionPlan } from './plan.types.ts';
import { currentOf, type TouchedRecord } from './planRecords.ts';
import { typeOf } from './ref.ts';
import type { PastConversation, Snapshot } from './snapshot.types.ts';

/** Adds what one record of the turn tells about its conversations. Pure but for `plans`, which it fills. */
export function noteFigures(
  plans: ReadonlyMap<string, SessionPlan>,
  touched: TouchedRecord,
  history: readonly PastConversation[],
  snapshot: Snapshot,
): void {
  const type = typeOf(touched.ref);
  for (const session of touched.linked) {
    const figures = plans.get(session.id)?.figures;
    if (figures && type === 'contacts') figures.scores.push(scoreOf(session, history));
    if (figures && type === 'deals') figures.stage = stageOf(touched, snapshot);
  }
}

function stageOf({ ref }: TouchedRecord, snapshot: Snapshot): StageThen | null {
  const deal = currentOf(ref, snapshot)?.properties;
  const id = deal?.['dealstage'];
  if (!id) return null;
  const stage = snapshot.stages.get(id);
  return { id, pipelineId: stage?.pipeline ?? deal['pipeline'] ?? '', label: stage?.label ?? id };
}
