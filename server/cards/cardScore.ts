import type { CardData, CardScorePoint } from '../../shared/card.ts';
import { engagementScore, scoreWithTrend, type ConversationFacts } from '../scoring/engagementScore.ts';

/** The score of the newest conversation, why, and how it moved since the one before. Pure. */
export function cardScore(newestFirst: readonly ConversationFacts[]): CardData['score'] {
  const scored = scoreWithTrend(newestFirst);
  if (!scored) return null;
  const { score, previous } = scored;
  const change = previous === null ? 0 : score.value - previous;
  return {
    value: score.value,
    previous,
    trend: change > 0 ? 'up' : change < 0 ? 'down' : 'flat',
    reasons: score.reasons,
  };
}

/**
 * The score after each conversation, oldest first, at most `limit`. `newestFirst` may hold one more: the
 * regularity of a conversation looks at the one before it. Pure.
 */
export function scoreTrend(newestFirst: readonly ConversationFacts[], limit: number): CardScorePoint[] {
  return newestFirst
    .slice(0, limit)
    .map((facts, index) => ({
      startedAt: facts.startedAt,
      value: engagementScore(facts, newestFirst[index + 1]?.startedAt ?? null).value,
    }))
    .reverse();
}
