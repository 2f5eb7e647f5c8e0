/**
 * The engagement score: 0–100 from what the newest conversation showed and how regular conversations
 * are. Pure: the same facts give the same score on any day, so a re-run writes nothing.
 *
 * | fact | points | full points for |
 * |---|---|---|
 * | length | 15 | 30 minutes or more |
 * | talk ratio | 15 | the host speaking 35–55 % of the time |
 * | sentiment | 25 | clearly positive |
 * | next steps | 15 | three or more agreed |
 * | objections | 15 | every objection answered |
 * | regularity | 15 | a week or less since the conversation before |
 *
 * A fact that was not measured earns half its points: an unknown is neither praise nor blame.
 */
export interface ConversationFacts {
  /** ISO-8601 instant. */
  startedAt: string;
  durationMinutes: number | null;
  /** Share of the time the host spoke, 0–1. */
  talkRatio: number | null;
  sentiment: 'positive' | 'neutral' | 'negative' | null;
  /** −1 to 1; finer than the word, used when present. */
  sentimentScore: number | null;
  nextSteps: number;
  objectionsRaised: number;
  objectionsResolved: number;
}

export interface ScoreReason {
  label: string;
  points: number;
  max: number;
  detail: string;
}

export interface EngagementScore {
  value: number;
  reasons: ScoreReason[];
}

const DAY_MS = 86_400_000;

/** @param before start of the conversation before this one with the same person, null for the first. */
export function engagementScore(facts: ConversationFacts, before: string | null): EngagementScore {
  const reasons = [
    length(facts),
    talkRatio(facts),
    sentiment(facts),
    nextSteps(facts),
    objections(facts),
    regularity(facts, before),
  ];
  return { value: reasons.reduce((sum, { points }) => sum + points, 0), reasons };
}

/** Score of the newest conversation and of the one before it; null without any conversation. */
export function scoreWithTrend(newestFirst: readonly ConversationFacts[]): {
  score: EngagementScore;
  previous: number | null;
} | null {
  const [newest, second, third] = newestFirst;
  if (!newest) return null;
  return {
    score: engagementScore(newest, second?.startedAt ?? null),
    previous: second ? engagementScore(second, third?.startedAt ?? null).value : null,
  };
}

function reason(label: string, max: number, share: number | null, detail: string): ScoreReason {
  return { label, max, points: Math.round(max * Math.min(1, Math.max(0, share ?? 0.5))), detail };
}

function length({ durationMinutes }: ConversationFacts): ScoreReason {
  if (durationMinutes === null) return reason('Length', 15, null, 'Not measured');
  return reason('Length', 15, durationMinutes / 30, `${durationMinutes} min; full points from 30 min`);
}

function talkRatio({ talkRatio: ratio }: ConversationFacts): ScoreReason {
  if (ratio === null) return reason('Talk ratio', 15, null, 'Not measured');
  const off = ratio < 0.35 ? 0.35 - ratio : Math.max(0, ratio - 0.55);
  return reason(
    'Talk ratio',
    15,
    1 - off / 0.35,
    `The host spoke ${Math.round(ratio * 100)}% of the time; best is 35–55%`,
  );
}

function sentiment({ sentiment: word, sentimentScore }: ConversationFacts): ScoreReason {
  if (sentimentScore !== null) {
    const share = (sentimentScore + 1) / 2;
    return reason(
      'Sentiment',
      25,
      share,
      `${capitalised(word ?? 'measured')} (${sentimentScore.toFixed(1)} on −1 to 1)`,
    );
  }
  if (word === null) return reason('Sentiment', 25, null, 'Not measured');
  return reason('Sentiment', 25, { positive: 1, neutral: 0.5, negative: 0 }[word], capitalised(word));
}

function nextSteps({ nextSteps: count }: ConversationFacts): ScoreReason {
  const detail = count === 0 ? 'None agreed' : count === 1 ? '1 agreed' : `${count} agreed`;
  return reason('Next steps', 15, count / 3, detail);
}

function objections({
  objectionsRaised: raised,
  objectionsResolved: resolved,
}: ConversationFacts): ScoreReason {
  if (raised === 0) return reason('Objections', 15, null, 'None raised');
  return reason('Objections', 15, resolved / raised, `${resolved} of ${raised} answered`);
}

function regularity({ startedAt }: ConversationFacts, before: string | null): ScoreReason {
  if (before === null) return reason('Regularity', 15, 1 / 3, 'First conversation');
  const days = Math.max(0, (Date.parse(startedAt) - Date.parse(before)) / DAY_MS);
  const share = days <= 7 ? 1 : days <= 14 ? 0.8 : days <= 30 ? 0.5 : days <= 90 ? 0.25 : 0;
  const since = days < 1 ? 'less than a day' : days < 2 ? '1 day' : `${Math.floor(days)} days`;
  return reason('Regularity', 15, share, `${since} since the conversation before`);
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
