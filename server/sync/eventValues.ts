import type { EventValues } from '../../shared/eventProperties.ts';
import type { Session } from '../../shared/session.ts';
import type { DealStage } from '../hubspot/directory.ts';
import type { CrmRecord } from '../hubspot/objects.ts';
import { factsOf } from '../scoring/facts.ts';
import { sessionUrl } from '../sessions/sessionUrl.ts';

const DAY_MS = 86_400_000;

/** Everything an event may say of a conversation, whatever its type then shows of it. Pure. */
export function sessionValues(session: Session, appUrl: string): EventValues {
  const facts = factsOf(session);
  const insights = session.insights;
  const open = facts.objectionsRaised - facts.objectionsResolved;
  const risk = insights?.renewal_risk?.level;
  const starts = session.next_meeting && Date.parse(session.next_meeting.starts_at);
  return {
    kind: session.kind,
    channel: session.channel,
    duration_minutes: facts.durationMinutes ?? undefined,
    sentiment: facts.sentiment ?? undefined,
    objections: facts.objectionsRaised,
    open_objections: open,
    first_objection_minute: minute(insights?.objections?.map(({ at_seconds }) => at_seconds)),
    competitors: insights?.competitors?.length ?? 0,
    next_steps: facts.nextSteps,
    action_items: session.action_items?.length ?? 0,
    next_meeting: session.next_meeting ? 'yes' : 'no',
    days_to_next_meeting:
      starts === undefined
        ? undefined
        : Math.max(0, Math.round((starts - Date.parse(session.ended_at)) / DAY_MS)),
    budget_confirmed: yesNo(insights?.budget?.confirmed ?? insights?.qualification?.budget),
    fit_score: insights?.qualification?.fit_score,
    satisfaction: insights?.satisfaction?.score,
    risk_level: risk === 'none' ? undefined : risk,
    risk_reasons: insights?.renewal_risk?.reasons?.length ?? 0,
    session_url: sessionUrl(appUrl, session.id),
  };
}

/** The deal as HubSpot showed it when the conversation was synced: workflows filter by it. */
export function dealValues(
  session: Session,
  deal: CrmRecord | undefined,
  stages: ReadonlyMap<string, DealStage>,
): EventValues {
  const stageId = deal?.properties['dealstage'] ?? undefined;
  const amount = deal?.properties['amount'];
  const confidence = session.recommended_deal_update?.confidence;
  return {
    deal_amount: amount ? Number(amount) : undefined,
    deal_stage: stageId && (stages.get(stageId)?.label ?? stageId),
    deal_stage_id: stageId,
    deal_pipeline_id: deal?.properties['pipeline'] ?? undefined,
    recommendation_confidence: confidence === undefined ? undefined : Math.round(confidence * 100),
  };
}

/** The earliest of some moments, in whole minutes; undefined when none is known. */
export function minute(seconds: readonly (number | undefined)[] | undefined): number | undefined {
  const known = (seconds ?? []).filter((one) => one !== undefined);
  return known.length > 0 ? Math.floor(Math.min(...known) / 60) : undefined;
}

function yesNo(value: boolean | undefined): 'yes' | 'no' | undefined {
  return value === undefined ? undefined : value ? 'yes' : 'no';
}
