import type { Session } from '../../shared/session.ts';
import type { ConversationFacts } from './engagementScore.ts';

/** Minutes a conversation lasted; from its own figure, else from start and end. null when neither makes sense. */
export function durationMinutes(session: Session): number | null {
  const seconds =
    session.duration_seconds ?? (Date.parse(session.ended_at) - Date.parse(session.started_at)) / 1_000;
  return seconds >= 0 ? Math.round(seconds / 60) : null;
}

/** What the score needs to know of a session. Next steps are the longer of agreed steps and action items. */
export function factsOf(session: Session): ConversationFacts {
  const objections = session.insights?.objections ?? [];
  return {
    startedAt: new Date(session.started_at).toISOString(),
    durationMinutes: durationMinutes(session),
    talkRatio: session.insights?.talk_ratio ?? null,
    sentiment: session.summary.sentiment ?? null,
    sentimentScore: session.summary.sentiment_score ?? null,
    nextSteps: Math.max(session.summary.next_steps?.length ?? 0, session.action_items?.length ?? 0),
    objectionsRaised: objections.length,
    objectionsResolved: objections.filter(({ resolved }) => resolved === true).length,
  };
}
