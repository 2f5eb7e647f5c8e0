import type { SyncSkip } from '../../shared/ledger.ts';
import type { Session } from '../../shared/session.ts';
import type { Settings } from '../../shared/settings.ts';
import type { DealStage } from '../hubspot/directory.ts';
import type { CrmRecord } from '../hubspot/objects.ts';
import { cutWhole } from '../text/cutWhole.ts';
import { createKeywordSearch } from './keywords.ts';
import { passagesOf } from './passages.ts';

/** Where a conversation wants its deal to go, and how sure that is. */
export interface StageDecision {
  stage: DealStage;
  from: DealStage;
  /** `auto` is written; `propose` waits for a person. */
  mode: 'auto' | 'propose';
  reason: string;
  quote: string | null;
  /** null where a rule of the organisation decided. */
  confidence: number | null;
}

export interface StageVerdict {
  decision: StageDecision | null;
  /** Why the stage that was asked for is not taken. */
  skip: SyncSkip | null;
  /** The conversation asks for a stage at all, be it the one the deal is in. */
  asks: boolean;
}

type StageSettings = Settings['deals']['stage'];

/** Below this a recommendation is only proposed, whatever the mode (contract §3). */
const SURE = 0.7;

/**
 * The stage a conversation asks for: the first rule of the deal's own pipeline that hits, else liveprompt's
 * recommendation. Never of a closed deal, never backwards unless the rule allows it. Pure.
 */
export function decideStage(
  session: Session,
  deal: CrmRecord,
  stages: ReadonlyMap<string, DealStage>,
  { mode, rules }: StageSettings,
): StageVerdict {
  if (mode === 'off') return NOTHING;
  const current = stages.get(deal.properties['dealstage'] ?? '');
  const pipeline = deal.properties['pipeline'] ?? current?.pipeline;
  const wish = byRule(session, pipeline, rules) ?? byRecommendation(session, pipeline);
  if (!wish) return NOTHING;

  const stage = stages.get(wish.stage);
  if (!stage || stage.pipeline !== pipeline) {
    return skip(
      `unknown_stage: ${wish.source} names the stage ${wish.stage}, which the deal's pipeline does not have`,
    );
  }
  const from = current?.pipeline === pipeline ? current : undefined;
  if (!from) {
    return skip(
      'unknown_stage: the stage the deal is in is not known in its pipeline, so no direction is known',
    );
  }
  if (from.closed) return skip(`deal_closed: the deal is in ${from.label}, and closed deals are never moved`);
  if (stage.id === from.id) return { ...NOTHING, asks: true };
  if (stage.order < from.order && !wish.allowBackwards) {
    return skip(
      `backwards: ${wish.source} names ${stage.label}, which comes before ${from.label}; only a rule that allows it moves a deal back`,
    );
  }
  return {
    decision: {
      stage,
      from,
      mode: mode === 'auto' && wish.sure ? 'auto' : 'propose',
      reason: wish.reason(stage.label),
      quote: wish.quote,
      confidence: wish.confidence,
    },
    skip: null,
    asks: true,
  };
}

const NOTHING: StageVerdict = { decision: null, skip: null, asks: false };

function skip(reason: string): StageVerdict {
  return { decision: null, skip: { what: 'deal stage', reason }, asks: true };
}

interface Wish {
  stage: string;
  source: 'your rule' | "liveprompt's recommendation";
  allowBackwards: boolean;
  reason: (label: string) => string;
  quote: string | null;
  confidence: number | null;
  /** May be written without asking. */
  sure: boolean;
}

function byRule(
  session: Session,
  pipeline: string | undefined,
  rules: StageSettings['rules'],
): Wish | undefined {
  const own = rules.filter((rule) => rule.pipeline === pipeline);
  if (own.length === 0) return undefined;
  const search = createKeywordSearch(passagesOf(session));
  for (const { keywords, stage, allowBackwards = false } of own) {
    for (const keyword of keywords) {
      const hit = search(keyword);
      if (!hit) continue;
      return {
        stage,
        source: 'your rule',
        allowBackwards,
        reason: (label) => `"${keyword}" was said (${hit.name}), and your rule for it is ${label}.`,
        quote: cutWhole(hit.quote, QUOTE_LENGTH),
        confidence: null,
        sure: true,
      };
    }
  }
  return undefined;
}

const QUOTE_LENGTH = 500;

/** A recommendation for another pipeline is none for this deal; one without a figure is not sure. */
function byRecommendation(session: Session, pipeline: string | undefined): Wish | undefined {
  const recommended = session.recommended_deal_update;
  if (!recommended || (recommended.pipeline ?? pipeline) !== pipeline) return undefined;
  const { stage, reason, quote, confidence } = recommended;
  return {
    stage,
    source: "liveprompt's recommendation",
    allowBackwards: false,
    reason: (label) => reason?.trim() || `liveprompt recommends ${label} after this conversation.`,
    quote: cutWhole(quote?.trim() ?? '', QUOTE_LENGTH) || null,
    confidence: confidence ?? null,
    sure: confidence !== undefined && confidence >= SURE,
  };
}
